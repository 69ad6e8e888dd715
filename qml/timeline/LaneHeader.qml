// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models
import Mgx.Timeline

// Who a lane belongs to. Its menu, its keys and dragging it change where and how it is shown.
Rectangle {
    id: lane

    required property int agent
    required property string detail
    required property int index
    required property bool isCollapsed
    required property bool isPinned
    required property double laneHeight
    required property double laneY
    required property string more
    required property string title
    property TimelineItem timeline: null

    signal menuWanted(lane: LaneHeader)

    function moveBy(step: int) {
        lane.timeline.moveLane(lane.index, lane.index + step);
    }

    Accessible.description: qsTr("C collapses, H hides, P pins, Alt and arrow keys move, the menu key opens the menu")
    Accessible.name: Wording.joined([lane.title, lane.detail, lane.more])
    Accessible.role: Accessible.RowHeader
    Keys.onPressed: event => {
        const isMove = event.modifiers === Qt.AltModifier && (event.key === Qt.Key_Up || event.key === Qt.Key_Down);
        if (!isMove && event.modifiers !== Qt.NoModifier)
            return;
        event.accepted = true;
        if (isMove)
            lane.moveBy(event.key === Qt.Key_Up ? -1 : 1);
        else if (event.key === Qt.Key_C)
            Explorer.timeline.setCollapsed(lane.title, !lane.isCollapsed);
        else if (event.key === Qt.Key_H || event.key === Qt.Key_Delete)
            Explorer.timeline.setHidden(lane.title, true);
        else if (event.key === Qt.Key_P)
            Explorer.timeline.setPinned(lane.title, !lane.isPinned);
        else if (event.key === Qt.Key_Menu || event.key === Qt.Key_Return || event.key === Qt.Key_Space)
            lane.menuWanted(lane);
        else
            event.accepted = false;
    }
    activeFocusOnTab: true
    clip: true
    color: lane.isPinned ? Theme.bg2 : mouse.drag.active ? Theme.bg3 : Theme.bg1
    height: lane.laneHeight
    objectName: "laneHeader" + lane.index

    Dot {
        color: Theme.agentColour(lane.agent)
        x: Theme.space3
        y: lane.isCollapsed ? (lane.height - height) / 2 : Theme.space2
    }
    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space3 + Theme.dot + Theme.space2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2 + (menuSign.visible ? menuSign.width : 0)
        y: lane.isCollapsed ? 0 : Theme.space1

        PlainLabel {
            Accessible.ignored: true
            font: lane.isCollapsed ? Theme.body : Theme.heading
            height: lane.isCollapsed ? lane.height : implicitHeight
            text: lane.isPinned ? qsTr("%1 · pinned").arg(lane.title) : lane.title
            width: parent.width
        }
        Caption {
            Accessible.ignored: true
            text: lane.detail
            visible: text.length > 0 && !lane.isCollapsed
            width: parent.width
        }
        Caption {
            Accessible.ignored: true
            text: lane.more
            visible: text.length > 0 && !lane.isCollapsed
            width: parent.width
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.line
        height: Theme.border
    }
    FocusFrame {
        visible: lane.activeFocus
    }
    MouseArea {
        id: mouse

        acceptedButtons: Qt.LeftButton | Qt.RightButton
        anchors.fill: parent
        drag.axis: Drag.YAxis
        drag.target: ghost
        hoverEnabled: true

        onClicked: event => {
            lane.forceActiveFocus(Qt.MouseFocusReason);
            if (event.button === Qt.RightButton)
                lane.menuWanted(lane);
        }
        onDoubleClicked: Explorer.timeline.setCollapsed(lane.title, !lane.isCollapsed)
        onReleased: event => {
            if (!drag.active)
                return;
            const at = mouse.mapToItem(lane.parent, event.x, event.y).y;
            ghost.y = 0;
            lane.timeline.moveLane(lane.index, lane.timeline.laneAt(at));
        }
    }
    Caption {
        id: menuSign

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.top: parent.top
        anchors.topMargin: lane.isCollapsed ? 0 : Theme.space1
        font: Theme.heading
        objectName: "laneMenu" + lane.index
        text: "⋯"
        visible: mouse.containsMouse || dots.containsMouse || lane.activeFocus

        MouseArea {
            id: dots

            anchors.fill: parent
            anchors.margins: -Theme.space1
            hoverEnabled: true

            onClicked: lane.menuWanted(lane)
        }
    }
    // What is dragged while the lane itself stays.
    Rectangle {
        id: ghost

        border.color: Theme.accent
        border.width: Theme.border
        color: Theme.none
        height: lane.height
        visible: mouse.drag.active
        width: lane.width
    }
}
