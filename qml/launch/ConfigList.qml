// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// The configs that were found, with a search. A click chooses one; with Ctrl, or Space, one more for a matrix.
Item {
    id: configs

    SearchField {
        id: search

        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        hint: qsTr("Filter by agent, model, tool…")
        objectName: "configSearch"

        onTextChanged: Launcher.configs.search = text
    }
    Caption {
        id: count

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.top: search.bottom
        anchors.topMargin: Theme.space1
        text: Launcher.configs.count === Launcher.configs.total ? qsTr("%1 configs").arg(Launcher.configs.total) : qsTr("%1 of %2 configs").arg(Launcher.configs.count).arg(Launcher.configs.total)
    }
    ListView {
        id: list

        property int cursor: Math.max(0, Launcher.configs.current)

        Accessible.name: qsTr("Configs")
        Accessible.role: Accessible.List
        Keys.onDownPressed: list.go(1)
        Keys.onReturnPressed: Launcher.configs.chooseRow(list.cursor)
        Keys.onSpacePressed: Launcher.configs.toggleRow(list.cursor)
        Keys.onUpPressed: list.go(-1)
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: count.bottom
        anchors.topMargin: Theme.space1
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: Launcher.configs
        objectName: "configList"
        reuseItems: true

        function go(step: int) {
            list.cursor = Math.max(0, Math.min(list.count - 1, list.cursor + step));
            Launcher.configs.chooseRow(list.cursor);
            list.positionViewAtIndex(list.cursor, ListView.Contain);
        }

        delegate: Rectangle {
            id: row

            required property int agentCount
            required property var chips
            required property string description
            required property string detail
            required property int index
            required property bool isChosen
            required property bool isCurrent
            required property string name

            Accessible.description: row.detail
            Accessible.name: row.name
            Accessible.role: Accessible.ListItem
            Accessible.selected: row.isChosen
            Accessible.onPressAction: Launcher.configs.chooseRow(row.index)
            color: row.isChosen ? Theme.accent2 : mouse.containsMouse ? Theme.bg2 : Theme.none
            height: texts.implicitHeight + 2 * Theme.space2
            width: ListView.view.width

            Rectangle {
                color: Theme.accent
                height: parent.height
                visible: row.isCurrent
                width: Theme.focusBorder
            }
            Row {
                id: dots

                anchors.right: parent.right
                anchors.rightMargin: Theme.space3
                anchors.top: parent.top
                anchors.topMargin: Theme.space3
                spacing: Theme.space1

                Repeater {
                    model: Math.min(6, row.agentCount)

                    Dot {
                        required property int index

                        color: Theme.agentColour(index)
                    }
                }
            }
            Column {
                id: texts

                anchors.left: parent.left
                anchors.leftMargin: Theme.space3
                anchors.right: parent.right
                anchors.rightMargin: Theme.space3
                anchors.top: parent.top
                anchors.topMargin: Theme.space2
                spacing: Theme.space1

                PlainLabel {
                    Accessible.ignored: true
                    text: row.name
                    width: parent.width - dots.width - Theme.space2
                }
                Caption {
                    Accessible.ignored: true
                    color: row.isChosen ? Theme.dim : Theme.faint
                    text: row.detail
                    width: parent.width
                }
                Caption {
                    Accessible.ignored: true
                    color: row.isChosen ? Theme.dim : Theme.faint
                    text: row.chips.join(" · ")
                    visible: text.length > 0
                    width: parent.width
                }
            }
            Rectangle {
                anchors.bottom: parent.bottom
                color: Theme.line
                height: Theme.border
                width: parent.width
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: event => {
                    list.cursor = row.index;
                    list.forceActiveFocus();
                    if (event.modifiers & Qt.ControlModifier)
                        Launcher.configs.toggleRow(row.index);
                    else
                        Launcher.configs.chooseRow(row.index);
                }
            }
            Tip {
                text: row.description
                visible: mouse.containsMouse && row.description.length > 0
                x: row.width
                y: 0
            }
        }
    }
}
