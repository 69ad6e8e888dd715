// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// Where the time of a span went.
Column {
    id: shares

    required property RecordDetails details

    spacing: Theme.space1

    Caption {
        text: qsTr("WHERE THE TIME WENT")
    }
    Row {
        height: Theme.shareBarHeight
        width: parent.width

        Repeater {
            model: shares.details.shares

            Rectangle {
                required property int index
                required property var modelData

                color: Theme.shareColour(modelData.kind, shares.details.agent)
                height: Theme.shareBarHeight
                radius: Theme.radiusSpan
                width: Math.max(1, modelData.fraction * shares.width)
            }
        }
    }
    Flow {
        spacing: Theme.space3
        width: parent.width

        Repeater {
            model: shares.details.shares

            Row {
                id: share

                required property var modelData

                spacing: Theme.space1

                Dot {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.shareColour(share.modelData.kind, shares.details.agent)
                    implicitWidth: Theme.smallDot
                }
                Caption {
                    color: Theme.dim
                    text: share.modelData.label
                }
            }
        }
    }
}
