// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// What a statement gave: rows, or why not.
Card {
    id: pane

    signal exploreWanted
    signal exportWanted(string format)
    signal lensWanted
    signal opened(string title, string sql)

    PaneHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        TabStrip {
            id: tabs

            height: parent.height
            name: qsTr("Result")
            objectName: "resultTabs"
            titles: [qsTr("Table"), qsTr("Value"), qsTr("Chart")]
        }
        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            color: Queries.hasFailed ? Theme.err : Theme.dim
            objectName: "queryState"
            text: Queries.hasFailed ? qsTr("Failed") : Queries.stateText
        }
    }
    Row {
        anchors.right: header.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: header.verticalCenter
        spacing: Theme.space2
        visible: Queries.hasResult

        PushButton {
            hint: qsTr("Ask for the rows before these")
            objectName: "pageBefore"
            text: "‹"
            visible: Queries.hasPageBefore

            Accessible.name: qsTr("Rows before")
            onClicked: Queries.turnPage(-1)
        }
        PushButton {
            hint: qsTr("Ask for the rows after these")
            objectName: "nextPage"
            text: qsTr("Next 10,000 ›")
            visible: Queries.hasNextPage

            onClicked: Queries.turnPage(1)
        }
        SearchField {
            hint: qsTr("Filter rows")
            objectName: "resultFilter"

            onTextChanged: Queries.result.filter = text
        }
        PushButton {
            hint: qsTr("Mark in the timeline and the hierarchy what the rows name; follows while data arrives")
            objectName: "lensButton"
            text: qsTr("On timeline")

            onClicked: pane.lensWanted()
        }
        PushButton {
            hint: qsTr("All shown rows as Markdown")
            text: qsTr("Copy")

            onClicked: Queries.result.copyRows(0, Math.min(9999, Queries.result.count - 1), "markdown")
        }
        PushButton {
            id: exporter

            hint: qsTr("Write the rows into a file")
            objectName: "exportButton"
            text: qsTr("Export…")

            onClicked: formats.popup(exporter, 0, exporter.height)
        }
    }
    ActionMenu {
        id: formats

        ActionItem {
            text: qsTr("CSV…   the shown rows")

            onTriggered: pane.exportWanted("csv")
        }
        ActionItem {
            text: qsTr("JSON…   the shown rows")

            onTriggered: pane.exportWanted("json")
        }
        ActionItem {
            text: qsTr("JSON lines…   the shown rows")

            onTriggered: pane.exportWanted("ndjson")
        }
        ActionItem {
            text: qsTr("Parquet…   all rows")

            onTriggered: pane.exportWanted("parquet")
        }
    }
    Item {
        id: body

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: header.bottom

        ResultGrid {
            id: grid

            anchors.fill: parent
            visible: tabs.current === 0 && Queries.hasResult && !Queries.hasFailed

            onExploreWanted: pane.exploreWanted()
            onOpened: (title, sql) => pane.opened(title, sql)
            onValueWanted: tabs.current = 1
        }
        ValueView {
            anchors.fill: parent
            column: grid.currentColumn
            row: grid.currentRow
            visible: tabs.current === 1 && Queries.hasResult && !Queries.hasFailed
        }
        Loader {
            active: tabs.current === 2 && Queries.hasResult && !Queries.hasFailed
            anchors.fill: parent

            sourceComponent: ResultChart {}
        }
        Column {
            anchors.left: parent.left
            anchors.margins: Theme.space4
            anchors.right: parent.right
            anchors.top: parent.top
            spacing: Theme.space2
            visible: Queries.hasFailed

            TextEdit {
                Accessible.name: qsTr("Mistake")
                Accessible.role: Accessible.AlertMessage
                activeFocusOnTab: true
                color: Theme.err
                font: Theme.mono
                objectName: "queryFailure"
                readOnly: true
                selectByMouse: true
                selectionColor: Theme.accent2
                text: Queries.failure
                textFormat: TextEdit.PlainText
                width: parent.width
                wrapMode: TextEdit.Wrap
            }
            Paragraph {
                font: Theme.mono
                text: Queries.hint
                visible: text.length > 0
                width: parent.width
            }
        }
        Column {
            anchors.centerIn: parent
            spacing: Theme.space2
            visible: !Queries.hasResult && !Queries.hasFailed

            PlainLabel {
                anchors.horizontalCenter: parent.horizontalCenter
                isDim: true
                text: Queries.isRunning ? Queries.stateText : qsTr("Ctrl+Enter runs the statement at the cursor.")
            }
            Caption {
                anchors.horizontalCenter: parent.horizontalCenter
                text: qsTr("It sees %1.").arg(Queries.sourcesText)
            }
        }
    }
    Caption {
        id: written

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        visible: text.length > 0
    }
    Timer {
        interval: Theme.noticeTime
        running: written.visible

        onTriggered: written.text = ""
    }
    Connections {
        function onExported(sentence: string) {
            written.text = sentence;
        }

        target: Queries
    }
    Connections {
        function onTold(sentence: string) {
            written.text = sentence;
        }

        target: Queries.saved
    }
}
