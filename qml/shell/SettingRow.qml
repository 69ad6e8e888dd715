// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls

// One setting: what it is, a sentence, and a row of choices.
Item {
    id: row

    required property string title
    property string note: ""
    // [value, label] pairs.
    property var choices: []
    property var current

    signal chosen(var value)

    implicitHeight: Math.max(words.implicitHeight, pills.implicitHeight)

    Column {
        id: words

        spacing: 2
        width: Theme.settingTitle

        PlainLabel {
            text: row.title
            width: parent.width
        }
        Paragraph {
            font: Theme.caption
            isDim: true
            text: row.note
            visible: row.note.length > 0
            width: parent.width
        }
    }
    Flow {
        id: pills

        anchors.left: words.right
        anchors.leftMargin: Theme.space4
        anchors.right: parent.right
        spacing: Theme.space1

        Repeater {
            model: row.choices

            PillButton {
                required property var modelData

                isCurrent: row.current === modelData[0]
                label: modelData[1]

                onChosen: row.chosen(modelData[0])
            }
        }
    }
}
