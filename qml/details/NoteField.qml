// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// What the person has written about the selected record; kept with the workspace.
Column {
    id: note

    spacing: Theme.space1

    Caption {
        text: qsTr("NOTE")
    }
    Rectangle {
        border.color: edit.activeFocus ? Theme.accent : Theme.line
        border.width: Theme.border
        color: Theme.bg0
        height: Math.max(2 * Theme.rowHeight, edit.implicitHeight + 2 * Theme.space2)
        radius: Theme.radiusField
        width: parent.width

        TextEdit {
            id: edit

            function keep() {
                Session.annotations.note = edit.text;
            }

            Accessible.name: qsTr("Note about this record")
            Accessible.role: Accessible.EditableText
            KeyNavigation.priority: KeyNavigation.BeforeItem
            KeyNavigation.tab: edit.nextItemInFocusChain()
            activeFocusOnTab: true
            anchors.left: parent.left
            anchors.margins: Theme.space2
            anchors.right: parent.right
            anchors.top: parent.top
            color: Theme.text
            font: Theme.body
            objectName: "noteField"
            selectByMouse: true
            selectionColor: Theme.accent2
            text: Session.annotations.note
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap

            Keys.onEscapePressed: edit.focus = false
            onActiveFocusChanged: if (!activeFocus) edit.keep()
            onTextChanged: if (activeFocus) edit.keep()
        }
        PlainLabel {
            Accessible.ignored: true
            anchors.left: parent.left
            anchors.margins: Theme.space2
            anchors.top: parent.top
            color: Theme.faint
            text: qsTr("Write a note")
            visible: edit.text.length === 0
        }
    }
    Connections {
        // Another record: its note, also after somebody has typed.
        function onSelectedChanged() {
            if (edit.text !== Session.annotations.note)
                edit.text = Session.annotations.note;
        }

        target: Session.annotations
    }
}
