// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton

import QtQuick

// Every colour, size and font of the app. Dark unless told otherwise.
QtObject {
    id: theme

    property bool isDark: true
    // Of ordinary text, in pixels; everything else follows.
    property int textSize: 13
    // "usual", "strong" or "grey": the colours of the agents.
    property string palette: "usual"

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
    readonly property color accentText: isDark ? "#0f1217" : "#ffffff"
    readonly property color warn: isDark ? "#f2b84b" : "#8a5c00"
    readonly property color err: isDark ? "#f2695c" : "#cf3b2e"
    // The critical path: no agent, no error, no selection looks like it.
    readonly property color path: isDark ? "#ff6fae" : "#c2186a"
    readonly property color ok: isDark ? "#57c98c" : "#1b7f4e"
    readonly property color sqlKeyword: isDark ? "#c792ea" : "#8a2fb0"
    readonly property color sqlString: isDark ? "#a5d990" : "#2f7a1e"
    readonly property color sqlNumber: isDark ? "#f5b461" : "#a85500"
    readonly property color sqlParameter: isDark ? "#f2b84b" : "#8a5c00"
    readonly property color coordination: isDark ? "#6b7686" : "#8793a3"
    // Nothing is wrong: a blue that no one takes for the red of errors.
    readonly property color fine: isDark ? "#5ab4f0" : "#1f86c9"
    // Short to long: brighter on dark, darker on light; told apart without hue, too.
    readonly property var durationColours: isDark
        ? ["#5a4a96", "#44679c", "#33869a", "#2aa58e", "#57c474", "#a4dc4a", "#fde84a"]
        : ["#b9d84a", "#74c35c", "#36a878", "#20908a", "#27738e", "#37508a", "#42195f"]
    readonly property color darkLabel: "#10151b"
    readonly property color lightLabel: "#f4f6f9"
    readonly property color shadow: isDark ? "#80000000" : "#30000000"
    readonly property color none: "transparent"

    // Okabe-Ito's order, then the same again with the hue turned, for runs with many agents.
    readonly property var agentPalettes: ({
        usual: isDark
            ? ["#5ab4f0", "#f0a030", "#4fc595", "#d98ac0", "#e8dc55", "#e0763c", "#7d8bff", "#b8c1cc"]
            : ["#1f86c9", "#c77400", "#15936a", "#b0539a", "#9a8a00", "#c2521a", "#4f5bd5", "#6b7785"],
        strong: isDark
            ? ["#00a2ff", "#ff9500", "#00e08a", "#ff5fc8", "#fff04a", "#ff5a1f", "#6a78ff", "#ffffff"]
            : ["#0067b8", "#a85500", "#00734c", "#a01e82", "#6f6200", "#b23400", "#2a36c8", "#1b2430"],
        grey: isDark
            ? ["#e7ebf1", "#a9b3c0", "#7d8896", "#cfd6df", "#93a0af", "#b9c3cf", "#6b7686", "#dbe1e9"]
            : ["#2b3542", "#6b7785", "#97a3b1", "#49566a", "#808c9b", "#5a6778", "#aab4c0", "#3a4656"]
    })
    readonly property var agentBase: agentPalettes[palette] ?? agentPalettes.usual
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

    readonly property font body: Qt.font({ family: theme.uiFamily, pixelSize: theme.textSize })
    readonly property font heading: Qt.font({ family: theme.uiFamily, pixelSize: theme.textSize, weight: Font.DemiBold })
    readonly property font title: Qt.font({ family: theme.uiFamily, pixelSize: theme.textSize + 7, weight: Font.DemiBold })
    readonly property font figure: Qt.font({ family: theme.uiFamily, pixelSize: theme.textSize + 2, weight: Font.DemiBold })
    readonly property font caption: Qt.font({ family: theme.uiFamily, pixelSize: theme.textSize - 2 })
    readonly property font spanLabel: Qt.font({ family: theme.uiFamily, pixelSize: Math.min(13, theme.textSize - 2) })
    readonly property font mono: Qt.font({ family: theme.monoFamily, pixelSize: theme.textSize - 1 })

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
    readonly property int paneHeaderHeight: 36 + more
    // What larger text needs besides, in pixels.
    readonly property int more: Math.max(0, textSize - 13)
    readonly property int railWidth: 56
    readonly property int railItemHeight: 52 + more
    readonly property int railIcon: 18
    readonly property int statusHeight: 26 + more
    readonly property int rowHeight: 26 + more
    readonly property int tableHeaderHeight: 28 + more
    readonly property int fieldHeight: 30 + more
    readonly property int pillHeight: 26 + more
    readonly property int runRowHeight: 60 + 2 * more
    readonly property int problemRowHeight: 30 + more
    readonly property int tileHeight: 54 + 2 * more
    readonly property int overviewHeight: 38
    readonly property int legendHeight: 24 + more
    readonly property int legendEntryWidth: 170 + 4 * more
    readonly property int laneHeaderWidth: 168 + 4 * more
    readonly property int indent: 16
    readonly property int handle: 8
    readonly property int scrollBar: 10
    readonly property int logo: 28
    readonly property int barHeight: 8
    readonly property int shareBarHeight: 12

    readonly property int chartHeight: 280 + 6 * more
    readonly property int chartMinWidth: 460
    readonly property int tileMinWidth: 150 + 4 * more

    readonly property int barColumn: 150
    readonly property int durationColumn: 80 + 4 * more
    readonly property int selfColumn: 76 + 4 * more
    readonly property int tokensColumn: 66 + 4 * more
    readonly property int costColumn: 70 + 4 * more
    readonly property int aggregateColumn: 70 + 4 * more
    readonly property int pathStepColumn: 190 + 8 * more
    readonly property int choiceListHeight: 320

    readonly property int runsPaneWidth: 236
    readonly property int runsPaneMin: 160
    readonly property int querySideWidth: 280
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
    readonly property int menuWidth: 300 + 8 * more
    readonly property int menuKeysWidth: 90 + 4 * more
    readonly property int listWidth: 520
    readonly property int keyListWidth: 860
    readonly property int keyColumn: 130
    readonly property int groupColumn: 76
    readonly property int paletteHeight: 440
    readonly property int settingsWidth: 760
    readonly property int settingTitle: 240
    readonly property int noticeTime: 10000
    readonly property int gutter: 52
    readonly property int completionWidth: 380
    readonly property int searchWidth: 180
    readonly property int tooltipDelay: 500
    readonly property int previewLines: 14
}
