// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The line above a pane; what is put in it stands in a row.
Item {
    default property alias content: row.data

    implicitHeight: Theme.paneHeaderHeight

    Row {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.space3
        anchors.rightMargin: Theme.space3
        spacing: Theme.space2
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.line
        height: Theme.border
    }
}
