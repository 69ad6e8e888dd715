// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// The texts of a record in full, one at a time.
Item {
    id: tab

    required property RecordDetails details

    Flow {
        id: titles

        anchors.left: parent.left
        anchors.right: copy.left
        anchors.rightMargin: Theme.space2
        spacing: Theme.space1

        Repeater {
            model: tab.details.textTitles

            PillButton {
                required property int index
                required property string modelData

                isCurrent: tab.details.textIndex === index
                label: modelData
                maximumWidth: titles.width

                onChosen: tab.details.textIndex = index
            }
        }
    }
    PushButton {
        id: copy

        anchors.right: parent.right
        hint: qsTr("%1 characters").arg(tab.details.text.characters)
        text: qsTr("Copy")
        visible: tab.details.textTitles.length > 0

        onClicked: tab.details.copyText()
    }
    TextViewer {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: titles.bottom
        anchors.topMargin: Theme.space3
        isMono: false
        lines: tab.details.text
        name: qsTr("Text")
        objectName: "text"
    }
    PlainLabel {
        anchors.centerIn: parent
        isDim: true
        text: qsTr("This record has no longer text.")
        visible: tab.details.textTitles.length === 0
    }
}
