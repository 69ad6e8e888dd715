// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// Beside the editor: saved queries, tables, functions, what was run before.
Card {
    id: side

    signal inserted(string text)
    signal opened(string title, string sql)

    TabStrip {
        id: tabs

        anchors.left: parent.left
        anchors.leftMargin: Theme.space1
        anchors.right: parent.right
        anchors.top: parent.top
        clip: true
        name: qsTr("Beside the editor")
        objectName: "querySideTabs"
        titles: [qsTr("Saved"), qsTr("Tables"), qsTr("Functions"), qsTr("History")]
    }
    Rectangle {
        id: rule

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: tabs.bottom
        color: Theme.line
        height: Theme.border
    }
    Item {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: rule.bottom

        SavedList {
            anchors.fill: parent
            visible: tabs.current === 0

            onOpened: (title, sql) => side.opened(title, sql)
        }
        SchemaList {
            anchors.fill: parent
            visible: tabs.current === 1

            onInserted: text => side.inserted(text)
            onOpened: (title, sql) => side.opened(title, sql)
        }
        FunctionsList {
            anchors.fill: parent
            visible: tabs.current === 2

            onInserted: text => side.inserted(text)
        }
        HistoryList {
            anchors.fill: parent
            visible: tabs.current === 3

            onOpened: sql => side.opened("", sql)
        }
    }
}
