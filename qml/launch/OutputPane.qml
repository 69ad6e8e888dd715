// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// What the process has printed, with a search that leaves only lines that match.
Rectangle {
    id: pane

    border.color: Theme.line
    border.width: Theme.border
    color: Theme.bg0
    radius: Theme.radiusField

    SearchField {
        id: search

        anchors.margins: Theme.space1
        anchors.right: parent.right
        anchors.top: parent.top
        hint: qsTr("Search the output")
        objectName: "outputSearch"
        z: 1

        onTextChanged: Launcher.outputSearch = text
    }
    TextViewer {
        anchors.fill: parent
        anchors.margins: Theme.space2
        anchors.topMargin: Theme.pillHeight + 2 * Theme.space1
        followsEnd: true
        lines: Launcher.output
        name: qsTr("Output")
        objectName: "output"
    }
}
