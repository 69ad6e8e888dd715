// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// A saved query that fits a question, with the values that were found in it.
Item {
    id: entry

    required property var match

    signal taken(string sql)

    function statement(): string {
        let sql = entry.match.sql;
        for (const name in entry.match.values) {
            const value = entry.match.values[name];
            const literal = isNaN(Number(value)) || value.length === 32 ? "'" + value + "'" : value;
            sql = sql.split("'[" + name + "]'").join("'" + value + "'").split("$" + name).join(literal);
        }
        return sql;
    }

    implicitHeight: Math.max(words.implicitHeight, use.height) + Theme.space1

    Column {
        id: words

        anchors.left: parent.left
        anchors.right: use.left
        anchors.rightMargin: Theme.space2

        PlainLabel {
            font: Theme.heading
            text: entry.match.title
            width: parent.width
        }
        Caption {
            text: entry.match.sentence + (entry.match.valuesText.length > 0 ? "  " + entry.match.valuesText : "")
            width: parent.width
            wrapMode: Text.Wrap
        }
    }
    PushButton {
        id: use

        Accessible.name: qsTr("Use %1").arg(entry.match.title)
        anchors.right: parent.right
        text: qsTr("Use")

        onClicked: entry.taken(entry.statement())
    }
}
