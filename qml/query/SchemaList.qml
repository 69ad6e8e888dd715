// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// Tables with how many rows they have, below an open one its columns, below an open JSON column the keys that the data has. A click on a
// column or key puts it into the text.
ListView {
    id: list

    property int cursor: 0
    property var open: ({ records: true })
    // Counts come when the data has been read.
    readonly property var tables: Queries.dataRevision >= 0 ? Queries.tables() : []
    readonly property var rows: {
        const rows = [];
        for (const table of list.tables) {
            const about = table.rows.length > 0 ? qsTr("%1 rows").arg(table.rows) : qsTr("%1 columns").arg(table.columns.length);
            rows.push({ id: table.name, name: table.name, note: about, sentence: table.sentence, depth: 0, isOpenable: true, text: "" });
            if (!list.open[table.name])
                continue;
            for (const column of table.columns) {
                const id = table.name + "." + column.name;
                rows.push({ id: id, name: column.name, note: column.type, sentence: column.sentence, depth: 1, isOpenable: column.keys.length > 0, text: column.name });
                if (!list.open[id])
                    continue;
                for (const key of column.keys)
                    rows.push({ id: id + "." + key.name, name: key.name, note: key.type + " · " + key.count, sentence: key.examples.length > 0 ? qsTr("for example %1").arg(key.examples) : "", depth: 2, isOpenable: false, text: column.name + "->>'" + key.name.replace(/'/g, "''") + "'" });
            }
        }
        return rows;
    }

    signal inserted(string text)
    signal opened(string title, string sql)

    function setOpen(index: int, isOpen: bool) {
        const row = list.rows[index];
        if (!row || !row.isOpenable)
            return;
        const open = Object.assign({}, list.open);
        open[row.id] = isOpen;
        list.open = open;
        list.cursor = index;
    }

    function choose(index: int) {
        const row = list.rows[index];
        if (!row)
            return;
        list.cursor = index;
        if (row.depth === 0)
            list.setOpen(index, !list.open[row.id]);
        else
            list.inserted(row.text);
    }

    Accessible.name: qsTr("Tables")
    Accessible.role: Accessible.Tree
    Component.onCompleted: Queries.readData()
    Keys.onDownPressed: list.cursor = Math.min(list.count - 1, list.cursor + 1)
    Keys.onLeftPressed: list.setOpen(list.cursor, false)
    Keys.onReturnPressed: list.choose(list.cursor)
    Keys.onRightPressed: list.setOpen(list.cursor, true)
    Keys.onUpPressed: list.cursor = Math.max(0, list.cursor - 1)
    T.ScrollBar.vertical: Scroller {}
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    model: list.rows.length
    objectName: "schema"

    delegate: Rectangle {
        id: row

        required property int index
        readonly property var entry: list.rows[row.index] ?? ({ id: "", name: "", note: "", sentence: "", depth: 0, isOpenable: false })

        Accessible.name: Wording.joined([row.entry.name, row.entry.note])
        Accessible.role: Accessible.TreeItem
        Accessible.onPressAction: list.choose(row.index)
        border.color: Theme.accent
        border.width: list.activeFocus && list.cursor === row.index ? Theme.border : 0
        color: mouse.containsMouse ? Theme.bg2 : Theme.none
        height: Theme.rowHeight
        width: ListView.view.width

        PlainLabel {
            id: arrow

            Accessible.ignored: true
            height: parent.height
            isDim: true
            text: row.entry.isOpenable ? list.open[row.entry.id] ? "▾" : "▸" : ""
            width: Theme.indent
            x: Theme.space2 + row.entry.depth * Theme.indent
        }
        PlainLabel {
            id: name

            Accessible.ignored: true
            anchors.left: arrow.right
            font: Theme.mono
            height: parent.height
            text: row.entry.name
            width: Math.min(implicitWidth, (parent.width - x) * 0.75)
        }
        PlainLabel {
            Accessible.ignored: true
            anchors.left: name.right
            anchors.leftMargin: Theme.space2
            anchors.right: parent.right
            color: Theme.faint
            font: Theme.caption
            height: parent.height
            text: row.entry.note
        }
        MouseArea {
            id: mouse

            anchors.fill: parent
            hoverEnabled: true

            onClicked: mouse => {
                if (mouse.x < name.x)
                    list.setOpen(row.index, !list.open[row.entry.id]);
                else
                    list.choose(row.index);
            }
            onDoubleClicked: if (row.entry.depth === 0) list.opened(row.entry.name, "SELECT *\nFROM " + row.entry.name + "\nLIMIT 100")
        }
        Tip {
            text: row.entry.sentence
            visible: mouse.containsMouse && row.entry.sentence.length > 0
            x: row.width
            y: 0
        }
    }
}
