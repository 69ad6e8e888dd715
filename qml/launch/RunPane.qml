// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// The run that is going on, or the last one: phase, agents, alarms, output, and its answer.
Card {
    id: pane

    signal reportWanted
    signal timelineWanted

    Connections {
        function onEnded() {
            if (Launcher.finalAnswer.length > 0)
                tabs.current = 1;
        }

        target: Launcher
    }
    PaneHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.heading
            text: Launcher.isRunning ? qsTr("Running") : qsTr("Last run")
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.accent2
            height: Theme.rowHeight - Theme.space1
            radius: height / 2
            width: chip.width

            Row {
                id: chip

                height: parent.height
                leftPadding: Theme.space2
                rightPadding: Theme.space2
                spacing: Theme.space1

                Dot {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.stateColour(Launcher.runState)
                }
                PlainLabel {
                    height: parent.height
                    font: Theme.heading
                    objectName: "phase"
                    text: Launcher.phase
                }
            }
        }
        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.dim
            text: Launcher.timesText
        }
    }
    Row {
        anchors.right: header.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: header.verticalCenter
        spacing: Theme.space2

        PushButton {
            hint: qsTr("SIGINT; pressed again SIGTERM, then SIGKILL")
            objectName: "stop"
            text: qsTr("Stop")
            visible: Launcher.isRunning

            onClicked: Launcher.stop()
        }
        PushButton {
            objectName: "openRun"
            text: Launcher.isRunning ? qsTr("Follow in timeline") : qsTr("Open in timeline")

            onClicked: {
                Launcher.openRun();
                pane.timelineWanted();
            }
        }
    }
    Column {
        id: content

        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: parent.right
        anchors.top: header.bottom
        spacing: Theme.space2

        Item {
            height: Theme.rowHeight
            width: parent.width

            PlainLabel {
                height: parent.height
                text: qsTr("Coordination")
            }
            PlainLabel {
                anchors.right: parent.right
                font: Theme.heading
                height: parent.height
                text: qsTr("%1 %").arg(Launcher.percent)
            }
        }
        Rectangle {
            Accessible.name: qsTr("Coordination, %1 percent").arg(Launcher.percent)
            Accessible.role: Accessible.ProgressBar
            color: Theme.bg3
            height: Theme.barHeight
            radius: height / 2
            width: parent.width

            Rectangle {
                color: Theme.accent
                height: parent.height
                radius: parent.radius
                width: parent.width * Launcher.percent / 100
            }
        }
        Caption {
            color: Theme.dim
            objectName: "figures"
            text: Launcher.figuresText
            width: parent.width
        }
        AgentRows {
            width: parent.width
        }
        Paragraph {
            color: Launcher.runState === "failed" ? Theme.err : Theme.text
            maximumLineCount: 4
            objectName: "outcome"
            text: Launcher.outcomeText
            visible: text.length > 0
            width: parent.width
        }
        Repeater {
            model: Launcher.alarms

            Paragraph {
                required property string modelData

                color: Theme.warn
                text: "⚠ " + modelData
                width: content.width
            }
        }
        Row {
            spacing: Theme.space2
            visible: Launcher.planText.length > 0

            PlainLabel {
                anchors.verticalCenter: parent.verticalCenter
                text: Launcher.planText
            }
            PushButton {
                objectName: "resumePlan"
                text: qsTr("Go on")
                visible: Launcher.canResume

                onClicked: Launcher.resumePlan()
            }
        }
    }
    TabStrip {
        id: tabs

        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.top: content.bottom
        name: qsTr("Of the run")
        objectName: "runTabs"
        titles: Launcher.planText.length > 0 ? [qsTr("Output"), qsTr("Answer"), qsTr("Runs")] : [qsTr("Output"), qsTr("Answer")]
    }
    Item {
        id: below

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: parent.right
        anchors.top: tabs.bottom
        anchors.topMargin: Theme.space1

        OutputPane {
            anchors.fill: parent
            visible: tabs.current === 0
        }
        Item {
            anchors.fill: parent
            visible: tabs.current === 1

            Row {
                id: buttons

                spacing: Theme.space2

                PushButton {
                    enabled: Launcher.finalAnswer.length > 0
                    text: qsTr("Copy answer")

                    onClicked: Launcher.copyAnswer()
                }
                PushButton {
                    enabled: Launcher.isOpened && !Launcher.isRunning
                    hint: qsTr("Where its time and money went, as Markdown or a page")
                    objectName: "runReport"
                    text: qsTr("Write report…")

                    onClicked: {
                        Launcher.openRun();
                        pane.reportWanted();
                    }
                }
                PushButton {
                    text: qsTr("Open working folder")

                    onClicked: Launcher.openFolder()
                }
            }
            Flickable {
                id: flick

                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: buttons.bottom
                anchors.topMargin: Theme.space2
                boundsBehavior: Flickable.StopAtBounds
                clip: true
                contentHeight: answer.implicitHeight
                T.ScrollBar.vertical: Scroller {}

                TextEdit {
                    id: answer

                    Accessible.name: qsTr("Final answer")
                    activeFocusOnTab: true
                    color: Theme.text
                    font: Theme.body
                    objectName: "finalAnswer"
                    readOnly: true
                    selectByMouse: true
                    selectedTextColor: Theme.text
                    selectionColor: Theme.accent2
                    text: Launcher.finalAnswer.length > 0 ? Launcher.finalAnswer : Launcher.isRunning ? qsTr("The answer comes at the end.") : qsTr("There is no answer.")
                    textFormat: TextEdit.PlainText
                    width: flick.width - Theme.scrollBar
                    wrapMode: TextEdit.Wrap
                }
            }
        }
        ListView {
            Accessible.name: qsTr("Runs of the experiment")
            Accessible.role: Accessible.List
            T.ScrollBar.vertical: Scroller {}
            anchors.fill: parent
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            model: Launcher.planLines
            visible: tabs.current === 2

            delegate: PlainLabel {
                required property string modelData

                height: Theme.rowHeight
                text: modelData
                width: ListView.view.width
            }
        }
    }
}
