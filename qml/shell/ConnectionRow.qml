// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// One Logfire project: whose it is, its token (masked), what the last test said.
Item {
    id: row

    required property int index
    required property string name
    required property string url
    required property string token
    required property string state
    required property bool isTesting
    required property bool hasFailed

    signal removed
    signal tested

    implicitHeight: words.implicitHeight + Theme.space2

    Column {
        id: words

        anchors.left: parent.left
        anchors.right: buttons.left
        anchors.rightMargin: Theme.space2

        PlainLabel {
            font: Theme.heading
            objectName: "connectionName" + row.index
            text: row.name
            width: parent.width
        }
        Caption {
            elide: Text.ElideMiddle
            text: Wording.joined([row.url, row.token])
            width: parent.width
        }
        Caption {
            color: row.hasFailed ? Theme.err : Theme.faint
            text: row.state
            width: parent.width
            wrapMode: Text.Wrap
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        spacing: Theme.space1

        PushButton {
            Accessible.name: qsTr("Test %1").arg(row.name)
            enabled: !row.isTesting
            text: qsTr("Test")

            onClicked: row.tested()
        }
        PushButton {
            Accessible.name: qsTr("Remove %1").arg(row.name)
            hint: qsTr("Forgets the token, too")
            text: qsTr("Remove")

            onClicked: row.removed()
        }
    }
}
