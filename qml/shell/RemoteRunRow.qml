// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// One session of a Logfire project.
Rectangle {
    id: row

    required property int index
    required property string question
    required property string when
    required property string length
    required property string agents
    property bool hasFocusRing: false

    signal chosen

    Accessible.description: Wording.joined([row.when, row.length, row.agents])
    Accessible.name: row.question
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: row.chosen()
    color: mouse.containsMouse ? Theme.bg3 : Theme.none
    implicitHeight: words.implicitHeight + Theme.space3
    radius: Theme.radiusField

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter

        PlainLabel {
            Accessible.ignored: true
            text: row.question
            width: parent.width
        }
        Caption {
            Accessible.ignored: true
            text: Wording.joined([row.when, row.length, row.agents])
            width: parent.width
        }
    }
    FocusFrame {
        visible: row.hasFocusRing
    }
    MouseArea {
        id: mouse

        anchors.fill: parent
        hoverEnabled: true

        onClicked: row.chosen()
    }
}
