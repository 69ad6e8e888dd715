// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// One finding: how grave, about what, the sentence, how much evidence, and the way to its SQL.
Rectangle {
    id: row

    required property string place
    required property string sentence
    required property string severity
    required property int times
    required property string topic
    property bool hasFocusRing: false

    signal chosen
    signal queryWanted

    Accessible.name: Wording.joined([row.severity, row.topic, row.sentence])
    Accessible.role: Accessible.ListItem
    Accessible.onPressAction: row.chosen()
    border.color: Theme.accent
    border.width: row.hasFocusRing ? Theme.border : 0
    color: mouse.containsMouse ? Theme.bg2 : Theme.none
    implicitHeight: Math.max(Theme.rowHeight, sentence.implicitHeight + Theme.space2)

    Dot {
        id: dot

        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.severityColour(row.severity)
        implicitWidth: Theme.smallDot
    }
    Caption {
        id: topic

        Accessible.ignored: true
        anchors.left: parent.left
        anchors.leftMargin: Theme.space4 + Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        text: row.topic
        width: Theme.groupColumn
    }
    Paragraph {
        id: sentence

        Accessible.ignored: true
        anchors.left: topic.right
        anchors.leftMargin: Theme.space2
        anchors.right: place.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        text: row.sentence
    }
    Caption {
        id: place

        Accessible.ignored: true
        anchors.right: query.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignRight
        text: row.place
    }
    MouseArea {
        id: mouse

        anchors.fill: parent
        hoverEnabled: true

        onClicked: row.chosen()
    }
    PushButton {
        id: query

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.rowHeight - Theme.space1
        hint: qsTr("Open the statement that shows it (Enter)")
        objectName: "findingSql"
        text: qsTr("SQL")

        onClicked: row.queryWanted()
    }
}
