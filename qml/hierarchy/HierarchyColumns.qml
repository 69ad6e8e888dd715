// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// Headings of the hierarchy. A click on one that can be sorted by sorts the siblings.
Item {
    id: columns

    component Heading: Caption {
        id: heading

        property string order: ""
        readonly property bool isCurrent: heading.order.length > 0 && Explorer.tree.order === heading.order

        Accessible.role: Accessible.ColumnHeader
        Accessible.onPressAction: heading.sort()
        Keys.onReturnPressed: heading.sort()
        Keys.onSpacePressed: heading.sort()
        activeFocusOnTab: heading.order.length > 0
        color: heading.isCurrent ? Theme.text : Theme.faint
        height: columns.height
        horizontalAlignment: Text.AlignRight

        function sort() {
            if (heading.order.length > 0)
                Explorer.tree.order = heading.order;
        }

        FocusFrame {
            anchors.margins: 2
            visible: heading.activeFocus
        }
        MouseArea {
            anchors.fill: parent
            enabled: heading.order.length > 0

            onClicked: heading.sort()
        }
    }

    implicitHeight: Theme.tableHeaderHeight

    Heading {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.right: figures.left
        horizontalAlignment: Text.AlignLeft
        order: "start"
        text: qsTr("Record")
    }
    Row {
        id: figures

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3

        Heading {
            horizontalAlignment: Text.AlignLeft
            text: qsTr("Timeline")
            width: Theme.barColumn
        }
        Heading {
            order: "duration"
            text: isCurrent ? qsTr("Duration ↓") : qsTr("Duration")
            width: Theme.durationColumn
        }
        Heading {
            text: qsTr("Self")
            width: Theme.selfColumn
        }
        Heading {
            text: qsTr("Tokens")
            width: Theme.tokensColumn
        }
        Heading {
            order: "cost"
            text: isCurrent ? qsTr("Cost ↓") : qsTr("Cost")
            width: Theme.costColumn
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
