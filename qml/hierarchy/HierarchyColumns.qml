// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// Headings of the hierarchy. A click on one that can be sorted by sorts the siblings.
Item {
    id: columns

    implicitHeight: Theme.tableHeaderHeight

    SortHeading {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.right: figures.left
        height: columns.height
        horizontalAlignment: Text.AlignLeft
        isCurrent: Explorer.tree.order === "start"
        text: qsTr("Record")
        title: qsTr("Record, in order of time")

        onChosen: Explorer.tree.order = "start"
    }
    Row {
        id: figures

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3

        SortHeading {
            canSort: false
            height: columns.height
            horizontalAlignment: Text.AlignLeft
            title: qsTr("Timeline")
            width: Theme.barColumn
        }
        SortHeading {
            height: columns.height
            isCurrent: Explorer.tree.order === "duration"
            title: qsTr("Duration")
            width: Theme.durationColumn

            onChosen: Explorer.tree.order = "duration"
        }
        SortHeading {
            canSort: false
            height: columns.height
            title: qsTr("Self")
            width: Theme.selfColumn
        }
        SortHeading {
            canSort: false
            height: columns.height
            title: qsTr("Tokens")
            width: Theme.tokensColumn
        }
        SortHeading {
            height: columns.height
            isCurrent: Explorer.tree.order === "cost"
            title: qsTr("Cost")
            width: Theme.costColumn

            onChosen: Explorer.tree.order = "cost"
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
