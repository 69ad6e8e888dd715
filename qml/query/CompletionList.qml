// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// What could come next in a text (a TextEdit or TextInput), below the cursor. Up and down choose, Enter and Tab take, Esc closes.
Card {
    id: popup

    required property var edit
    // Gives {items, from, to} for a text and a cursor in it.
    property var complete: (text, cursor) => Queries.completions(text, cursor)
    property var items: []
    readonly property string note: popup.items[list.currentIndex]?.note ?? ""
    readonly property real noteHeight: popup.note.length > 0 ? note.implicitHeight + Theme.space2 : 0
    property int from: 0
    property int to: 0

    function ask() {
        const answer = popup.complete(popup.edit.text, popup.edit.cursorPosition);
        const typed = popup.edit.text.slice(answer.from, popup.edit.cursorPosition);
        // What stands there already needs no list.
        popup.items = answer.items.length === 1 && answer.items[0].insertText === typed ? [] : answer.items;
        popup.from = answer.from;
        popup.to = answer.to;
        list.currentIndex = 0;
    }

    function askSoon() {
        soon.restart();
    }

    function close() {
        soon.stop();
        popup.items = [];
    }

    function take(index: int) {
        const item = popup.items[index];
        if (!item)
            return;
        popup.edit.remove(popup.from, popup.to);
        popup.edit.insert(popup.from, item.insertText);
        popup.edit.cursorPosition = popup.from + item.caret;
        popup.close();
    }

    function handleKey(event: var): bool {
        if (!popup.visible)
            return false;
        switch (event.key) {
        case Qt.Key_Down:
            list.currentIndex = Math.min(list.count - 1, list.currentIndex + 1);
            return true;
        case Qt.Key_Up:
            list.currentIndex = Math.max(0, list.currentIndex - 1);
            return true;
        case Qt.Key_Escape:
            popup.close();
            return true;
        case Qt.Key_Tab:
        case Qt.Key_Return:
        case Qt.Key_Enter:
            if (event.modifiers & Qt.ControlModifier)
                return false;
            popup.take(list.currentIndex);
            return true;
        case Qt.Key_Left:
        case Qt.Key_Right:
        case Qt.Key_Home:
        case Qt.Key_End:
            popup.close();
            return false;
        default:
            return false;
        }
    }

    Accessible.name: qsTr("Completions")
    Accessible.role: Accessible.List
    color: Theme.bg3
    height: Math.min(popup.items.length, 8) * Theme.rowHeight + 2 * Theme.space1 + popup.noteHeight
    objectName: "completions"
    visible: popup.items.length > 0 && popup.edit.activeFocus
    width: Theme.completionWidth

    ListView {
        id: list

        T.ScrollBar.vertical: Scroller {}
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space1 + popup.noteHeight
        anchors.left: parent.left
        anchors.margins: Theme.space1
        anchors.right: parent.right
        anchors.top: parent.top
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        highlightMoveDuration: 0
        model: popup.items.length

        delegate: Rectangle {
            id: row

            required property int index
            readonly property var entry: popup.items[row.index] ?? ({ label: "", detail: "" })

            Accessible.name: Wording.joined([row.entry.label, row.entry.detail])
            Accessible.role: Accessible.ListItem
            color: ListView.isCurrentItem ? Theme.accent2 : mouse.containsMouse ? Theme.bg2 : Theme.none
            height: Theme.rowHeight
            radius: Theme.radiusSpan
            width: ListView.view.width

            PlainLabel {
                Accessible.ignored: true
                anchors.left: parent.left
                anchors.leftMargin: Theme.space2
                anchors.right: detail.left
                font: Theme.mono
                height: parent.height
                text: row.entry.label
            }
            PlainLabel {
                id: detail

                Accessible.ignored: true
                anchors.right: parent.right
                anchors.rightMargin: Theme.space2
                font: Theme.caption
                height: parent.height
                isDim: true
                text: row.entry.detail
                width: Math.min(implicitWidth, parent.width / 2)
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: popup.take(row.index)
            }
        }
    }
    Paragraph {
        id: note

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        font: Theme.caption
        isDim: true
        elide: Text.ElideRight
        maximumLineCount: 2
        text: popup.note
        visible: text.length > 0
    }
    Timer {
        id: soon

        interval: 30

        onTriggered: popup.ask()
    }
}
