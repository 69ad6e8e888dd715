// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// Asked when the window is closed while a run goes on: it can outlive the window.
Overlay {
    id: question

    signal agreed

    cardHeight: column.implicitHeight + 2 * Theme.space4
    cardWidth: Theme.cardWidth

    onVisibleChanged: if (question.visible) leave.forceActiveFocus()

    Column {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.space4
        spacing: Theme.space3

        PlainLabel {
            font: Theme.heading
            text: qsTr("A run is going on")
        }
        Paragraph {
            color: Theme.dim
            text: qsTr("Left running, it goes on by itself and is found again when the app is started the next time.")
            width: parent.width
        }
        Flow {
            spacing: Theme.space2
            width: parent.width

            PushButton {
                id: leave

                isPrimary: true
                objectName: "leaveRunning"
                text: qsTr("Leave it running")

                onClicked: question.agreed()
            }
            PushButton {
                objectName: "stopAndClose"
                text: qsTr("Stop it and close")

                onClicked: {
                    Launcher.stop();
                    question.agreed();
                }
            }
            PushButton {
                text: qsTr("Cancel")

                onClicked: question.close()
            }
        }
    }
}
