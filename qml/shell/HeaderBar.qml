// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// Where we are: log folder › turn › attempt › question; the search; all commands.
Rectangle {
    id: bar

    signal paletteWanted
    signal searched

    function focusSearch() {
        search.focusField();
    }

    function searchFor(text: string) {
        search.searchFor(text);
    }

    function toggleCondition() {
        search.toggleCondition();
    }

    color: Theme.bg1
    implicitHeight: Theme.headerHeight
    z: 1 // completions of the search hang over the page

    Rectangle {
        id: logo

        Accessible.ignored: true
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.accent
        height: Theme.logo
        radius: Theme.radiusField
        width: Theme.logo
        x: (Theme.railWidth - width) / 2

        Column {
            anchors.centerIn: parent
            spacing: 3

            Repeater {
                model: [[0, 10], [4, 12], [1, 8]]

                Rectangle {
                    required property var modelData

                    color: Theme.accentText
                    height: 3
                    radius: 1
                    width: modelData[1]
                    x: modelData[0]
                }
            }
        }
    }
    Row {
        id: crumbs

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: Theme.railWidth + Theme.space1
        anchors.top: parent.top
        spacing: Theme.space3

        PlainLabel {
            id: name

            anchors.verticalCenter: parent.verticalCenter
            font: Theme.heading
            objectName: "runName"
            text: Explorer.runName.length > 0 ? Explorer.runName : qsTr("MassGen Trace Explorer")
            width: Math.min(implicitWidth, bar.width / 3)
        }
        PlainLabel {
            id: unit

            anchors.verticalCenter: parent.verticalCenter
            isDim: true
            text: "› " + Explorer.runUnit
            visible: Explorer.runUnit.length > 0
        }
        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("“%1”").arg(Explorer.question)
            visible: Explorer.question.length > 0
            width: Math.max(0, Math.min(implicitWidth, tools.x - crumbs.x - name.width - (unit.visible ? unit.width + crumbs.spacing : 0) - 3 * crumbs.spacing))
        }
    }
    Row {
        id: tools

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space2

        Row {
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space1
            visible: Explorer.search.text.length > 0 || Explorer.search.rowsTitle.length > 0

            Caption {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.dim
                objectName: "matchCount"
                text: Explorer.search.isRunning ? qsTr("Searching…") : Explorer.search.position > 0 ? qsTr("%1 of %2").arg(Explorer.search.position).arg(Explorer.search.count) : !Explorer.search.isActive && Explorer.search.stretchCount > 0 ? qsTr("%1 times").arg(Explorer.search.stretchCount) : qsTr("%1 found").arg(Explorer.search.count)
            }
            PushButton {
                Accessible.name: qsTr("Match before")
                enabled: Explorer.search.count > 0
                hint: qsTr("Match before (Shift+Enter, Shift+F3)")
                text: "↑"

                onClicked: Explorer.search.step(-1)
            }
            PushButton {
                Accessible.name: qsTr("Next match")
                enabled: Explorer.search.count > 0
                hint: qsTr("Next match (Enter, F3)")
                objectName: "nextMatch"
                text: "↓"

                onClicked: Explorer.search.step(1)
            }
        }
        SearchBox {
            id: search

            objectName: "searchBox"
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Theme.searchWidth * (Explorer.search.isCondition ? 3 : 2.1), bar.width / 3)

            onSearched: bar.searched()
        }
        PushButton {
            hint: qsTr("Everything that can be done (Ctrl+K)")
            objectName: "commands"
            text: qsTr("Commands  Ctrl K")

            onClicked: bar.paletteWanted()
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.line
        height: Theme.border
    }
}
