// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Window
import Mgx.Controls
import Mgx.Models

// The window. `shell` does the work; the window remembers its size.
Window {
    id: window

    property bool isSure: false

    color: Theme.bg0
    height: Theme.windowHeight
    minimumHeight: Theme.windowMinHeight
    minimumWidth: Theme.windowMinWidth
    title: Explorer.runName.length > 0 ? qsTr("%1 – MassGen Trace Explorer").arg(Explorer.runName) : qsTr("MassGen Trace Explorer")
    visible: true
    width: Theme.windowWidth

    onClosing: close => {
        if (Launcher.isRunning && !window.isSure) {
            close.accepted = false;
            question.visible = true;
            return;
        }
        Explorer.settings.setLayout("windowWidth", window.width);
        Explorer.settings.setLayout("windowHeight", window.height);
        shell.remember();
    }
    Component.onCompleted: {
        window.width = Math.min(Screen.width, Explorer.settings.layout("windowWidth", Theme.windowWidth));
        window.height = Math.min(Screen.height, Explorer.settings.layout("windowHeight", Theme.windowHeight));
    }

    Shell {
        id: shell

        anchors.fill: parent
    }
    ClosingQuestion {
        id: question

        anchors.fill: parent

        onAgreed: {
            window.isSure = true;
            window.close();
        }
    }
    Connections {
        function onEnded() {
            window.alert(0);
        }
        target: Launcher
    }
}
