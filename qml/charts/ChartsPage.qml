// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Templates as T
import Mgx.Charts
import Mgx.Controls

// A run in figures and pictures; every picture comes of a statement.
FocusScope {
    id: page

    signal exploreWanted
    signal statementWanted(string title, string statement)

    function save(card: ChartCard, format: string, file: url) {
        if (format === "csv")
            Charts.exportRows(card.chart.name, file);
        else if (format === "svg")
            Charts.exportText(card.svg(), file);
        else
            card.savePicture(Charts.localPath(file), isWritten => Charts.tellWritten(file, isWritten));
    }

    Binding {
        property: "isShown"
        target: Charts
        value: page.visible
    }
    ChartTheme {
        id: colours

        accent: Theme.accent
        agents: Theme.agentColours
        body: Theme.body
        caption: Theme.caption
        dim: Theme.dim
        error: Theme.err
        faint: Theme.faint
        line: Theme.line
        surface: Theme.bg1
        text: Theme.text
    }
    ChartBar {
        id: bar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        visible: Charts.hasRun

        onExploreWanted: page.exploreWanted()
    }
    Flickable {
        id: view

        readonly property int columns: view.width >= 2 * Theme.chartMinWidth ? 2 : 1
        readonly property real room: view.width - (view.contentHeight > view.height ? Theme.scrollBar : 0)
        readonly property real columnWidth: (view.room - (view.columns - 1) * Theme.space2) / view.columns

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        anchors.topMargin: Theme.space2
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: content.height
        objectName: "chartsView"
        visible: Charts.hasRun

        Column {
            id: content

            spacing: Theme.space2
            width: view.width

            Grid {
                id: tiles

                readonly property int count: Charts.tiles.length

                // One line, or lines of nearly the same length.
                readonly property int lines: Math.ceil(tiles.count / Math.max(1, Math.floor(view.width / Theme.tileMinWidth)))

                columns: Math.max(1, Math.ceil(tiles.count / Math.max(1, tiles.lines)))
                spacing: Theme.space2
                visible: tiles.count > 0

                Repeater {
                    model: Charts.tiles

                    ChartTileCard {
                        width: (view.room - (tiles.columns - 1) * Theme.space2) / tiles.columns
                    }
                }
            }
            Grid {
                id: grid

                property int made: 0

                columns: view.columns
                spacing: Theme.space2

                Repeater {
                    id: cards

                    model: Charts.list

                    onItemAdded: ++grid.made
                    onItemRemoved: ++grid.made

                    Item {
                        id: place

                        required property Chart chart
                        required property int index

                        // Both cards of a line are as high as the higher one.
                        readonly property real wanted: Math.max(Theme.chartHeight, card.implicitHeight)
                        readonly property Item neighbour: view.columns < 2 || grid.made === 0 ? null : cards.itemAt(place.index + (place.index % 2 === 0 ? 1 : -1))

                        height: place.visible ? Math.max(place.wanted, place.neighbour?.wanted ?? 0) : 0
                        visible: !place.chart.isOverRuns || Charts.runCount > 1
                        width: view.columnWidth

                        ChartCard {
                            id: card

                            anchors.fill: parent
                            chart: place.chart
                            theme: colours

                            onExploreWanted: page.exploreWanted()
                            onExportWanted: format => dialog.ask(card, format)
                            onStatementWanted: page.statementWanted(card.chart.title, card.chart.statement)
                        }
                    }
                }
            }
        }

        T.ScrollBar.vertical: Scroller {}
    }
    Paragraph {
        anchors.centerIn: parent
        color: Theme.dim
        horizontalAlignment: Text.AlignHCenter
        objectName: "chartsEmpty"
        text: qsTr("No MassGen run is open. Drop a log folder on the window, or open one with Ctrl+O: its time, tokens, cost, tools and votes are drawn here.")
        visible: !Charts.hasRun
        width: Math.min(parent.width, Theme.cardWidth)
    }
    FileDialog {
        id: dialog

        property ChartCard card
        property string format

        function ask(card: ChartCard, format: string) {
            dialog.card = card;
            dialog.format = format;
            dialog.open();
        }

        defaultSuffix: dialog.format
        fileMode: FileDialog.SaveFile
        nameFilters: [qsTr("%1 files (*.%2)").arg(dialog.format.toUpperCase()).arg(dialog.format)]
        title: qsTr("Save the chart")

        onAccepted: page.save(dialog.card, dialog.format, dialog.selectedFile)
    }
}
