// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// A question in words: what a language model writes, and the saved queries that fit. Nothing runs by itself.
Rectangle {
    id: pane

    required property string current
    readonly property AskDesk desk: Remote.ask

    signal settingsWanted
    // A statement that the person took.
    signal taken(string title, string sql, bool isChange)

    function focusField() {
        question.forceActiveFocus();
    }

    function ask(isChange: bool) {
        if (question.text.trim().length === 0)
            return;
        pane.isChange = isChange;
        if (pane.desk.hasEndpoint && !pane.desk.hasConsent) {
            consent.visible = true;
            return;
        }
        pane.desk.ask(question.text, isChange ? pane.current : "");
    }

    property bool isChange: false

    color: Theme.bg1

    Row {
        id: row

        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.space2

        SearchField {
            id: question

            Keys.onEscapePressed: pane.desk.cancel()
            hint: qsTr("For example: which agent spent most, and on what?")
            objectName: "askField"
            width: parent.width - askButton.width - changeButton.width - 2 * Theme.space2

            onAccepted: pane.ask(false)
            onTextEdited: if (!pane.desk.isRunning) pane.desk.match(text)
        }
        PushButton {
            id: askButton

            isPrimary: true
            objectName: "askButton"
            text: pane.desk.isRunning ? qsTr("Stop") : qsTr("Ask")

            onClicked: pane.desk.isRunning ? pane.desk.cancel() : pane.ask(false)
        }
        PushButton {
            id: changeButton

            enabled: pane.desk.hasEndpoint && pane.current.trim().length > 0 && !pane.desk.isRunning
            hint: pane.desk.hasEndpoint ? qsTr("Change the statement in the editor") : qsTr("Needs a language model: set one up in the settings")
            objectName: "askChange"
            text: qsTr("Change it")

            onClicked: pane.ask(true)
        }
    }
    Flickable {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: row.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.implicitHeight
        T.ScrollBar.vertical: Scroller {}

        Column {
            id: column

            spacing: Theme.space2
            width: parent.width - Theme.scrollBar

            Paragraph {
                color: pane.desk.hasFailed ? Theme.err : Theme.dim
                objectName: "askState"
                text: pane.desk.stateText
                visible: text.length > 0
                width: parent.width
            }
            AskConsent {
                id: consent

                visible: false
                width: parent.width
                sent: visible ? pane.desk.whatIsSent(question.text, pane.isChange ? pane.current : "") : ""

                onAgreed: {
                    pane.desk.hasConsent = true;
                    consent.visible = false;
                    pane.ask(pane.isChange);
                }
                onDeclined: consent.visible = false
            }
            Paragraph {
                font: Theme.mono
                isDim: true
                text: pane.desk.answer
                visible: pane.desk.isRunning && text.length > 0
                width: parent.width
            }
            AskAnswer {
                visible: pane.desk.sql.length > 0
                width: parent.width

                onTaken: pane.taken(question.text, pane.desk.sql, pane.isChange)
            }
            Caption {
                text: pane.desk.hasEndpoint ? qsTr("Saved queries with these words") : qsTr("Saved queries with these words. A language model writes new ones: set one up in the settings; a local one is enough.")
                visible: pane.desk.matches.length > 0
                width: parent.width
                wrapMode: Text.Wrap
            }
            Repeater {
                model: pane.desk.matches

                AskMatch {
                    required property var modelData
                    required property int index

                    match: modelData
                    objectName: "askMatch" + index
                    width: column.width

                    onTaken: sql => pane.taken(modelData.title, sql, false)
                }
            }
            PushButton {
                text: qsTr("Set up a language model…")
                visible: !pane.desk.hasEndpoint

                onClicked: pane.settingsWanted()
            }
        }
    }
}
