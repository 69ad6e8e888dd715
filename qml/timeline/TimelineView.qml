// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models
import Mgx.Timeline

// The timeline pane: header, overview, lane headers beside the lanes.
Card {
    id: pane

    property alias item: lanes
    property alias hasContextLinks: header.hasContextLinks
    property alias hasVoteLinks: header.hasVoteLinks

    // A stretch of time has been selected: somebody wants to know what happened in it.
    signal rangeChosen

    TimelineTheme {
        id: colours

        accent: Theme.accent
        agents: Theme.agentColours
        background: Theme.bg1
        coordination: Theme.coordination
        dim: Theme.dim
        durations: Theme.durationColours
        error: Theme.err
        fine: Theme.fine
        grid: Theme.line
        labelFont: Theme.spanLabel
        darkLabel: Theme.darkLabel
        lightLabel: Theme.lightLabel
        path: Theme.path
        text: Theme.text
        warning: Theme.warn
    }
    TimelineHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        hiddenLanes: lanes.hiddenLanes

        onRangeZoomWanted: lanes.zoomToRange()
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

            Accessible.name: qsTr("Overview of the whole run; drag the window or its edges, click to move the timeline there")
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

        anchors.bottom: legend.visible ? legend.top : parent.bottom
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

            Accessible.description: qsTr("Wheel zooms, drag pans, drag with Shift selects time; W A S D, arrow keys, F fits, Escape goes back, Enter zooms to the selection")
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
                if (event.key === Qt.Key_C) {
                    Explorer.path.isOnTimeline = !Explorer.path.isOnTimeline;
                    return;
                }
                if (event.key === Qt.Key_N) {
                    Explorer.tree.showsRecorded = !Explorer.tree.showsRecorded;
                    return;
                }
                if (event.key === Qt.Key_M) {
                    if (!Explorer.range.isEmpty)
                        Session.annotations.addMark(Explorer.range.from, Explorer.range.to);
                    else if (lanes.hasHover)
                        Session.annotations.addMark(lanes.hoverOffset, lanes.hoverOffset);
                    else
                        Session.annotations.markSelection();
                    return;
                }
                event.accepted = false;
                if (event.key !== Qt.Key_L && event.key !== Qt.Key_K)
                    return;
                if (event.key === Qt.Key_L)
                    pane.hasVoteLinks = !pane.hasVoteLinks;
                else
                    pane.hasContextLinks = !pane.hasContextLinks;
                event.accepted = true;
            }
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.leftMargin: Theme.laneHeaderWidth
            anchors.right: parent.right
            anchors.rightMargin: Theme.space2
            anchors.top: parent.top
            flags: Session.annotations.marks
            hasContextLinks: pane.hasContextLinks
            hasVoteLinks: pane.hasVoteLinks
            objectName: "timeline"
            path: Explorer.path.stretches
            theme: colours
            workspace: Explorer.workspace

            onRangeDrawn: pane.rangeChosen()

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
            size: Math.min(1, (lanes.height - lanes.rulerHeight) / Math.max(1, lanes.contentHeight))

            onPositionChanged: if (pressed) lanes.scrollY = position * lanes.contentHeight
        }
    }
    ColourLegend {
        id: legend

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        timeline: lanes
    }
}
