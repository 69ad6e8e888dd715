// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// Everything in the window: header, rail, page, status, and what lies over them. Drops open.
FocusScope {
    id: shell

    property alias explore: page

    function remember() {
        page.remember();
    }

    Binding {
        property: "isDark"
        target: Theme
        value: Explorer.isDark
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.bg0
    }
    HeaderBar {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        onOpenFilesWanted: dialogs.openFiles()
        onOpenFolderWanted: dialogs.openFolder()
        onSearched: page.showHierarchy()
    }
    Rail {
        id: rail

        anchors.bottom: status.top
        anchors.left: parent.left
        anchors.top: header.bottom
        hasDetails: page.hasDetails
        hasRuns: page.hasRuns

        onDetailsToggled: page.hasDetails = !page.hasDetails
        onHelpWanted: keys.visible = true
        onRunsToggled: page.hasRuns = !page.hasRuns
    }
    ExplorePage {
        id: page

        anchors.bottom: status.top
        anchors.left: rail.right
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: header.bottom
        focus: true
        visible: !Explorer.isEmpty

        onFilterWanted: text => header.searchFor(text)
        onOpenFolderWanted: dialogs.openFolder()
    }
    EmptyState {
        anchors.bottom: status.top
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: Explorer.isEmpty

        onOpenFilesWanted: dialogs.openFiles()
        onOpenFolderWanted: dialogs.openFolder()
    }
    StatusStrip {
        id: status

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
    }
    ErrorBanner {
        anchors.bottom: status.top
        anchors.bottomMargin: Theme.space4
        anchors.horizontalCenter: parent.horizontalCenter
    }
    KeyList {
        id: keys

        anchors.fill: parent
        visible: false
    }
    OpenDialogs {
        id: dialogs
    }
    DropZone {
        anchors.fill: parent
    }
    Shortcut {
        sequence: "Ctrl+O"

        onActivated: dialogs.openFolder()
    }
    Shortcut {
        sequence: "Ctrl+Shift+O"

        onActivated: dialogs.openFiles()
    }
    Shortcut {
        sequence: "F5"

        onActivated: Explorer.reload()
    }
    Shortcut {
        sequence: "/"

        onActivated: header.focusSearch()
    }
    Shortcut {
        sequence: "?"

        onActivated: keys.visible = !keys.visible
    }
    Shortcut {
        sequence: "Ctrl+T"

        onActivated: Explorer.toggleTheme()
    }
    Shortcut {
        sequence: "Ctrl+1"

        onActivated: page.hasRuns = !page.hasRuns
    }
    Shortcut {
        sequence: "Ctrl+2"

        onActivated: page.hasDetails = !page.hasDetails
    }
    Shortcut {
        sequence: "Ctrl+Q"

        onActivated: Qt.quit()
    }
}
