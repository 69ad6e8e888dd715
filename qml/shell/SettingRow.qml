// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls

// One setting: what it is, a sentence, and a row of choices or something else.
Item {
    id: row

    required property string title
    property string note: ""
    // [value, label] pairs.
    property var choices: []
    property var current

    // Other things than choices, below them.
    default property alias content: others.data

    signal chosen(var value)

    implicitHeight: Math.max(words.implicitHeight, right.implicitHeight)

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
    Column {
        id: right

        anchors.left: words.right
        anchors.leftMargin: Theme.space4
        anchors.right: parent.right
        spacing: Theme.space2

        Flow {
            spacing: Theme.space1
            visible: row.choices.length > 0
            width: parent.width

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
        Column {
            id: others

            spacing: Theme.space1
            width: parent.width
        }
    }
}
