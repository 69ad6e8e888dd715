// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton

import QtQuick

// Every colour, size and font of the app. Dark unless told otherwise.
QtObject {
    id: theme

    property bool isDark: true

    readonly property color bg0: isDark ? "#0f1217" : "#f4f6f9"
    readonly property color bg1: isDark ? "#151a21" : "#ffffff"
    readonly property color bg2: isDark ? "#1b222b" : "#f7f9fb"
    readonly property color bg3: isDark ? "#232c37" : "#eaeff5"
    readonly property color line: isDark ? "#28313d" : "#dbe2ea"
    readonly property color text: isDark ? "#e7ebf1" : "#1b2430"
    readonly property color dim: isDark ? "#9aa6b6" : "#56657a"
    // A little stronger than a caption needs, because captions carry meaning: 4.5:1 on every background above.
    readonly property color faint: isDark ? "#8391a2" : "#617085"
    readonly property color accent: isDark ? "#6ea8fe" : "#2667d8"
    readonly property color accent2: isDark ? "#24405f" : "#dbe8ff"
    readonly property color onAccent: isDark ? "#0f1217" : "#ffffff"
    readonly property color warn: isDark ? "#f2b84b" : "#8a5c00"
    readonly property color err: isDark ? "#f2695c" : "#cf3b2e"
    readonly property color ok: isDark ? "#57c98c" : "#1b7f4e"
    readonly property color coordination: isDark ? "#6b7686" : "#8793a3"
    readonly property color darkLabel: "#10151b"
    readonly property color lightLabel: "#f4f6f9"
    readonly property color shadow: isDark ? "#80000000" : "#30000000"
    readonly property color none: "transparent"

    // Okabe-Ito's order, then the same again with the hue turned, for runs with many agents.
    readonly property var agentBase: isDark
        ? ["#5ab4f0", "#f0a030", "#4fc595", "#d98ac0", "#e8dc55", "#e0763c", "#7d8bff", "#b8c1cc"]
        : ["#1f86c9", "#c77400", "#15936a", "#b0539a", "#9a8a00", "#c2521a", "#4f5bd5", "#6b7785"]
    readonly property int agentColourCount: 48
    readonly property var agentColours: {
        const colours = [];
        for (let i = 0; i < theme.agentColourCount; ++i) {
            const base = Qt.darker(theme.agentBase[i % theme.agentBase.length], 1);
            const turned = base.hslHue + 0.067 * Math.floor(i / theme.agentBase.length);
            colours.push(Qt.hsla(turned - Math.floor(turned), base.hslSaturation, base.hslLightness, 1));
        }
        return colours;
    }

    function agentColour(agent: int): color {
        return agent < 0 ? theme.coordination : theme.agentColours[agent % theme.agentColourCount];
    }

    function stateColour(state: string): color {
        switch (state) {
        case "complete":
            return theme.ok;
        case "running":
            return theme.accent;
        case "failed":
            return theme.err;
        case "incomplete":
            return theme.warn;
        default:
            return theme.dim;
        }
    }

    function severityColour(severity: string): color {
        return severity === "error" ? theme.err : severity === "warning" ? theme.warn : theme.dim;
    }

    function shareColour(kind: string, agent: int): color {
        switch (kind) {
        case "models":
            return theme.agentColour(agent);
        case "tools":
            return theme.accent;
        case "others":
            return theme.coordination;
        default:
            return theme.faint;
        }
    }

    readonly property string uiFamily: theme.firstOf(["Inter", "Noto Sans", "DejaVu Sans"])
    readonly property string monoFamily: theme.firstOf(["JetBrains Mono", "Noto Sans Mono", "DejaVu Sans Mono"])

    function firstOf(families: var): string {
        const known = Qt.fontFamilies();
        for (const family of families) {
            if (known.includes(family))
                return family;
        }
        return Qt.application.font.family;
    }

    readonly property font body: Qt.font({ family: theme.uiFamily, pixelSize: 13 })
    readonly property font heading: Qt.font({ family: theme.uiFamily, pixelSize: 13, weight: Font.DemiBold })
    readonly property font title: Qt.font({ family: theme.uiFamily, pixelSize: 20, weight: Font.DemiBold })
    readonly property font figure: Qt.font({ family: theme.uiFamily, pixelSize: 15, weight: Font.DemiBold })
    readonly property font caption: Qt.font({ family: theme.uiFamily, pixelSize: 11 })
    readonly property font spanLabel: Qt.font({ family: theme.uiFamily, pixelSize: 11 })
    readonly property font mono: Qt.font({ family: theme.monoFamily, pixelSize: 12 })

    readonly property int space1: 4
    readonly property int space2: 8
    readonly property int space3: 12
    readonly property int space4: 16
    readonly property int border: 1
    readonly property int radiusCard: 9
    readonly property int radiusField: 7
    readonly property int radiusSpan: 3
    readonly property int dot: 9
    readonly property int smallDot: 7
    readonly property int focusBorder: 2

    readonly property int headerHeight: 44
    readonly property int paneHeaderHeight: 36
    readonly property int railWidth: 56
    readonly property int railItemHeight: 52
    readonly property int railIcon: 18
    readonly property int statusHeight: 26
    readonly property int rowHeight: 26
    readonly property int tableHeaderHeight: 28
    readonly property int fieldHeight: 30
    readonly property int pillHeight: 26
    readonly property int runRowHeight: 60
    readonly property int problemRowHeight: 30
    readonly property int tileHeight: 54
    readonly property int overviewHeight: 38
    readonly property int laneHeaderWidth: 168
    readonly property int indent: 16
    readonly property int handle: 8
    readonly property int scrollBar: 10
    readonly property int logo: 28
    readonly property int barHeight: 8
    readonly property int shareBarHeight: 12

    readonly property int barColumn: 150
    readonly property int durationColumn: 80
    readonly property int selfColumn: 76
    readonly property int tokensColumn: 66
    readonly property int costColumn: 70
    readonly property int aggregateColumn: 70

    readonly property int runsPaneWidth: 236
    readonly property int runsPaneMin: 160
    readonly property int detailsPaneWidth: 336
    readonly property int detailsPaneMin: 220
    readonly property int timelineShare: 60
    readonly property int paneMin: 120
    readonly property int windowWidth: 1440
    readonly property int windowHeight: 900
    readonly property int windowMinWidth: 760
    readonly property int windowMinHeight: 480
    readonly property int cardWidth: 460
    readonly property int tooltipWidth: 420
    readonly property int listWidth: 520
    readonly property int searchWidth: 180
    readonly property int tooltipDelay: 500
    readonly property int previewLines: 14
}
