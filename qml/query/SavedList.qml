// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// The saved queries by shelf, with a search. A click opens one in a tab; Delete deletes one's own.
Item {
    id: saved

    signal opened(string title, string sql)

    SearchField {
        id: search

        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: undo.visible ? undo.left : parent.right
        anchors.top: parent.top
        hint: qsTr("Search queries")
        objectName: "savedSearch"

        onTextChanged: Queries.saved.search = text
    }
    PushButton {
        id: undo

        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        text: qsTr("Undo")
        visible: Queries.saved.canUndo

        onClicked: Queries.saved.undoRemove()
    }
    ListView {
        id: list

        property int cursor: 0

        function choose(index: int) {
            list.cursor = index;
            saved.opened(Queries.saved.title(index), Queries.saved.sql(index));
        }

        Accessible.name: qsTr("Saved queries")
        Accessible.role: Accessible.List
        Keys.onDeletePressed: Queries.saved.remove(list.cursor)
        Keys.onDownPressed: list.cursor = Math.min(list.count - 1, list.cursor + 1)
        Keys.onReturnPressed: list.choose(list.cursor)
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
        model: Queries.saved
        objectName: "savedQueries"

        delegate: Rectangle {
            id: row

            required property int index
            required property bool isFirstOfShelf
            required property bool isReadOnly
            required property string shelf
            required property string sentence
            required property string title

            Accessible.description: row.sentence
            Accessible.name: row.title
            Accessible.role: Accessible.ListItem
            Accessible.onPressAction: list.choose(row.index)
            border.color: Theme.accent
            border.width: list.activeFocus && list.cursor === row.index ? Theme.border : 0
            color: mouse.containsMouse ? Theme.bg2 : Theme.none
            height: Theme.rowHeight + (row.isFirstOfShelf ? Theme.tableHeaderHeight : 0)
            width: ListView.view.width

            Caption {
                anchors.left: parent.left
                anchors.leftMargin: Theme.space3
                height: Theme.tableHeaderHeight
                text: row.shelf.toUpperCase()
                visible: row.isFirstOfShelf
            }
            PlainLabel {
                Accessible.ignored: true
                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.leftMargin: Theme.space3
                anchors.right: parent.right
                anchors.rightMargin: Theme.space3
                height: Theme.rowHeight
                text: row.title
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: list.choose(row.index)
            }
            PlainLabel {
                Accessible.ignored: true // the key Delete does the same
                anchors.right: parent.right
                anchors.rightMargin: Theme.space3
                anchors.bottom: parent.bottom
                color: removeMouse.containsMouse ? Theme.text : Theme.faint
                height: Theme.rowHeight
                text: "×"
                visible: !row.isReadOnly && (mouse.containsMouse || removeMouse.containsMouse)

                MouseArea {
                    id: removeMouse

                    anchors.fill: parent
                    hoverEnabled: true

                    onClicked: Queries.saved.remove(row.index)
                }
            }
            Tip {
                text: row.sentence
                visible: mouse.containsMouse && row.sentence.length > 0
                x: row.width
                y: 0
            }
        }
    }
}
