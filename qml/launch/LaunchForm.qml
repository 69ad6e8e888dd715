// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs
import Mgx.Controls
import Mgx.Models

// Question, folder, how often, where the spans go; the exact command line, and the button.
Card {
    id: form

    function focusQuestion() {
        question.forceActiveFocus();
    }

    implicitHeight: content.y + content.implicitHeight + Theme.space3

    PaneHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.heading
            text: qsTr("New experiment")
        }
    }
    FileDialog {
        id: questionDialog

        title: qsTr("A text file with the question")

        onAccepted: Launcher.readQuestion(questionDialog.selectedFile)
    }
    FileDialog {
        id: configDialog

        nameFilters: [qsTr("Configs (*.yaml *.yml *.json)")]
        title: qsTr("A config of MassGen")

        onAccepted: Launcher.openConfig(configDialog.selectedFile)
    }
    Column {
        id: content

        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.topMargin: Theme.space2
        spacing: Theme.space2

        Caption {
            color: Theme.dim
            text: qsTr("Question")
        }
        FormText {
            id: question

            fieldName: "question"
            height: Theme.fieldHeight * 3
            hint: qsTr("What the agents should work on. A line with --- alone begins another question; Alt+Up brings earlier ones.")
            name: qsTr("Question")
            value: Launcher.question
            width: parent.width

            onEdited: text => Launcher.question = text
            onRecalled: step => Launcher.recallQuestion(step)
            onSubmitted: Launcher.launch()
        }
        Flow {
            id: fields

            readonly property int columns: content.width > Theme.cardWidth ? 4 : 2
            readonly property real cell: Math.floor((content.width - (columns - 1) * spacing) / columns)

            spacing: Theme.space2
            width: parent.width

            FormField {
                fieldName: "workFolder"
                name: qsTr("Working folder")
                value: Launcher.workFolder
                width: fields.cell

                onEdited: text => Launcher.workFolder = text
            }
            FormField {
                fieldName: "repeats"
                name: qsTr("Repeat")
                value: "" + Launcher.repeats
                width: fields.cell

                onEdited: text => Launcher.repeats = Math.max(1, Math.min(1000, parseInt(text) || 1))
            }
            FormField {
                fieldName: "atOnce"
                name: qsTr("At a time")
                value: "" + Launcher.atOnce
                width: fields.cell

                onEdited: text => Launcher.atOnce = Math.max(1, Math.min(32, parseInt(text) || 1))
            }
            FormField {
                fieldName: "budget"
                hint: qsTr("none")
                name: qsTr("Budget, USD")
                value: Launcher.budget > 0 ? "" + Launcher.budget : ""
                width: fields.cell

                onEdited: text => Launcher.budget = parseFloat(text) || 0
            }
            FormField {
                fieldName: "mostFailures"
                hint: qsTr("never")
                name: qsTr("Stop after failures")
                value: Launcher.mostFailures > 0 ? "" + Launcher.mostFailures : ""
                width: fields.cell

                onEdited: text => Launcher.mostFailures = Math.max(0, parseInt(text) || 0)
            }
            FormField {
                fieldName: "flags"
                hint: qsTr("none")
                name: qsTr("Further flags")
                value: Launcher.flags
                width: fields.cell

                onEdited: text => Launcher.flags = text
            }
            FormField {
                fieldName: "variables"
                hint: qsTr("NAME=value …")
                isSecret: true
                name: qsTr("Environment")
                value: Launcher.variables
                width: fields.cell

                onEdited: text => Launcher.variables = text
            }
            FormField {
                fieldName: "python"
                hint: qsTr("found by itself")
                name: qsTr("Python of MassGen")
                value: Launcher.python
                width: fields.cell

                onEdited: text => {
                    Launcher.python = text;
                    Launcher.refresh();
                }
            }
            Column {
                spacing: Theme.space1
                width: 2 * fields.cell + fields.spacing

                Caption {
                    color: Theme.dim
                    text: qsTr("Traces")
                }
                Row {
                    spacing: Theme.space1

                    PillButton {
                        isCurrent: Launcher.tracing === 0
                        label: qsTr("This app")

                        onChosen: Launcher.tracing = 0
                    }
                    PillButton {
                        isCurrent: Launcher.tracing === 1
                        label: qsTr("And Logfire")

                        onChosen: Launcher.tracing = 1
                    }
                    PillButton {
                        isCurrent: Launcher.tracing === 2
                        label: qsTr("None")

                        onChosen: Launcher.tracing = 2
                    }
                }
            }
        }
        Rectangle {
            border.color: Theme.line
            border.width: Theme.border
            color: Theme.bg0
            height: Math.min(Theme.fieldHeight * 3, command.implicitHeight + 2 * Theme.space2)
            radius: Theme.radiusField
            width: parent.width

            TextEdit {
                id: command

                Accessible.name: qsTr("Command line")
                activeFocusOnTab: true
                anchors.fill: parent
                anchors.margins: Theme.space2
                clip: true
                color: Theme.dim
                font: Theme.mono
                objectName: "commandLine"
                readOnly: true
                selectByMouse: true
                selectedTextColor: Theme.text
                selectionColor: Theme.accent2
                text: Launcher.commandLine
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.Wrap
            }
        }
        Flow {
            spacing: Theme.space2
            width: parent.width

            PushButton {
                enabled: Launcher.canLaunch
                hint: qsTr("Start MassGen (Ctrl+Return in the question)")
                isPrimary: true
                objectName: "launch"
                text: Launcher.plannedRuns > 1 ? qsTr("Launch %1 runs").arg(Launcher.plannedRuns) : qsTr("Launch")

                onClicked: Launcher.launch()
            }
            PushButton {
                hint: qsTr("Look for MassGen and configs again, and check")
                text: qsTr("Check again")

                onClicked: Launcher.refresh()
            }
            PushButton {
                enabled: !Launcher.isValidating && Launcher.configTitle.length > 0
                hint: qsTr("Start massgen --validate: it takes some seconds and calls no model")
                objectName: "validate"
                text: Launcher.isValidating ? qsTr("MassGen is looking…") : qsTr("Ask MassGen")

                onClicked: Launcher.validate()
            }
            PushButton {
                text: qsTr("Copy command")

                onClicked: Launcher.copyCommand()
            }
            PushButton {
                text: qsTr("Open config…")

                onClicked: configDialog.open()
            }
            PushButton {
                text: qsTr("Question from file…")

                onClicked: questionDialog.open()
            }
        }
    }
}
