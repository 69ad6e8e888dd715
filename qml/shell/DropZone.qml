// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// Opens what is dropped anywhere on the window.
DropArea {
    id: zone

    // Configs of MassGen are launched, not opened as traces.
    signal configDropped(url file)

    function areConfigs(urls) {
        return urls.length > 0 && urls.every(url => /\.ya?ml$/i.test(url.toString()));
    }

    objectName: "dropZone"

    onEntered: drag => drag.accepted = drag.hasUrls
    onDropped: drop => {
        if (drop.hasUrls) {
            if (zone.areConfigs(Array.from(drop.urls)))
                zone.configDropped(drop.urls[0]);
            else
                Explorer.open(drop.urls);
            drop.acceptProposedAction();
        }
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.space2
        border.color: Theme.accent
        border.width: Theme.focusBorder
        color: Theme.shadow
        radius: Theme.radiusCard
        visible: zone.containsDrag

        PlainLabel {
            anchors.centerIn: parent
            font: Theme.title
            text: qsTr("Drop to open")
        }
    }
}
