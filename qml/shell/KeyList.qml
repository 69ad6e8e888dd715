// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls

// All keys, by group, over everything.
Overlay {
    id: list

    required property Commands commands
    readonly property var entries: Array.from(list.commands.all).filter(command => command.keys.length > 0)

    cardHeight: column.implicitHeight + 2 * Theme.space4
    cardWidth: Theme.keyListWidth
    objectName: "keyList"

    onVisibleChanged: if (visible) close.forceActiveFocus()

    Flickable {
        anchors.fill: parent
        anchors.margins: Theme.space4
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.implicitHeight
        T.ScrollBar.vertical: Scroller {}

        Column {
            id: column

            spacing: Theme.space3
            width: parent.width

            Item {
                height: close.height
                width: parent.width

                PlainLabel {
                    anchors.verticalCenter: parent.verticalCenter
                    font: Theme.title
                    text: qsTr("Keys")
                }
                PushButton {
                    id: close

                    anchors.right: parent.right
                    text: qsTr("Close")

                    onClicked: list.close()
                }
            }
            Grid {
                columnSpacing: Theme.space4
                columns: 2
                flow: Grid.TopToBottom
                rows: Math.ceil(list.entries.length / 2)
                rowSpacing: Theme.space2

                Repeater {
                    model: list.entries.length

                    Row {
                        id: entry

                        required property int index
                        readonly property Command command: list.entries[entry.index]

                        spacing: Theme.space2

                        PlainLabel {
                            font: Theme.mono
                            text: entry.command.keys
                            width: Theme.keyColumn
                        }
                        PlainLabel {
                            isDim: true
                            text: entry.command.title
                            width: (column.width - Theme.space4) / 2 - Theme.keyColumn - Theme.space2
                        }
                    }
                }
            }
        }
    }
}
