// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// Where we are: log folder › turn › attempt › question; the search; opening.
Rectangle {
    id: bar

    signal openFilesWanted
    signal openFolderWanted
    signal searched

    function focusSearch() {
        search.forceActiveFocus(Qt.ShortcutFocusReason);
        search.selectAll();
    }

    function searchFor(text: string) {
        search.text = text;
        bar.searched();
    }

    color: Theme.bg1
    implicitHeight: Theme.headerHeight

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

                    color: Theme.onAccent
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

        SearchField {
            id: search

            enabled: Explorer.hasTrace
            hint: qsTr("Search records, press /")
            objectName: "search"
            width: Math.min(Theme.searchWidth * 1.6, bar.width / 4)

            onTextChanged: {
                Explorer.tree.filter = search.text;
                bar.searched();
            }
            Keys.onDownPressed: Explorer.tree.selectMatch(1)
            Keys.onReturnPressed: event => Explorer.tree.selectMatch(event.modifiers & Qt.ShiftModifier ? -1 : 1)
            Keys.onUpPressed: Explorer.tree.selectMatch(-1)
        }
        PushButton {
            hint: qsTr("Open a folder: a run, a .massgen folder, or any folder above (Ctrl+O)")
            objectName: "openFolder"
            text: qsTr("Open folder…")

            onClicked: bar.openFolderWanted()
        }
        PushButton {
            hint: qsTr("Open trace files (Ctrl+Shift+O)")
            objectName: "openFiles"
            text: qsTr("Open file…")

            onClicked: bar.openFilesWanted()
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
