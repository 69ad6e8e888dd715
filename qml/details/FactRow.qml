// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// A label and a value that can be selected and copied.
Item {
    id: fact

    property string label: ""
    property string value: ""
    property int leftPadding: 0

    implicitHeight: Math.max(label.implicitHeight, value.implicitHeight) + Theme.space1

    PlainLabel {
        id: label

        font: Theme.mono
        isDim: true
        text: fact.label
        width: Math.floor(fact.width * 0.42) - Theme.space2 - fact.leftPadding
        x: fact.leftPadding
    }
    TextEdit {
        id: value

        Accessible.name: fact.label
        color: Theme.text
        font: Theme.mono
        readOnly: true
        selectByMouse: true
        selectedTextColor: Theme.text
        selectionColor: Theme.accent2
        text: fact.value.length > 300 ? fact.value.slice(0, 300) + "…" : fact.value
        textFormat: TextEdit.PlainText
        width: fact.width - x
        wrapMode: TextEdit.Wrap
        x: Math.floor(fact.width * 0.42)
    }
}
