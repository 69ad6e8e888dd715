// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls

// A list that drops down from a button: texts from anywhere, one of which is current. Arrow keys and Return choose.
T.Popup {
    id: popup

    required property var texts
    property int current: -1

    signal chosen(int index)

    focus: true
    implicitHeight: Math.min(Theme.choiceListHeight, popup.texts.length * Theme.rowHeight + 2 * popup.padding)
    implicitWidth: Theme.cardWidth
    margins: Theme.space1
    modal: true
    padding: Theme.space1

    onOpened: list.forceActiveFocus()

    background: Rectangle {
        border.color: Theme.line
        border.width: Theme.border
        color: Theme.bg3
        radius: Theme.radiusField
    }

    ListView {
        id: list

        Keys.onReturnPressed: popup.take(list.currentIndex)
        Keys.onSpacePressed: popup.take(list.currentIndex)
        T.ScrollBar.vertical: Scroller {}
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        currentIndex: popup.current
        keyNavigationEnabled: true
        model: popup.texts
        objectName: "choiceList"

        delegate: Rectangle {
            id: entry

            required property int index
            required property string modelData

            Accessible.checked: popup.current === entry.index
            Accessible.name: entry.modelData
            Accessible.role: Accessible.ListItem
            Accessible.onPressAction: popup.take(entry.index)
            color: ListView.isCurrentItem || mouse.containsMouse ? Theme.accent2 : Theme.none
            height: Theme.rowHeight
            radius: Theme.radiusSpan
            width: ListView.view.width - Theme.scrollBar

            PlainLabel {
                Accessible.ignored: true
                anchors.fill: parent
                anchors.leftMargin: Theme.space2
                anchors.rightMargin: Theme.space2
                text: entry.modelData
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: popup.take(entry.index)
            }
        }
    }

    function take(index: int) {
        popup.chosen(index);
        popup.close();
    }
}
