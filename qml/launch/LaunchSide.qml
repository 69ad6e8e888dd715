// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// Configs, what was launched before, and the receiver.
Card {
    id: side

    property alias current: tabs.current

    TabStrip {
        id: tabs

        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        name: qsTr("Launch lists")
        objectName: "launchTabs"
        titles: [qsTr("Configs"), qsTr("History"), qsTr("Listen")]
    }
    Rectangle {
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
        anchors.top: tabs.bottom

        ConfigList {
            anchors.fill: parent
            visible: tabs.current === 0
        }
        HistoryList {
            anchors.fill: parent
            visible: tabs.current === 1
        }
        ListenPane {
            anchors.fill: parent
            visible: tabs.current === 2
        }
    }
}
