// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// The spans by name or agent, of the whole trace or of the selected time: how often, how long, how many failed. A click on a name
// filters the hierarchy by it.
Item {
    id: aggregate

    readonly property var columns: [
        { title: qsTr("Spans"), order: "count", role: "spans" },
        { title: qsTr("Total"), order: "total", role: "total" },
        { title: qsTr("Self"), order: "self", role: "self" },
        { title: qsTr("p50"), order: "p50", role: "p50" },
        { title: qsTr("p95"), order: "p95", role: "p95" },
        { title: qsTr("Max"), order: "max", role: "longest" },
        { title: qsTr("Tokens"), order: "tokens", role: "tokens" },
        { title: qsTr("Cost"), order: "cost", role: "cost" },
        { title: qsTr("Errors"), order: "errors", role: "errors" }
    ]

    signal nameChosen(string name)

    Binding {
        property: "isActive"
        target: Explorer.aggregate
        value: aggregate.visible
    }
    AggregateHeading {
        id: summary

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
    }
    Item {
        id: heading

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: summary.bottom
        height: Theme.tableHeaderHeight

        SortHeading {
            anchors.left: parent.left
            anchors.leftMargin: Theme.space3
            anchors.right: figures.left
            height: parent.height
            horizontalAlignment: Text.AlignLeft
            isCurrent: Explorer.aggregate.order === "name"
            title: Explorer.aggregate.isByAgent ? qsTr("Agent") : qsTr("Name")

            onChosen: Explorer.aggregate.order = "name"
        }
        Row {
            id: figures

            anchors.right: parent.right
            anchors.rightMargin: Theme.space3

            Repeater {
                model: aggregate.columns

                SortHeading {
                    required property var modelData

                    height: heading.height
                    isCurrent: Explorer.aggregate.order === modelData.order
                    title: modelData.title
                    width: Theme.aggregateColumn

                    onChosen: Explorer.aggregate.order = modelData.order
                }
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
    ListView {
        id: list

        property int cursor: 0

        Accessible.name: Explorer.aggregate.isByAgent ? qsTr("Spans by agent") : qsTr("Spans by name")
        Accessible.role: Accessible.Table
        Keys.onDownPressed: list.cursor = Math.min(list.count - 1, list.cursor + 1)
        Keys.onReturnPressed: aggregate.nameChosen(Explorer.aggregate.name(list.cursor))
        Keys.onUpPressed: list.cursor = Math.max(0, list.cursor - 1)
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: Explorer.aggregate
        objectName: "aggregate"

        delegate: Rectangle {
            id: row

            required property int index
            required property var model

            Accessible.name: Wording.joined([row.model.name, qsTr("%1 spans").arg(row.model.spans), qsTr("total %1").arg(row.model.total)])
            Accessible.role: Accessible.Row
            Accessible.onPressAction: aggregate.nameChosen(row.model.name)
            border.color: Theme.accent
            border.width: list.activeFocus && list.cursor === row.index ? Theme.border : 0
            color: mouse.containsMouse ? Theme.bg2 : Theme.none
            height: Theme.rowHeight
            width: ListView.view.width

            Rectangle {
                color: Theme.accent2
                height: Theme.border + 1
                width: Math.max(1, row.model.share * (row.width - 2 * Theme.space3))
                x: Theme.space3
                y: row.height - height
            }
            PlainLabel {
                Accessible.ignored: true
                anchors.left: parent.left
                anchors.leftMargin: Theme.space3
                anchors.right: cells.left
                height: parent.height
                text: row.model.name
            }
            Row {
                id: cells

                anchors.right: parent.right
                anchors.rightMargin: Theme.space3
                height: parent.height

                Repeater {
                    model: aggregate.columns

                    PlainLabel {
                        required property var modelData

                        Accessible.ignored: true
                        color: modelData.role === "errors" ? Theme.err : modelData.role === "total" ? Theme.text : Theme.dim
                        height: row.height
                        horizontalAlignment: Text.AlignRight
                        text: row.model[modelData.role]
                        width: Theme.aggregateColumn
                    }
                }
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: aggregate.nameChosen(row.model.name)
            }
        }
    }
}
