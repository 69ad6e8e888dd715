// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// The recent sessions of a Logfire project, over everything. Opening one fetches its records.
Overlay {
    id: list

    readonly property RemoteRuns runs: Remote.runs
    property int project: 0

    signal settingsWanted

    function open() {
        list.visible = true;
        sessions.forceActiveFocus();
        if (Remote.connections.count > 0)
            list.refresh();
    }

    function refresh() {
        list.runs.refresh(Remote.connections.idAt(Math.min(list.project, Remote.connections.count - 1)));
    }

    cardHeight: Theme.paletteHeight
    cardWidth: Theme.keyListWidth
    objectName: "remoteRuns"

    Column {
        id: head

        anchors.left: parent.left
        anchors.margins: Theme.space4
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.space2

        Item {
            height: close.height
            width: parent.width

            PlainLabel {
                anchors.verticalCenter: parent.verticalCenter
                font: Theme.title
                text: qsTr("Runs of Logfire")
            }
            Row {
                anchors.right: parent.right
                spacing: Theme.space2

                PushButton {
                    enabled: Remote.connections.count > 0
                    text: list.runs.isBusy ? qsTr("Stop") : qsTr("Ask again")

                    onClicked: list.runs.isBusy ? list.runs.cancel() : list.refresh()
                }
                PushButton {
                    id: close

                    text: qsTr("Close")

                    onClicked: list.close()
                }
            }
        }
        Flow {
            spacing: Theme.space1
            visible: Remote.connections.count > 1
            width: parent.width

            Repeater {
                model: Remote.connections

                PillButton {
                    required property int index
                    required property string name

                    isCurrent: list.project === index
                    label: name

                    onChosen: {
                        list.project = index;
                        list.refresh();
                    }
                }
            }
        }
        Paragraph {
            color: list.runs.hasFailed ? Theme.err : Theme.dim
            objectName: "remoteRunsState"
            text: Remote.connections.count === 0 ? qsTr("No project is connected yet. A read token is enough.") : list.runs.stateText
            width: parent.width
        }
        PushButton {
            text: qsTr("Connect a project…")
            visible: Remote.connections.count === 0

            onClicked: {
                list.close();
                list.settingsWanted();
            }
        }
    }
    ListView {
        id: sessions

        Accessible.name: qsTr("Sessions")
        Accessible.role: Accessible.List
        Keys.onEnterPressed: list.runs.open(sessions.currentIndex)
        Keys.onReturnPressed: list.runs.open(sessions.currentIndex)
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space4
        anchors.right: parent.right
        anchors.top: head.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        highlightMoveDuration: 0
        model: list.runs
        objectName: "remoteSessions"

        onCountChanged: if (currentIndex < 0 && count > 0) currentIndex = 0

        delegate: RemoteRunRow {
            hasFocusRing: sessions.activeFocus && ListView.isCurrentItem
            width: sessions.width

            onChosen: {
                sessions.currentIndex = index;
                list.runs.open(index);
            }
        }
    }
    Connections {
        function onOpened() {
            list.close();
        }

        target: list.runs
    }
}
