// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models
import Mgx.QueryView

// The search: a text, or, with SQL down, a condition with completion; what has been looked for before is offered. While rows of an
// answer are shown it says so.
FocusScope {
    id: box

    readonly property bool isCondition: Explorer.search.isCondition
    property var recent: Explorer.settings.layout("recentConditions", [])
    property var kept: Explorer.settings.layout("keptConditions", [])
    readonly property bool isKept: box.kept.includes(field.text)

    signal searched

    function focusField() {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        field.selectAll();
    }

    function searchFor(text: string) {
        Explorer.search.isCondition = false;
        field.text = text;
        box.searched();
    }

    function toggleCondition() {
        Explorer.search.isCondition = !Explorer.search.isCondition;
        box.focusField();
    }

    function toggleKept() {
        box.kept = box.isKept ? box.kept.filter(text => text !== field.text) : [field.text, ...box.kept];
        Explorer.settings.setLayout("keptConditions", box.kept);
    }

    function remember() {
        if (!box.isCondition || field.text.trim().length === 0 || Explorer.search.failure.length > 0)
            return;
        box.recent = [field.text, ...box.recent.filter(text => text !== field.text)].slice(0, 20);
        Explorer.settings.setLayout("recentConditions", box.recent);
    }

    // An empty field offers what was looked for before.
    function completions(text: string, cursor: int): var {
        const answer = Queries.conditionCompletions(text, cursor);
        if (text.length > 0)
            return answer;
        const before = box.recent.filter(entry => !box.kept.includes(entry));
        const item = (entry, detail) => ({ label: entry, detail: detail, note: "", insertText: entry, caret: entry.length });
        const items = [...box.kept.map(entry => item(entry, qsTr("kept"))), ...before.map(entry => item(entry, qsTr("recent"))), ...answer.items];
        return { items: items, from: 0, to: 0 };
    }

    implicitHeight: Theme.pillHeight

    SearchField {
        id: field

        anchors.fill: parent
        enabled: Explorer.hasTrace
        focus: true
        font: box.isCondition ? Theme.mono : Theme.body
        hint: box.isCondition ? qsTr("WHERE …   duration > 1 AND is_exception") : qsTr("Search spans, messages, attributes…   /")
        leavesEscape: true
        maximumLength: 5000
        objectName: "search"
        rightPadding: buttons.width + Theme.space2

        Keys.onPressed: event => event.accepted = box.handleKey(event)
        onActiveFocusChanged: box.remember()
        onTextChanged: {
            Explorer.search.text = field.text;
            box.searched();
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.border
        anchors.verticalCenter: parent.verticalCenter

        PushButton {
            Accessible.name: qsTr("Keep this condition")
            checkable: true
            checked: box.isKept
            height: box.height - 2 * Theme.border
            hint: box.isKept ? qsTr("Forget this condition") : qsTr("Keep this condition")
            objectName: "keepCondition"
            text: box.isKept ? "★" : "☆"
            visible: box.isCondition && field.text.length > 0

            onClicked: box.toggleKept()
        }
        PushButton {
            checkable: true
            checked: box.isCondition
            enabled: Explorer.hasTrace
            height: box.height - 2 * Theme.border
            hint: box.isCondition ? qsTr("Search by text (Alt+/)") : qsTr("Search by a condition in SQL (Ctrl+/)")
            objectName: "conditionButton"
            text: qsTr("SQL")

            onClicked: box.toggleCondition()
        }
    }
    Rectangle {
        anchors.fill: parent
        border.color: Theme.accent
        border.width: Theme.border
        color: Theme.accent2
        radius: Theme.radiusField
        visible: Explorer.search.rowsTitle.length > 0

        PlainLabel {
            anchors.left: parent.left
            anchors.leftMargin: Theme.space2
            anchors.right: closer.left
            anchors.verticalCenter: parent.verticalCenter
            objectName: "lensTitle"
            text: Explorer.search.elsewhere > 0 ? qsTr("Rows of %1 (%2 elsewhere)").arg(Explorer.search.rowsTitle).arg(Explorer.search.elsewhere) : qsTr("Rows of %1").arg(Explorer.search.rowsTitle)
        }
        PushButton {
            id: closer

            Accessible.name: qsTr("Show all records again")
            anchors.right: parent.right
            anchors.rightMargin: Theme.border
            anchors.verticalCenter: parent.verticalCenter
            height: box.height - 2 * Theme.border
            hint: qsTr("Show all records again")
            objectName: "lensClose"
            text: "✕"

            onClicked: Explorer.search.clear()
        }
    }
    Card {
        anchors.right: parent.right
        anchors.top: parent.bottom
        anchors.topMargin: Theme.space1
        color: Theme.bg3
        height: failure.implicitHeight + 2 * Theme.space2
        visible: failure.text.length > 0 && field.activeFocus && !completion.visible
        width: Math.max(box.width, Theme.completionWidth)

        Paragraph {
            id: failure

            Accessible.role: Accessible.AlertMessage
            anchors.left: parent.left
            anchors.margins: Theme.space2
            anchors.right: parent.right
            anchors.top: parent.top
            color: Theme.err
            font: Theme.caption
            objectName: "conditionFailure"
            text: Explorer.search.failure
        }
    }
    CompletionList {
        id: completion

        anchors.right: parent.right
        anchors.top: parent.bottom
        anchors.topMargin: Theme.space1
        complete: (text, cursor) => box.completions(text, cursor)
        edit: field
        width: Math.max(box.width, Theme.completionWidth)
    }
    Connections {
        // The text may be taken away by rows that are shown instead.
        function onTextChanged() {
            if (field.text !== Explorer.search.text)
                field.text = Explorer.search.text;
        }

        target: Explorer.search
    }

    function handleKey(event: var): bool {
        if (box.isCondition && completion.handleKey(event))
            return true;
        switch (event.key) {
        case Qt.Key_Escape:
            if (field.text.length === 0)
                return false;
            completion.close();
            field.clear();
            return true;
        case Qt.Key_Return:
        case Qt.Key_Enter:
            box.remember();
            Explorer.search.step(event.modifiers & Qt.ShiftModifier ? -1 : 1);
            return true;
        case Qt.Key_Down:
            if (box.isCondition && field.text.length === 0)
                completion.ask();
            else
                Explorer.search.step(1);
            return true;
        case Qt.Key_Up:
            Explorer.search.step(-1);
            return true;
        case Qt.Key_Space:
            if (!box.isCondition || !(event.modifiers & Qt.ControlModifier))
                return false;
            completion.ask();
            return true;
        default:
            if (box.isCondition && !(event.modifiers & Qt.ControlModifier) && event.text.length > 0 && /[A-Za-z_.$']/.test(event.text))
                completion.askSoon();
            return false;
        }
    }
}
