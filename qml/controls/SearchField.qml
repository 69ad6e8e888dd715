// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

T.TextField {
    id: field

    property string hint: ""
    // Whoever uses it has other things to close first.
    property bool leavesEscape: false

    Accessible.name: field.hint
    Accessible.role: Accessible.EditableText
    Keys.onEscapePressed: event => {
        event.accepted = field.text.length > 0 && !field.leavesEscape;
        if (event.accepted)
            field.clear();
    }
    color: Theme.text
    font: Theme.body
    implicitHeight: Theme.pillHeight
    implicitWidth: Theme.searchWidth
    leftPadding: Theme.space2
    maximumLength: 500
    rightPadding: Theme.space2
    selectByMouse: true
    selectedTextColor: Theme.text
    selectionColor: Theme.accent2
    verticalAlignment: TextInput.AlignVCenter

    background: Rectangle {
        border.color: field.activeFocus ? Theme.accent : Theme.line
        border.width: Theme.border
        color: Theme.bg0
        radius: Theme.radiusField

        PlainLabel {
            Accessible.ignored: true
            anchors.fill: parent
            anchors.leftMargin: Theme.space2
            anchors.rightMargin: Theme.space2
            color: Theme.faint
            text: field.hint
            visible: field.text.length === 0
        }
    }
}
