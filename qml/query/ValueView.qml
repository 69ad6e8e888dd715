// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// The whole value of one cell, JSON indented.
Item {
    id: view

    required property int column
    required property int row

    PlainLabel {
        id: title

        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: copy.left
        anchors.top: parent.top
        font: Theme.heading
        text: qsTr("%1, row %2").arg(Queries.result.columnName(view.column)).arg(view.row + 1)
    }
    PushButton {
        id: copy

        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        text: qsTr("Copy")

        onClicked: Queries.result.copyCell(view.row, view.column)
    }
    TextViewer {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: parent.right
        anchors.top: title.bottom
        lines: Queries.value
        name: qsTr("Value")
    }
    Binding {
        property: "valueOf"
        target: Queries
        value: view.visible ? Qt.point(view.column, view.row) : Qt.point(-1, -1)
    }
}
