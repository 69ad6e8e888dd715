// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models
import Mgx.Timeline

// The headers of all lanes. They scroll with the lanes, but for the pinned ones; the wheel over them scrolls, too.
Item {
    id: headers

    required property TimelineItem timeline

    clip: true

    Repeater {
        model: headers.timeline.lanes

        delegate: LaneHeader {
            id: header

            readonly property bool isFixed: header.laneY < headers.timeline.pinnedHeight

            timeline: headers.timeline
            width: headers.width
            y: header.laneY - (header.isFixed ? 0 : Math.round(headers.timeline.scrollY))
            z: header.isFixed ? 1 : 0

            onMenuWanted: lane => {
                menu.lane = lane;
                menu.popup(lane, Theme.space4, lane.height / 2);
            }
        }
    }
    ActionMenu {
        id: menu

        property LaneHeader lane: null
        readonly property string laneTitle: menu.lane ? menu.lane.title : ""

        objectName: "laneMenu"

        ActionItem {
            checkable: true
            checked: menu.lane ? menu.lane.isCollapsed : false
            keys: "C"
            text: qsTr("Collapsed to one row")

            onTriggered: Explorer.timeline.setCollapsed(menu.laneTitle, !menu.lane.isCollapsed)
        }
        ActionItem {
            checkable: true
            checked: menu.lane ? menu.lane.isPinned : false
            keys: "P"
            text: qsTr("Pinned to the top")

            onTriggered: Explorer.timeline.setPinned(menu.laneTitle, !menu.lane.isPinned)
        }
        ActionItem {
            keys: "H"
            text: qsTr("Hide this lane")

            onTriggered: Explorer.timeline.setHidden(menu.laneTitle, true)
        }
        ActionItem {
            keys: qsTr("Alt+↑")
            text: qsTr("Move up")

            onTriggered: menu.lane.moveBy(-1)
        }
        ActionItem {
            keys: qsTr("Alt+↓")
            text: qsTr("Move down")

            onTriggered: menu.lane.moveBy(1)
        }
        ActionItem {
            enabled: Explorer.timeline.hasLaneChoices
            text: qsTr("All lanes as usual")

            onTriggered: Explorer.timeline.resetLanes()
        }
    }
    WheelHandler {
        onWheel: event => headers.timeline.scrollY -= event.angleDelta.y / 2
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.line
        width: Theme.border
        z: 2
    }
}
