// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// All attributes of a record, with a search; Ctrl+C or a click on the copy mark copies a whole value.
Item {
    id: tab

    required property RecordDetails details

    SearchField {
        id: search

        anchors.left: parent.left
        anchors.right: parent.right
        hint: qsTr("Search attributes")
        objectName: "attributeSearch"

        onTextChanged: tab.details.attributes.filter = search.text
    }
    ListView {
        id: list

        property int cursor: -1

        Accessible.name: qsTr("Attributes")
        Accessible.role: Accessible.List
        Keys.onDownPressed: list.cursor = Math.min(list.count - 1, list.cursor + 1)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_C && (event.modifiers & Qt.ControlModifier) && list.cursor >= 0) {
                tab.details.copyAttribute(list.cursor);
                event.accepted = true;
            }
        }
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
        model: tab.details.attributes
        objectName: "attributes"

        delegate: Rectangle {
            id: row

            required property int depth
            required property int index
            required property string key
            required property string path
            required property string value

            Accessible.name: qsTr("%1: %2").arg(row.path).arg(row.value)
            Accessible.role: Accessible.ListItem
            border.color: Theme.accent
            border.width: list.activeFocus && list.cursor === row.index ? Theme.border : 0
            color: mouse.containsMouse ? Theme.bg2 : Theme.none
            height: content.implicitHeight
            width: ListView.view.width - Theme.scrollBar

            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: {
                    list.forceActiveFocus();
                    list.cursor = row.index;
                }
                onDoubleClicked: tab.details.copyAttribute(row.index)
            }
            FactRow {
                id: content

                label: row.key
                leftPadding: Math.min(row.depth, 6) * Theme.space3
                value: row.value
                width: parent.width
            }
        }
    }
    PlainLabel {
        anchors.centerIn: list
        isDim: true
        text: search.text.length > 0 ? qsTr("No attribute has that in it.") : qsTr("This record has no attributes.")
        visible: list.count === 0
    }
}
