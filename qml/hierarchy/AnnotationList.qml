// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// Marks, pinned records and notes of the open run. Enter goes there, F2 renames, Delete takes away.
Item {
    id: annotations

    readonly property AnnotationModel model: Session.annotations

    ListView {
        id: list

        property int cursor: 0
        property int renamed: -1

        function go(index: int) {
            list.forceActiveFocus();
            list.cursor = index;
            annotations.model.go(index);
        }

        Accessible.name: qsTr("Marks, pins and notes")
        Accessible.role: Accessible.List
        Keys.onDeletePressed: annotations.model.remove(list.cursor)
        Keys.onDownPressed: list.cursor = Math.min(list.count - 1, list.cursor + 1)
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_F2 || event.matches(StandardKey.Undo) && annotations.model.canUndo;
            if (event.key === Qt.Key_F2)
                list.renamed = list.cursor;
            else if (event.accepted)
                annotations.model.undoRemove();
        }
        Keys.onReturnPressed: list.go(list.cursor)
        Keys.onUpPressed: list.cursor = Math.max(0, list.cursor - 1)
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: undo.visible ? undo.bottom : parent.top
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: annotations.model
        objectName: "annotations"

        delegate: Rectangle {
            id: row

            required property string detail
            required property int index
            required property string kind
            required property string title

            Accessible.name: Wording.joined([row.kind, row.title, row.detail])
            Accessible.onPressAction: list.go(row.index)
            Accessible.role: Accessible.ListItem
            border.color: Theme.accent
            border.width: list.activeFocus && list.cursor === row.index ? Theme.border : 0
            color: mouse.containsMouse ? Theme.bg2 : Theme.none
            height: Theme.rowHeight
            width: ListView.view.width - Theme.scrollBar

            PlainLabel {
                id: sign

                Accessible.ignored: true
                color: Theme.accent
                height: parent.height
                horizontalAlignment: Text.AlignHCenter
                text: row.kind === "mark" ? "⚑" : row.kind === "pin" ? "★" : "✎"
                width: Theme.rowHeight
                x: Theme.space2
            }
            PlainLabel {
                Accessible.ignored: true
                anchors.left: sign.right
                anchors.leftMargin: Theme.space2
                anchors.right: detail.left
                anchors.rightMargin: Theme.space2
                height: parent.height
                text: row.title.replace(/\s+/g, " ")
            }
            Caption {
                id: detail

                Accessible.ignored: true
                anchors.right: closer.left
                anchors.rightMargin: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                text: row.detail
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: list.go(row.index)
                onDoubleClicked: list.renamed = row.index
            }
            PushButton {
                id: closer

                Accessible.name: qsTr("Take away")
                anchors.right: parent.right
                anchors.rightMargin: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                height: Theme.rowHeight - 4
                hint: qsTr("Take away (Delete)")
                text: "✕"

                onClicked: annotations.model.remove(row.index)
            }
            SearchField {
                id: name

                anchors.left: sign.right
                anchors.right: detail.left
                height: parent.height
                hint: qsTr("Name")
                objectName: "annotationName"
                visible: list.renamed === row.index && row.kind !== "note"

                Keys.onReturnPressed: {
                    annotations.model.rename(row.index, name.text);
                    list.renamed = -1;
                }
                onActiveFocusChanged: if (!activeFocus) list.renamed = -1
                onVisibleChanged: if (visible) {
                    name.text = row.title;
                    name.forceActiveFocus();
                    name.selectAll();
                }
            }
        }
    }
    PushButton {
        id: undo

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.top: parent.top
        anchors.topMargin: visible ? Theme.space1 : 0
        height: visible ? implicitHeight : 0
        hint: qsTr("Put back what was taken away last")
        objectName: "undoAnnotation"
        text: qsTr("Undo")
        visible: annotations.model.canUndo

        onClicked: annotations.model.undoRemove()
    }
    PlainLabel {
        anchors.centerIn: parent
        horizontalAlignment: Text.AlignHCenter
        isDim: true
        maximumLineCount: 3
        text: qsTr("Nothing is marked, pinned or noted here.\nM in the timeline marks a time, P pins the selected record.")
        visible: list.count === 0
    }
}
