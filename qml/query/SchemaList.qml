// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// Tables, and below an open one its columns. A click on a column puts it into the text.
ListView {
    id: list

    property var open: ({ records: true })
    readonly property var tables: Queries.tables()
    readonly property var rows: {
        const rows = [];
        for (const table of list.tables) {
            rows.push({ table: table.name, name: table.name, type: table.columns.length, sentence: table.sentence, isTable: true });
            if (!list.open[table.name])
                continue;
            for (const column of table.columns)
                rows.push({ table: table.name, name: column.name, type: column.type, sentence: column.sentence, isTable: false });
        }
        return rows;
    }
    property int cursor: 0

    signal inserted(string text)
    signal opened(string title, string sql)

    function choose(index: int) {
        const row = list.rows[index];
        if (!row)
            return;
        list.cursor = index;
        if (row.isTable) {
            const open = Object.assign({}, list.open);
            open[row.name] = !open[row.name];
            list.open = open;
        } else {
            list.inserted(row.name);
        }
    }

    Accessible.name: qsTr("Tables")
    Accessible.role: Accessible.Tree
    Keys.onDownPressed: list.cursor = Math.min(list.count - 1, list.cursor + 1)
    Keys.onReturnPressed: list.choose(list.cursor)
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
        readonly property var entry: list.rows[row.index] ?? ({ name: "", type: "", sentence: "", isTable: false })

        Accessible.name: Wording.joined([row.entry.name, String(row.entry.type)])
        Accessible.role: Accessible.TreeItem
        Accessible.onPressAction: list.choose(row.index)
        border.color: Theme.accent
        border.width: list.activeFocus && list.cursor === row.index ? Theme.border : 0
        color: mouse.containsMouse ? Theme.bg2 : Theme.none
        height: Theme.rowHeight
        width: ListView.view.width

        PlainLabel {
            id: name

            Accessible.ignored: true
            anchors.left: parent.left
            anchors.leftMargin: row.entry.isTable ? Theme.space3 : Theme.space3 + Theme.indent
            font: Theme.mono
            height: parent.height
            text: row.entry.isTable ? (list.open[row.entry.name] ? "▾ " : "▸ ") + row.entry.name : row.entry.name
            width: Math.min(implicitWidth, parent.width * 0.7)
        }
        PlainLabel {
            Accessible.ignored: true
            anchors.left: name.right
            anchors.leftMargin: Theme.space2
            anchors.right: parent.right
            color: Theme.faint
            font: Theme.caption
            height: parent.height
            text: row.entry.isTable ? qsTr("%1 columns").arg(row.entry.type) : row.entry.type
        }
        MouseArea {
            id: mouse

            anchors.fill: parent
            hoverEnabled: true

            onClicked: list.choose(row.index)
            onDoubleClicked: if (row.entry.isTable) list.opened(row.entry.name, "SELECT *\nFROM " + row.entry.name + "\nLIMIT 100")
        }
        Tip {
            text: row.entry.sentence
            visible: mouse.containsMouse && row.entry.sentence.length > 0
            x: row.width
            y: 0
        }
    }
}
