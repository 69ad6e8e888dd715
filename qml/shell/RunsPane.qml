// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// The runs of what is open, newest first.
Card {
    id: pane

    signal openFilesWanted
    signal openFolderWanted

    PaneHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.heading
            text: qsTr("Runs")
        }
        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            isDim: true
            text: Explorer.runs.count
        }
    }
    Row {
        anchors.right: header.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: header.verticalCenter
        spacing: Theme.space1

        PushButton {
            hint: qsTr("Open a folder: a run, a .massgen folder, or any folder above (Ctrl+O)")
            objectName: "openFolder"
            text: qsTr("+ Folder")

            onClicked: pane.openFolderWanted()
        }
        PushButton {
            hint: qsTr("Open trace files (Ctrl+Shift+O)")
            objectName: "openFiles"
            text: qsTr("+ File")

            onClicked: pane.openFilesWanted()
        }
        PushButton {
            hint: qsTr("Runs that a Logfire project has stored (Ctrl+Shift+R)")
            objectName: "openRemote"
            text: qsTr("+ Logfire")
            visible: Remote.connections.count > 0

            onClicked: Remote.runsWanted()
        }
    }
    ListView {
        id: list

        property int cursor: Explorer.runs.current

        Accessible.name: qsTr("Runs")
        Accessible.role: Accessible.List
        Keys.onDeletePressed: Explorer.closeRun(list.cursor)
        Keys.onDownPressed: list.moveCursor(1)
        Keys.onEnterPressed: Explorer.openRun(list.cursor)
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_Plus || event.key === Qt.Key_Insert;
            if (event.accepted)
                Explorer.setShown(list.cursor, !Explorer.runs.data(Explorer.runs.index(list.cursor, 0), RunListModel.IsShownRole));
        }
        Keys.onReturnPressed: Explorer.openRun(list.cursor)
        Keys.onSpacePressed: Explorer.openRun(list.cursor)
        Keys.onUpPressed: list.moveCursor(-1)
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: hint.top
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: header.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: Explorer.runs
        objectName: "runs"
        reuseItems: true

        delegate: RunRow {
            hasFocusRing: list.activeFocus && list.cursor === index
            isSwitchable: Explorer.runs.count > 1 && (!isCurrent || Explorer.runs.shownCount > 1)
            width: ListView.view.width

            onClosed: Explorer.closeRun(index)
            onShown: isShown => Explorer.setShown(index, isShown)
            onChosen: {
                list.forceActiveFocus(Qt.MouseFocusReason);
                Explorer.openRun(index);
            }
        }

        function moveCursor(by: int) {
            list.cursor = Math.max(0, Math.min(list.count - 1, list.cursor + by));
            list.positionViewAtIndex(list.cursor, ListView.Contain);
        }
    }
    Rectangle {
        id: hint

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: parent.right
        border.color: Theme.line
        border.width: Theme.border
        color: Theme.none
        height: hintText.implicitHeight + 2 * Theme.space3
        radius: Theme.radiusCard

        Paragraph {
            id: hintText

            anchors.left: parent.left
            anchors.margins: Theme.space3
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.caption
            horizontalAlignment: Text.AlignHCenter
            isDim: true
            text: qsTr("Drop log folders or trace files here")
        }
    }
    Connections {
        function onCurrentChanged() {
            list.cursor = Explorer.runs.current;
            list.positionViewAtIndex(list.cursor, ListView.Contain);
        }

        target: Explorer.runs
    }
}
