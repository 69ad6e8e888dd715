// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Timeline

// Who each lane belongs to. Scrolls with the lanes; the wheel over it scrolls, too.
Item {
    id: headers

    required property TimelineItem timeline

    clip: true

    Repeater {
        model: headers.timeline.lanes

        Item {
            id: lane

            required property int agent
            required property string detail
            required property double laneHeight
            required property double laneY
            required property string more
            required property string title

            Accessible.name: Wording.joined([lane.title, lane.detail, lane.more])
            Accessible.role: Accessible.RowHeader
            height: lane.laneHeight
            width: headers.width
            y: lane.laneY - Math.round(headers.timeline.scrollY)

            Dot {
                color: Theme.agentColour(lane.agent)
                x: Theme.space3
                y: Theme.space2
            }
            Column {
                anchors.left: parent.left
                anchors.leftMargin: Theme.space3 + Theme.dot + Theme.space2
                anchors.right: parent.right
                anchors.rightMargin: Theme.space2
                y: Theme.space1

                PlainLabel {
                    Accessible.ignored: true
                    font: Theme.heading
                    text: lane.title
                    width: parent.width
                }
                Caption {
                    Accessible.ignored: true
                    text: lane.detail
                    visible: text.length > 0
                    width: parent.width
                }
                Caption {
                    Accessible.ignored: true
                    text: lane.more
                    visible: text.length > 0
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
    }
}
