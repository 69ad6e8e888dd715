// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// What the figures below are of, all of them together, and by what they are grouped.
Item {
    id: heading

    readonly property string scope: {
        Explorer.timesNote; // written another way when the settings say so
        if (!Explorer.aggregate.hasRange || Explorer.range.isEmpty)
            return qsTr("Whole run");
        return qsTr("%1 – %2 (%3)").arg(Explorer.timeText(Explorer.range.from)).arg(Explorer.timeText(Explorer.range.to)).arg(Explorer.durationText(Explorer.range.length));
    }

    implicitHeight: Theme.paneHeaderHeight

    PlainLabel {
        id: scopeLabel

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        color: Explorer.aggregate.hasRange ? Theme.accent : Theme.text
        font: Theme.heading
        objectName: "aggregateScope"
        text: heading.scope
    }
    Caption {
        anchors.left: scopeLabel.right
        anchors.leftMargin: Theme.space3
        anchors.right: buttons.left
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.dim
        objectName: "aggregateSum"
        text: Explorer.aggregate.sumText
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space2

        PushButton {
            hint: qsTr("The figures of the whole run again; select a stretch in the timeline with Shift and drag")
            objectName: "aggregateWhole"
            text: qsTr("Whole run")
            visible: Explorer.aggregate.hasRange

            onClicked: Explorer.range.clear()
        }
        Binding {
            property: "checked"
            target: byAgent
            value: Explorer.aggregate.isByAgent
        }
        PushButton {
            id: byAgent

            checkable: true
            hint: qsTr("Add up by agent instead of by name")
            objectName: "aggregateByAgent"
            text: qsTr("By agent")

            onCheckedChanged: Explorer.aggregate.isByAgent = checked
        }
    }
}
