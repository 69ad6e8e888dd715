// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// The statement that a model wrote, against the one before.
Column {
    id: answer

    signal taken

    spacing: Theme.space2

    Rectangle {
        color: Theme.bg0
        height: lines.implicitHeight + 2 * Theme.space2
        radius: Theme.radiusField
        width: parent.width

        Column {
            id: lines

            width: parent.width - 2 * Theme.space2
            x: Theme.space2
            y: Theme.space2

            Repeater {
                model: Remote.ask.diff

                PlainLabel {
                    required property var modelData

                    Accessible.name: (modelData.kind === "added" ? qsTr("added: ") : modelData.kind === "removed" ? qsTr("removed: ") : "") + modelData.text
                    color: modelData.kind === "added" ? Theme.ok : modelData.kind === "removed" ? Theme.err : Theme.dim
                    font: Theme.mono
                    text: (modelData.kind === "added" ? "+ " : modelData.kind === "removed" ? "− " : "  ") + modelData.text
                    width: lines.width
                }
            }
        }
    }
    PushButton {
        hint: qsTr("Puts it into the editor; it runs when you run it")
        isPrimary: true
        objectName: "askTake"
        text: qsTr("Use it")

        onClicked: answer.taken()
    }
}
