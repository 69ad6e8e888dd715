// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// The tabs of queries; what they run on; run.
Item {
    id: bar

    signal explainWanted
    signal runWanted
    signal saveWanted

    implicitHeight: Theme.paneHeaderHeight

    ListView {
        id: list

        Accessible.name: qsTr("Queries")
        Accessible.role: Accessible.PageTabList
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.right: buttons.left
        anchors.rightMargin: Theme.space2
        anchors.top: parent.top
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        currentIndex: Queries.tabs.current
        highlightMoveDuration: 0
        model: Queries.tabs
        objectName: "queryTabs"
        orientation: ListView.Horizontal

        delegate: Item {
            id: tab

            required property int index
            required property string title
            readonly property bool isCurrent: tab.index === Queries.tabs.current
            property bool isRenaming: false

            Accessible.checked: tab.isCurrent
            Accessible.name: tab.title
            Accessible.role: Accessible.PageTab
            Accessible.onPressAction: Queries.tabs.current = tab.index
            Keys.onDeletePressed: Queries.tabs.close(tab.index)
            Keys.onLeftPressed: Queries.tabs.current = Math.max(0, tab.index - 1)
            Keys.onReturnPressed: tab.isRenaming = true
            Keys.onRightPressed: Queries.tabs.current = Math.min(list.count - 1, tab.index + 1)
            activeFocusOnTab: tab.isCurrent
            height: list.height
            width: label.implicitWidth + close.width + Theme.space3

            PlainLabel {
                id: label

                Accessible.ignored: true
                anchors.left: parent.left
                anchors.leftMargin: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                color: tab.isCurrent || mouse.containsMouse ? Theme.text : Theme.dim
                text: tab.title
                visible: !tab.isRenaming
            }
            SearchField {
                anchors.fill: parent
                anchors.margins: Theme.space1
                hint: qsTr("Name")
                text: tab.title
                visible: tab.isRenaming

                onAccepted: {
                    Queries.tabs.rename(tab.index, text);
                    tab.isRenaming = false;
                }
                onActiveFocusChanged: if (!activeFocus) tab.isRenaming = false
                onVisibleChanged: if (visible) {
                    text = tab.title;
                    forceActiveFocus();
                    selectAll();
                }
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                acceptedButtons: Qt.LeftButton | Qt.MiddleButton
                enabled: !tab.isRenaming
                hoverEnabled: true

                onClicked: event => {
                    if (event.button === Qt.MiddleButton)
                        Queries.tabs.close(tab.index);
                    else
                        Queries.tabs.current = tab.index;
                }
                onDoubleClicked: tab.isRenaming = true
            }
            PlainLabel {
                id: close

                Accessible.ignored: true // the key Delete does the same
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                color: closeMouse.containsMouse ? Theme.text : Theme.faint
                horizontalAlignment: Text.AlignHCenter
                text: mouse.containsMouse || closeMouse.containsMouse ? "×" : ""
                visible: !tab.isRenaming
                width: Theme.indent

                MouseArea {
                    id: closeMouse

                    anchors.fill: parent
                    hoverEnabled: true

                    onClicked: Queries.tabs.close(tab.index)
                }
            }
            Rectangle {
                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                color: Theme.accent
                height: Theme.focusBorder
                visible: tab.isCurrent
            }
            FocusFrame {
                anchors.margins: Theme.space1
                visible: tab.activeFocus
            }
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space2

        PushButton {
            Accessible.name: qsTr("New tab")
            hint: qsTr("A new tab (Ctrl+N)")
            objectName: "newQueryTab"
            text: "+"

            onClicked: Queries.tabs.add("", "")
        }
        PushButton {
            hint: qsTr("Keep the text under the name of the tab, among the saved queries (Ctrl+Shift+K)")
            objectName: "saveQuery"
            text: qsTr("Save")

            onClicked: bar.saveWanted()
        }
        PushButton {
            checkable: true
            checked: Queries.coversAll
            hint: qsTr("Over all runs of the list, or only the one that is open. Now: %1").arg(Queries.sourcesText)
            objectName: "coversAll"
            text: qsTr("All runs")

            onCheckedChanged: Queries.coversAll = checked
        }
        PushButton {
            hint: qsTr("How the engine goes about it")
            text: qsTr("Explain")

            onClicked: bar.explainWanted()
        }
        PushButton {
            hint: Queries.isRunning ? qsTr("Esc") : qsTr("The statement at the cursor, or what is selected (Ctrl+Enter)")
            isPrimary: true
            objectName: "runQuery"
            text: Queries.isRunning ? qsTr("Stop") : qsTr("Run  Ctrl ⏎")

            onClicked: {
                if (Queries.isRunning)
                    Queries.cancel();
                else
                    bar.runWanted();
            }
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.line
        height: Theme.border
    }
}
