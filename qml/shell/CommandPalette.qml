// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls

// Type a few letters of what you want to do, Enter does it.
Overlay {
    id: commandPalette

    required property Commands commands
    // Commands whose group and title have every word in them; what cannot be done now comes last.
    readonly property var matches: {
        const words = field.text.toLowerCase().split(" ").filter(word => word.length > 0);
        const fits = command => {
            const text = (command.group + " " + command.title).toLowerCase();
            return !command.isHint && words.every(word => text.includes(word));
        };
        const found = Array.from(commandPalette.commands.all).filter(fits);
        return found.filter(command => command.isEnabled).concat(found.filter(command => !command.isEnabled));
    }

    function open() {
        field.clear();
        list.currentIndex = 0;
        commandPalette.visible = true;
        field.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    function run(index: int) {
        const command = commandPalette.matches[index];
        if (!command || !command.isEnabled)
            return;
        commandPalette.close();
        command.triggered();
    }

    cardHeight: Theme.paletteHeight
    cardTop: Theme.headerHeight + Theme.space4
    objectName: "palette"

    SearchField {
        id: field

        Keys.onDownPressed: list.currentIndex = Math.min(list.count - 1, list.currentIndex + 1)
        Keys.onEnterPressed: commandPalette.run(list.currentIndex)
        Keys.onEscapePressed: commandPalette.close()
        Keys.onReturnPressed: commandPalette.run(list.currentIndex)
        Keys.onUpPressed: list.currentIndex = Math.max(0, list.currentIndex - 1)
        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: parent.right
        anchors.top: parent.top
        hint: qsTr("What do you want to do?")
        objectName: "paletteField"

        onTextChanged: list.currentIndex = 0
    }
    ListView {
        id: list

        Accessible.name: qsTr("Commands")
        Accessible.role: Accessible.List
        T.ScrollBar.vertical: Scroller {}
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: field.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        highlightMoveDuration: 0
        model: commandPalette.matches.length
        objectName: "paletteList"

        delegate: Rectangle {
            id: row

            required property int index
            readonly property Command command: commandPalette.matches[row.index] ?? null

            Accessible.name: row.command ? row.command.title : ""
            Accessible.role: Accessible.ListItem
            Accessible.onPressAction: commandPalette.run(row.index)
            color: ListView.isCurrentItem ? Theme.accent2 : mouse.containsMouse ? Theme.bg2 : Theme.none
            height: Theme.rowHeight + Theme.space1
            opacity: row.command && row.command.isEnabled ? 1 : 0.5
            radius: Theme.radiusField
            width: ListView.view.width

            Caption {
                Accessible.ignored: true
                anchors.left: parent.left
                anchors.leftMargin: Theme.space2
                height: parent.height
                text: row.command ? row.command.group : ""
                width: Theme.groupColumn
            }
            PlainLabel {
                Accessible.ignored: true
                anchors.left: parent.left
                anchors.leftMargin: Theme.groupColumn + Theme.space3
                anchors.right: keys.left
                height: parent.height
                text: row.command ? row.command.title : ""
            }
            PlainLabel {
                id: keys

                Accessible.ignored: true
                anchors.right: parent.right
                anchors.rightMargin: Theme.space3
                font: Theme.mono
                height: parent.height
                isDim: true
                text: row.command ? row.command.keys : ""
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: commandPalette.run(row.index)
            }
        }
    }
    PlainLabel {
        anchors.centerIn: list
        isDim: true
        text: qsTr("No command has that in it.")
        visible: list.count === 0
    }
}
