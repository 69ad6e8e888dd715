// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models
import Mgx.Timeline

// The timeline pane: header, overview, lane headers beside the lanes.
Card {
    id: pane

    property alias item: lanes
    readonly property string rangeText: {
        Explorer.timesNote; // written another way when the settings say so
        return qsTr("%1 – %2").arg(Explorer.timeText(Math.max(0, Explorer.view.from))).arg(Explorer.timeText(Math.min(Explorer.view.fullLength, Explorer.view.to)));
    }
    property alias hasContextLinks: contexts.checked
    property alias hasVoteLinks: votes.checked

    TimelineTheme {
        id: colours

        accent: Theme.accent
        agents: Theme.agentColours
        background: Theme.bg1
        coordination: Theme.coordination
        dim: Theme.dim
        error: Theme.err
        grid: Theme.line
        labelFont: Theme.spanLabel
        darkLabel: Theme.darkLabel
        lightLabel: Theme.lightLabel
        text: Theme.text
        warning: Theme.warn
    }
    PaneHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

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
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: header.verticalCenter
        spacing: Theme.space2

        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            isDim: true
            text: pane.rangeText
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
    Item {
        id: overviewRow

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.margins: Theme.border
        height: Theme.overviewHeight

        PlainLabel {
            anchors.left: parent.left
            anchors.leftMargin: Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            isDim: true
            text: qsTr("Overview")
        }
        OverviewItem {
            id: overview

            Accessible.name: qsTr("Overview of the whole run; click to move the timeline there")
            Accessible.role: Accessible.Graphic
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.leftMargin: Theme.laneHeaderWidth
            anchors.right: parent.right
            anchors.rightMargin: Theme.space2
            anchors.top: parent.top
            objectName: "overview"
            theme: colours
            workspace: Explorer.workspace
        }
        Rectangle {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            color: Theme.line
            height: Theme.border
        }
    }
    Item {
        id: canvas

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: overviewRow.bottom

        LaneHeaders {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.topMargin: lanes.rulerHeight
            timeline: lanes
            width: Theme.laneHeaderWidth
        }
        TimelineItem {
            id: lanes

            Accessible.description: qsTr("Wheel zooms, drag pans; W A S D, arrow keys, F fits, Escape goes back, Enter zooms to the selection")
            Accessible.name: qsTr("Timeline")
            Accessible.role: Accessible.Graphic
            Keys.onPressed: event => {
                if (event.modifiers !== Qt.NoModifier)
                    return;
                event.accepted = true;
                if (event.key === Qt.Key_P) {
                    Session.annotations.isPinned = !Session.annotations.isPinned;
                    return;
                }
                if (event.key === Qt.Key_N) {
                    Explorer.tree.showsRecorded = !Explorer.tree.showsRecorded;
                    return;
                }
                if (event.key === Qt.Key_M) {
                    if (lanes.hasHover)
                        Session.annotations.addMark(lanes.hoverOffset, lanes.hoverOffset);
                    else
                        Session.annotations.markSelection();
                    return;
                }
                event.accepted = false;
                if (event.key !== Qt.Key_L && event.key !== Qt.Key_K)
                    return;
                const button = event.key === Qt.Key_L ? votes : contexts;
                button.checked = !button.checked;
                event.accepted = true;
            }
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.leftMargin: Theme.laneHeaderWidth
            anchors.right: parent.right
            anchors.rightMargin: Theme.space2
            anchors.top: parent.top
            hasContextLinks: contexts.checked
            hasVoteLinks: votes.checked
            objectName: "timeline"
            theme: colours
            workspace: Explorer.workspace

            Rectangle {
                border.color: Theme.accent
                border.width: Theme.border
                color: Theme.none
                height: parent.height
                visible: lanes.hasFocusRing
                width: parent.width
            }
            TimelineCursor {
                timeline: lanes
            }
        }
        Scroller {
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.topMargin: lanes.rulerHeight
            orientation: Qt.Vertical
            position: lanes.scrollY / Math.max(1, lanes.contentHeight)
            size: (lanes.height - lanes.rulerHeight) / Math.max(1, lanes.contentHeight)

            onPositionChanged: if (pressed) lanes.scrollY = position * lanes.contentHeight
        }
    }
}
