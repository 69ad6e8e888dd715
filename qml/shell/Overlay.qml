// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// A card over everything, until Esc or a click beside it.
FocusScope {
    id: overlay

    default property alias content: card.data
    property int cardHeight: 0
    property int cardWidth: Theme.listWidth
    property int cardTop: -1 // -1 = in the middle

    signal closed

    function close() {
        overlay.visible = false;
        overlay.closed();
    }

    Keys.onEscapePressed: overlay.close()
    visible: false

    Rectangle {
        anchors.fill: parent
        color: Theme.shadow

        MouseArea {
            anchors.fill: parent
            hoverEnabled: true

            onClicked: overlay.close()
            onWheel: wheel => wheel.accepted = true
        }
    }
    Card {
        id: card

        anchors.horizontalCenter: parent.horizontalCenter
        height: Math.min(overlay.cardHeight, overlay.height - 2 * Theme.space4)
        width: Math.min(overlay.cardWidth, overlay.width - 2 * Theme.space4)
        y: overlay.cardTop >= 0 ? overlay.cardTop : (overlay.height - height) / 2

        MouseArea {
            anchors.fill: parent
        }
    }
}
