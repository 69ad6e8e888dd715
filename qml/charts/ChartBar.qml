// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Charts
import Mgx.Controls

// What the charts are about, and what was chosen in them.
Item {
    id: bar

    signal exploreWanted

    implicitHeight: Theme.pillHeight

    Row {
        id: choices

        height: parent.height
        spacing: Theme.space2

        PillButton {
            isCurrent: !Charts.coversAll
            label: qsTr("Selected run")
            objectName: "chartsOfRun"

            onChosen: Charts.coversAll = false
        }
        PillButton {
            isCurrent: Charts.coversAll
            label: qsTr("All %1 open runs").arg(Charts.runCount)
            objectName: "chartsOfAll"
            visible: Charts.runCount > 1 || Charts.coversAll

            onChosen: Charts.coversAll = true
        }
        PushButton {
            checkable: true
            checked: Charts.isLinked
            enabled: !Charts.coversAll
            hint: qsTr("Show the time that is selected on the timeline, or that is in sight there")
            objectName: "chartsLinked"
            text: qsTr("Linked to the timeline")

            onClicked: Charts.isLinked = checked
        }
    }
    PushButton {
        id: show

        anchors.right: parent.right
        hint: qsTr("The records behind what was chosen, on the timeline (double click)")
        objectName: "chartsExplore"
        text: qsTr("Show on the timeline")
        visible: Charts.chosenText.length > 0

        onClicked: bar.exploreWanted()
    }
    Caption {
        anchors.left: choices.right
        anchors.leftMargin: Theme.space4
        anchors.right: show.visible ? show.left : parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.dim
        horizontalAlignment: Text.AlignRight
        objectName: "chartsChosen"
        text: Charts.chosenText.length > 0 ? Charts.chosenText : Charts.isReading ? qsTr("Reading the other runs…") : ""
    }
}
