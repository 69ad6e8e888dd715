// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// A named field of one line.
Column {
    id: field

    required property string name
    property string hint: ""
    property string value: ""
    property string fieldName: ""
    // Shown only while it is written.
    property bool isSecret: false

    signal edited(string text)

    spacing: Theme.space1

    onValueChanged: if (input.text !== field.value) input.text = field.value

    Caption {
        color: Theme.dim
        text: field.name
    }
    SearchField {
        id: input

        Accessible.name: field.name
        echoMode: field.isSecret && !input.activeFocus ? TextInput.Password : TextInput.Normal
        hint: field.hint
        implicitHeight: Theme.fieldHeight
        maximumLength: 4000
        objectName: field.fieldName
        text: field.value
        width: field.width

        onTextEdited: field.edited(text)
    }
}
