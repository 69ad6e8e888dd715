// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Mgx.Controls

// A field of several lines. Tab leaves it.
Rectangle {
    id: field

    required property string name
    property string hint: ""
    property string value: ""
    property string fieldName: ""
    property alias font: edit.font

    signal edited(string text)
    signal submitted
    // Alt+Up and Alt+Down: 1 = an older text, -1 = a newer one.
    signal recalled(int step)

    border.color: edit.activeFocus ? Theme.accent : Theme.line
    border.width: Theme.border
    color: Theme.bg0
    radius: Theme.radiusField

    onValueChanged: if (edit.text !== field.value) edit.text = field.value

    PlainLabel {
        Accessible.ignored: true
        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.faint
        text: field.hint
        verticalAlignment: Text.AlignTop
        visible: edit.text.length === 0
    }
    Flickable {
        id: flick

        anchors.fill: parent
        anchors.margins: Theme.space2
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: edit.implicitHeight
        T.ScrollBar.vertical: Scroller {}

        TextEdit {
            id: edit

            Accessible.multiLine: true
            Accessible.name: field.name
            Accessible.role: Accessible.EditableText
            KeyNavigation.priority: KeyNavigation.BeforeItem
            Keys.onBacktabPressed: edit.nextItemInFocusChain(false).forceActiveFocus()
            Keys.onPressed: event => {
                if (event.modifiers & Qt.ControlModifier && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)) {
                    field.submitted();
                    event.accepted = true;
                } else if (event.modifiers & Qt.AltModifier && (event.key === Qt.Key_Up || event.key === Qt.Key_Down)) {
                    field.recalled(event.key === Qt.Key_Up ? 1 : -1);
                    event.accepted = true;
                }
            }
            Keys.onTabPressed: edit.nextItemInFocusChain(true).forceActiveFocus()
            activeFocusOnTab: true
            color: Theme.text
            font: Theme.body
            height: Math.max(edit.implicitHeight, flick.height)
            objectName: field.fieldName
            selectByMouse: true
            selectedTextColor: Theme.text
            selectionColor: Theme.accent2
            text: field.value
            textFormat: TextEdit.PlainText
            width: flick.width - Theme.scrollBar
            wrapMode: TextEdit.Wrap

            onCursorRectangleChanged: {
                if (edit.cursorRectangle.y < flick.contentY)
                    flick.contentY = edit.cursorRectangle.y;
                else if (edit.cursorRectangle.y + edit.cursorRectangle.height > flick.contentY + flick.height)
                    flick.contentY = edit.cursorRectangle.y + edit.cursorRectangle.height - flick.height;
            }
            onTextChanged: if (edit.text !== field.value) field.edited(edit.text)
        }
    }
}
