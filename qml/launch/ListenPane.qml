// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// The receiver for any OpenTelemetry program, with the lines that make one send here.
Item {
    id: pane

    Column {
        anchors.fill: parent
        anchors.margins: Theme.space3
        spacing: Theme.space3

        Paragraph {
            color: Theme.dim
            text: qsTr("Receives traces and logs of any OpenTelemetry program on this machine: OTLP over HTTP, on the loopback address only, with a token.")
            width: parent.width
        }
        PushButton {
            isPrimary: !Launcher.isListening
            objectName: "listen"
            text: Launcher.isListening ? qsTr("Stop listening") : qsTr("Listen")

            onClicked: Launcher.listen(!Launcher.isListening)
        }
        Caption {
            text: Launcher.receiverText
            visible: text.length > 0
        }
        Rectangle {
            border.color: Theme.line
            border.width: Theme.border
            color: Theme.bg0
            height: lines.implicitHeight + 2 * Theme.space2
            radius: Theme.radiusField
            visible: Launcher.isListening
            width: parent.width

            TextEdit {
                id: lines

                Accessible.name: qsTr("Lines to paste into a shell")
                activeFocusOnTab: true
                anchors.left: parent.left
                anchors.margins: Theme.space2
                anchors.right: parent.right
                anchors.top: parent.top
                color: Theme.text
                font: Theme.mono
                objectName: "listenLines"
                readOnly: true
                selectByMouse: true
                selectedTextColor: Theme.text
                selectionColor: Theme.accent2
                text: Launcher.listenText
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.WrapAnywhere
            }
        }
    }
}
