// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// The functions of the dialect, with a search. A click puts the example into the text.
Item {
    id: reference

    signal inserted(string text)

    SearchField {
        id: search

        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        hint: qsTr("Search functions")
    }
    ListView {
        id: list

        property int cursor: 0
        readonly property var entries: Queries.functions(search.text)

        Accessible.name: qsTr("Functions")
        Accessible.role: Accessible.List
        Keys.onDownPressed: list.cursor = Math.min(list.count - 1, list.cursor + 1)
        Keys.onReturnPressed: reference.inserted(list.entries[list.cursor].example)
        Keys.onUpPressed: list.cursor = Math.max(0, list.cursor - 1)
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: search.bottom
        anchors.topMargin: Theme.space2
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: list.entries.length

        delegate: Rectangle {
            id: row

            required property int index
            readonly property var entry: list.entries[row.index] ?? ({ signature: "", sentence: "", example: "", group: "" })

            Accessible.name: Wording.joined([row.entry.signature, row.entry.sentence])
            Accessible.role: Accessible.ListItem
            border.color: Theme.accent
            border.width: list.activeFocus && list.cursor === row.index ? Theme.border : 0
            color: mouse.containsMouse ? Theme.bg2 : Theme.none
            height: texts.implicitHeight + 2 * Theme.space1
            width: ListView.view.width

            Column {
                id: texts

                anchors.left: parent.left
                anchors.leftMargin: Theme.space3
                anchors.right: parent.right
                anchors.rightMargin: Theme.space3
                y: Theme.space1

                PlainLabel {
                    Accessible.ignored: true
                    font: Theme.mono
                    text: row.entry.signature
                    width: parent.width
                }
                Paragraph {
                    Accessible.ignored: true
                    font: Theme.caption
                    isDim: true
                    text: row.entry.sentence
                    width: parent.width
                }
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: reference.inserted(row.entry.example)
            }
        }
    }
}
