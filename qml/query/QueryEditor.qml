// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// One text of SQL: line numbers, colours, brackets, completion.
FocusScope {
    id: editor

    required property int tab
    property alias cursorPosition: edit.cursorPosition
    property alias selectedText: edit.selectedText
    property alias selectionStart: edit.selectionStart
    property alias text: edit.text
    // Of the longest line, in steps, since every other width lays out the whole text again.
    property real textWidth: 0

    signal runWanted

    function focusText() {
        edit.forceActiveFocus();
    }

    function insert(text: string) {
        edit.remove(edit.selectionStart, edit.selectionEnd);
        edit.insert(edit.cursorPosition, text);
        edit.forceActiveFocus();
    }

    // Hands the text to the tab, which keeps it.
    function keep() {
        Queries.tabs.setText(editor.tab, edit.text, edit.cursorPosition);
    }

    // Puts another text in its place as one step that can be undone.
    function replaceAll(text: string, cursor: int) {
        if (text === edit.text)
            return;
        edit.selectAll();
        edit.insert(edit.cursorPosition, "");
        edit.remove(0, edit.length);
        edit.insert(0, text);
        edit.cursorPosition = Math.min(cursor, edit.length);
    }

    function format() {
        editor.replaceAll(Queries.formatted(edit.text), edit.cursorPosition);
    }

    function toggleComment() {
        const change = Queries.commentToggled(edit.text, edit.selectionStart, edit.selectionEnd);
        const from = edit.selectionStart;
        editor.replaceAll(change.text, change.to);
        edit.select(change.from, change.to);
    }

    SqlHighlighter {
        comment: Theme.faint
        editor: edit
        keyword: Theme.sqlKeyword
        mistake: Theme.err
        mistakeAt: editor.visible ? Queries.failureAt : -1
        number: Theme.sqlNumber
        parameter: Theme.sqlParameter
        string: Theme.sqlString
        text: Theme.text

        id: colours
    }
    Flickable {
        id: flick

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: edit.implicitHeight + 2 * Theme.space2
        contentWidth: gutter.width + edit.width
        interactive: false
        T.ScrollBar.horizontal: Scroller {}
        T.ScrollBar.vertical: Scroller {}

        WheelHandler {
            onWheel: event => {
                flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY - event.angleDelta.y));
                flick.contentX = Math.max(0, Math.min(flick.contentWidth - flick.width, flick.contentX - event.angleDelta.x));
            }
        }
        Repeater {
            model: brackets.places

            Rectangle {
                required property int modelData
                readonly property rect place: edit.positionToRectangle(modelData)

                border.color: Theme.accent
                border.width: Theme.border
                color: Theme.none
                height: place.height
                width: metrics.averageCharacterWidth
                x: edit.x + place.x
                y: edit.y + place.y
            }
        }
        PlainLabel {
            id: gutter

            // Only the numbers in sight: a label of a thousand lines takes longer than a key may.
            readonly property real pitch: edit.contentHeight / Math.max(1, edit.lineCount)
            readonly property int first: Math.max(0, Math.floor((flick.contentY - Theme.space2) / gutter.pitch))
            readonly property int last: Math.min(edit.lineCount, gutter.first + Math.ceil(flick.height / gutter.pitch) + 1)

            Accessible.ignored: true
            color: Theme.faint
            font: Theme.mono
            horizontalAlignment: Text.AlignRight
            lineHeight: gutter.pitch
            lineHeightMode: Text.FixedHeight
            maximumLineCount: 1000
            rightPadding: Theme.space3
            text: Array.from({ length: Math.max(0, gutter.last - gutter.first) }, (none, i) => gutter.first + i + 1).join("\n")
            verticalAlignment: Text.AlignTop
            width: Theme.gutter
            y: Theme.space2 + gutter.first * gutter.pitch
        }
        TextEdit {
            id: edit

            Accessible.name: qsTr("SQL")
            Keys.onPressed: event => {
                if (editor.handleKey(event))
                    event.accepted = true;
            }
            activeFocusOnTab: true
            color: Theme.text
            focus: true
            font: Theme.mono
            objectName: "sqlText"
            persistentSelection: true
            selectByMouse: true
            selectedTextColor: Theme.text
            selectionColor: Theme.accent2
            textFormat: TextEdit.PlainText
            // Never its own implicit width: whoever asks for that has the whole text laid out again at every key.
            width: Math.max(flick.width - gutter.width, editor.textWidth)
            wrapMode: TextEdit.NoWrap
            x: gutter.width
            y: Theme.space2

            Component.onCompleted: {
                // An editor that began with a long text makes only the lines in sight into pictures, also when a long one is pasted later.
                edit.text = " ".repeat(20000);
                colours.setPlainText(Queries.tabs.text(editor.tab));
                edit.cursorPosition = Math.min(edit.length, Queries.tabs.cursor(editor.tab));
            }
            onCursorRectangleChanged: flick.show(edit.cursorRectangle)
            onTextChanged: later.restart()
        }

        function show(place: rect) {
            if (flick.width <= 0)
                return;
            const top = place.y + Theme.space2;
            if (top < flick.contentY)
                flick.contentY = Math.max(0, top - Theme.space2);
            else if (top + place.height > flick.contentY + flick.height)
                flick.contentY = top + place.height + Theme.space2 - flick.height;
            const left = place.x + gutter.width;
            if (left < flick.contentX + gutter.width)
                flick.contentX = Math.max(0, left - gutter.width);
            else if (left > flick.contentX + flick.width - Theme.space4)
                flick.contentX = left - flick.width + Theme.space4;
        }
    }
    QtObject {
        id: brackets

        property var places: []
    }
    FontMetrics {
        id: metrics

        font: Theme.mono
    }
    // What is not needed at every key.
    Timer {
        id: later

        interval: 60

        onTriggered: {
            editor.keep();
            const step = 50 * metrics.averageCharacterWidth;
            editor.textWidth = Math.ceil(Queries.longestLine(edit.text) * metrics.averageCharacterWidth / step + 0.5) * step;
        }
    }
    Timer {
        interval: 60
        repeat: false
        running: edit.activeFocus

        id: bracketTimer

        onTriggered: brackets.places = colours.bracketsAt(edit.text, edit.cursorPosition)
    }
    Connections {
        function onCursorPositionChanged() {
            brackets.places = [];
            bracketTimer.restart();
        }

        target: edit
    }
    CompletionList {
        id: completion

        edit: edit
        x: Math.min(editor.width - width, edit.x + edit.cursorRectangle.x - flick.contentX)
        y: {
            const below = edit.y + edit.cursorRectangle.y + edit.cursorRectangle.height - flick.contentY;
            return below + height > editor.height && below > height ? below - height - edit.cursorRectangle.height : below;
        }
    }

    function handleKey(event: var): bool {
        const control = event.modifiers & Qt.ControlModifier;
        if (completion.handleKey(event))
            return true;
        if (control && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)) {
            completion.close();
            editor.runWanted();
            return true;
        }
        if (control && event.key === Qt.Key_Space) {
            completion.ask();
            return true;
        }
        if (control && event.key === Qt.Key_Slash) {
            editor.toggleComment();
            return true;
        }
        if (control && event.key === Qt.Key_F && event.modifiers & Qt.ShiftModifier) {
            editor.format();
            return true;
        }
        if (event.key === Qt.Key_Tab && !control) {
            edit.insert(edit.cursorPosition, "  ");
            return true;
        }
        if (!control && event.text.length > 0 && (/[A-Za-z_.$']/.test(event.text) || event.key === Qt.Key_Backspace && completion.visible))
            completion.askSoon();
        return false;
    }
}
