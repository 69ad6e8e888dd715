// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// The language model that questions in words are asked.
SettingRow {
    id: setting

    readonly property AskDesk ask: Remote.ask
    readonly property real contentWidth: setting.width - Theme.settingTitle - Theme.space4

    function save() {
        problem.text = setting.ask.setEndpoint(url.text, model.text, key.text);
        key.clear();
    }

    note: qsTr("For questions in words on the SQL page. Any server with OpenAI's interface, also one on this computer (llama.cpp, Ollama). Nothing is sent before you have seen what.")
    title: qsTr("Language model")

    SearchField {
        id: url

        hint: qsTr("Address: http://127.0.0.1:11434 or https://…/v1")
        objectName: "modelUrl"
        text: setting.ask.url
        width: setting.contentWidth

        onAccepted: setting.save()
    }
    SearchField {
        id: model

        hint: qsTr("Model; may be empty where the server has one only")
        objectName: "modelName"
        text: setting.ask.model
        width: setting.contentWidth

        onAccepted: setting.save()
    }
    SearchField {
        id: key

        echoMode: TextInput.Password
        hint: setting.ask.keyText.length > 0 ? qsTr("Key: %1").arg(setting.ask.keyText) : qsTr("Key, if the server wants one")
        objectName: "modelKey"
        width: setting.contentWidth

        onAccepted: setting.save()
    }
    Row {
        spacing: Theme.space2

        PushButton {
            objectName: "modelSave"
            text: qsTr("Keep")

            onClicked: setting.save()
        }
        PushButton {
            text: qsTr("Forget it")
            visible: setting.ask.hasEndpoint

            onClicked: {
                url.clear();
                model.clear();
                setting.ask.setEndpoint("", "", "");
            }
        }
        PushButton {
            hint: qsTr("What is sent is shown again before the next question")
            text: qsTr("Ask me again before sending")
            visible: setting.ask.hasConsent

            onClicked: setting.ask.hasConsent = false
        }
    }
    Caption {
        id: problem

        color: Theme.err
        visible: text.length > 0
        width: setting.contentWidth
        wrapMode: Text.Wrap
    }
}
