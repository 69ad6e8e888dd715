// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// The line above the timeline: its switches, the selected stretch of time, what is in sight.
Item {
    id: header

    property alias hasContextLinks: contexts.checked
    property alias hasVoteLinks: votes.checked
    property var hiddenLanes: []
    readonly property var colourings: [
        { word: "agent", text: qsTr("Agent") },
        { word: "name", text: qsTr("Name") },
        { word: "model", text: qsTr("Model") },
        { word: "status", text: qsTr("Status") },
        { word: "duration", text: qsTr("Duration") }
    ]
    readonly property string viewText: {
        Explorer.timesNote; // written another way when the settings say so
        return qsTr("%1 – %2").arg(Explorer.timeText(Math.max(0, Explorer.view.from))).arg(Explorer.timeText(Math.min(Explorer.view.fullLength, Explorer.view.to)));
    }

    signal rangeZoomWanted

    implicitHeight: line.implicitHeight

    ActionMenu {
        id: colours

        Repeater {
            model: header.colourings

            delegate: ActionItem {
                required property var modelData

                checkable: true
                checked: Explorer.timeline.colourBy === modelData.word
                text: modelData.text

                onTriggered: Explorer.timeline.colourBy = modelData.word
            }
        }
    }

    PaneHeader {
        id: line

        anchors.fill: parent

        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.heading
            text: qsTr("Timeline")
        }
        PushButton {
            id: votes

            anchors.verticalCenter: parent.verticalCenter
            checkable: true
            checked: true
            hint: qsTr("Show which answer each vote was for (L)")
            objectName: "votesButton"
            text: qsTr("Votes")
            visible: Explorer.hasRuns
        }
        PushButton {
            id: contexts

            anchors.verticalCenter: parent.verticalCenter
            checkable: true
            hint: qsTr("Show which rounds had each answer in their context (K)")
            objectName: "contextsButton"
            text: qsTr("Context")
            visible: Explorer.hasRuns
        }
        Binding {
            property: "checked"
            target: path
            value: Explorer.path.isOnTimeline
        }
        PushButton {
            id: path

            anchors.verticalCenter: parent.verticalCenter
            checkable: true
            hint: qsTr("Show the chain of rounds that set how long the run took (C)")
            objectName: "pathButton"
            text: qsTr("Critical path")
            visible: Explorer.hasRuns

            onCheckedChanged: Explorer.path.isOnTimeline = checked
        }
        PushButton {
            id: colouring

            anchors.verticalCenter: parent.verticalCenter
            hint: qsTr("What the colours of the spans stand for (Shift+C)")
            objectName: "colouringButton"
            text: qsTr("Colour: %1").arg(header.colourings.find(each => each.word === Explorer.timeline.colourBy).text)

            onClicked: colours.popup(colouring, 0, colouring.height)
        }
        Binding {
            property: "checked"
            target: gaps
            value: Explorer.timeline.closesGaps
        }
        PushButton {
            id: gaps

            anchors.verticalCenter: parent.verticalCenter
            checkable: true
            hint: qsTr("Draw stretches in which nothing happens as narrow breaks (G)")
            objectName: "gapsButton"
            text: qsTr("Close gaps")

            onCheckedChanged: Explorer.timeline.closesGaps = checked
        }
        PushButton {
            anchors.verticalCenter: parent.verticalCenter
            hint: qsTr("Show %1 again, and all lanes as usual").arg(header.hiddenLanes.join(", "))
            objectName: "showAllLanes"
            text: header.hiddenLanes.length === 1 ? qsTr("1 lane hidden") : qsTr("%1 lanes hidden").arg(header.hiddenLanes.length)
            visible: header.hiddenLanes.length > 0

            onClicked: Explorer.timeline.resetLanes()
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: line.verticalCenter
        spacing: Theme.space2

        Row {
            spacing: Theme.space2
            visible: Explorer.hasTrace && !Explorer.range.isEmpty

            PlainLabel {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.accent
                objectName: "rangeText"
                text: qsTr("%1 selected").arg(Explorer.durationText(Explorer.range.length))
            }
            PushButton {
                hint: qsTr("Show only the selected time (Enter)")
                objectName: "zoomToRange"
                text: qsTr("Zoom to it")

                onClicked: header.rangeZoomWanted()
            }
            PushButton {
                hint: qsTr("Select no time (Esc)")
                objectName: "clearRange"
                text: qsTr("Clear")

                onClicked: Explorer.range.clear()
            }
        }
        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            isDim: true
            text: header.viewText
            visible: Explorer.hasTrace
        }
        PushButton {
            enabled: Explorer.hasTrace && !Explorer.view.isFit
            hint: qsTr("Show the whole run (F)")
            objectName: "fitButton"
            text: qsTr("Fit")

            onClicked: Explorer.view.fit()
        }
    }
}
