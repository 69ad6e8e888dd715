// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import Mgx.Controls
import Mgx.Models

// The Logfire projects: tested, removed, added.
SettingRow {
    id: setting

    readonly property ConnectionList connections: Remote.connections
    readonly property real contentWidth: setting.width - Theme.settingTitle - Theme.space4

    function add() {
        if (setting.connections.add(token.text, url.text)) {
            token.clear();
            url.clear();
        }
    }

    note: setting.connections.isLasting ? qsTr("Read tokens are kept in the keychain of the system, and sent to their own server alone.") : qsTr("This system has no keychain that can be used: tokens are forgotten when the app ends.")
    title: qsTr("Logfire projects")

    Repeater {
        model: setting.connections

        ConnectionRow {
            width: setting.contentWidth

            onRemoved: setting.connections.remove(index)
            onTested: setting.connections.test(index)
        }
    }
    SearchField {
        id: token

        echoMode: TextInput.Password
        hint: qsTr("Read token: pylf_v1_…")
        objectName: "connectionToken"
        width: setting.contentWidth

        onAccepted: setting.add()
    }
    SearchField {
        id: url

        hint: qsTr("Address, only for a server of your own: https://…")
        objectName: "connectionUrl"
        width: setting.contentWidth

        onAccepted: setting.add()
    }
    Row {
        spacing: Theme.space2

        PushButton {
            enabled: token.text.length > 0
            hint: qsTr("Keeps the token and asks Logfire whose it is")
            objectName: "connectionAdd"
            text: qsTr("Add and test")

            onClicked: setting.add()
        }
        PushButton {
            hint: qsTr(".logfire/read_token.json, which `logfire read-tokens create --save` has written")
            text: qsTr("Import a file…")

            onClicked: file.open()
        }
        PushButton {
            hint: qsTr("The token in LOGFIRE_READ_TOKEN")
            text: qsTr("From the environment")
            visible: setting.connections.hasEnvironmentToken

            onClicked: setting.connections.addFromEnvironment()
        }
    }
    FileDialog {
        id: file

        nameFilters: [qsTr("Token files (*.json)")]
        title: qsTr("A token file of Logfire")

        onAccepted: setting.connections.importFile(file.selectedFile)
    }
}
