// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// What leaves the computer, before anything does.
Column {
    id: consent

    required property string sent

    signal agreed
    signal declined

    spacing: Theme.space2

    Paragraph {
        text: qsTr("This is everything that will be sent to %1. %2").arg(Remote.ask.url).arg(Remote.ask.sendsValues ? qsTr("Short values from your data are in it.") : qsTr("No values from your data are in it."))
        width: parent.width
    }
    PushButton {
        checkable: true
        checked: Remote.ask.sendsValues
        hint: qsTr("Up to three short values of each key, so that the model knows how they are written")
        text: qsTr("Send values, too")

        onCheckedChanged: if (checked !== Remote.ask.sendsValues) Remote.ask.sendsValues = checked
    }
    Rectangle {
        color: Theme.bg0
        height: text.implicitHeight + 2 * Theme.space2
        radius: Theme.radiusField
        width: parent.width

        Paragraph {
            id: text

            font: Theme.mono
            isDim: true
            objectName: "askSent"
            text: consent.sent
            width: parent.width - 2 * Theme.space2
            x: Theme.space2
            y: Theme.space2
        }
    }
    Row {
        spacing: Theme.space2

        PushButton {
            isPrimary: true
            objectName: "askAgree"
            text: qsTr("Send, now and from now on")

            onClicked: consent.agreed()
        }
        PushButton {
            text: qsTr("Do not send")

            onClicked: consent.declined()
        }
    }
}
