// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// One problem: how bad, what, where.
Rectangle {
    id: row

    required property string place
    required property string sentence
    required property string severity
    property bool hasFocusRing: false

    signal chosen

    Accessible.name: Wording.joined([row.severity, row.place, row.sentence])
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: row.chosen()
    border.color: Theme.accent
    border.width: row.hasFocusRing ? Theme.border : 0
    color: mouse.containsMouse ? Theme.bg2 : Theme.none
    implicitHeight: Math.max(Theme.problemRowHeight, sentence.implicitHeight + Theme.space2)

    Dot {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.severityColour(row.severity)
        implicitWidth: Theme.smallDot
    }
    Paragraph {
        id: sentence

        Accessible.ignored: true
        anchors.left: parent.left
        anchors.leftMargin: Theme.space4 + Theme.space2
        anchors.right: place.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        text: row.sentence
    }
    Caption {
        id: place

        Accessible.ignored: true
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        elide: Text.ElideMiddle
        horizontalAlignment: Text.AlignRight
        text: row.place
        width: Math.min(implicitWidth, parent.width / 2)
    }
    MouseArea {
        id: mouse

        anchors.fill: parent
        hoverEnabled: true

        onClicked: row.chosen()
    }
}
