// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Charts
import Mgx.ChartsView
import Mgx.Controls
import Mgx.LaunchView
import Mgx.Models
import Mgx.QueryView

// Everything in the window: header, rail, page, status, and what lies over them. Drops open.
FocusScope {
    id: shell

    property alias explore: page
    // "explore", "sql", "charts", "launch", "help" or "settings"
    property string currentPage: "explore"
    // The page of the help that is shown.
    property alias helpTopic: help.current

    function openStatement(title: string, statement: string) {
        shell.currentPage = "sql";
        sql.open(title, statement);
    }

    function remember() {
        page.remember();
        sql.remember();
    }

    Binding {
        property: "isDark"
        target: Theme
        value: Explorer.isDark
    }
    Binding {
        property: "textSize"
        target: Theme
        value: Explorer.settings.textSize
    }
    Binding {
        property: "palette"
        target: Theme
        value: Explorer.settings.palette
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

        onPaletteWanted: commandPalette.open()
        onSearched: page.showTab(0)
    }
    Rail {
        id: rail

        anchors.bottom: status.top
        anchors.left: parent.left
        anchors.top: header.bottom
        currentPage: shell.currentPage
        hasDetails: page.hasDetails
        hasRuns: page.hasRuns

        onDetailsToggled: page.hasDetails = !page.hasDetails
        onHelpWanted: keys.visible = true
        onPageWanted: name => shell.currentPage = name
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
        visible: shell.currentPage === "explore" && !Explorer.isEmpty

        onFilterWanted: text => header.searchFor(text)
        onOpenFilesWanted: dialogs.openFiles()
        onOpenFolderWanted: dialogs.openFolder()
        onReportWanted: dialogs.writeReport()
    }
    EmptyState {
        anchors.bottom: status.top
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: shell.currentPage === "explore" && Explorer.isEmpty

        onOpenFilesWanted: dialogs.openFiles()
        onOpenFolderWanted: dialogs.openFolder()
    }
    QueryPage {
        id: sql

        objectName: "sqlPage"
        anchors.bottom: status.top
        anchors.left: rail.right
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: shell.currentPage === "sql"

        onExploreWanted: shell.currentPage = "explore"
        onSettingsWanted: shell.currentPage = "settings"
        onVisibleChanged: if (visible) sql.focusEditor()
    }
    Loader {
        id: charts

        // Made when it is first shown.
        active: shell.currentPage === "charts" || charts.item !== null
        anchors.bottom: status.top
        anchors.left: rail.right
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: header.bottom
        objectName: "chartsPage"
        visible: shell.currentPage === "charts"

        sourceComponent: ChartsPage {}
    }
    Connections {
        function onExploreWanted() {
            shell.currentPage = "explore";
        }
        function onStatementWanted(title: string, statement: string) {
            shell.openStatement(title, statement);
        }

        ignoreUnknownSignals: true
        target: charts.item
    }
    Connections {
        function onRowsWanted(title: string, statement: string) {
            Queries.showRecords(title, statement);
        }
        function onTold(sentence: string) {
            note.sentence = sentence;
        }

        target: Charts
    }
    Loader {
        id: launch

        // Made when it is first shown: it looks for configs and for MassGen.
        active: shell.currentPage === "launch" || launch.item !== null
        anchors.bottom: status.top
        anchors.left: rail.right
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: header.bottom
        objectName: "launchPage"
        visible: shell.currentPage === "launch"

        sourceComponent: LaunchPage {}
    }
    Connections {
        function onExploreWanted() {
            shell.currentPage = "explore";
        }
        function onReportWanted() {
            dialogs.writeReport();
        }
        ignoreUnknownSignals: true
        target: launch.item
    }
    HelpPage {
        id: help

        anchors.bottom: status.top
        anchors.left: rail.right
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: header.bottom
        objectName: "helpPage"
        visible: shell.currentPage === "help"

        onExploreWanted: shell.currentPage = "explore"
    }
    SettingsPage {
        anchors.bottom: status.top
        anchors.left: rail.right
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: shell.currentPage === "settings"
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
    UndoBanner {
        anchors.bottom: status.top
        anchors.bottomMargin: Theme.space4
        anchors.horizontalCenter: parent.horizontalCenter
    }
    NoteBanner {
        id: note

        anchors.bottom: status.top
        anchors.bottomMargin: Theme.space4
        anchors.horizontalCenter: parent.horizontalCenter
    }
    Connections {
        function onQueryWanted(title: string, statement: string) {
            shell.openStatement(title, statement);
        }
        function onRunsWanted() {
            remoteRuns.open();
        }
        function onTold(sentence: string) {
            note.sentence = sentence;
        }

        target: Remote
    }
    RemoteRunsList {
        id: remoteRuns

        anchors.fill: parent

        onSettingsWanted: shell.currentPage = "settings"
    }
    ReportView {
        anchors.fill: parent

        onClosed: page.forceActiveFocus()
        onExploreWanted: shell.currentPage = "explore"
    }
    Connections {
        function onTold(sentence: string) {
            note.sentence = sentence;
        }

        target: Reports
    }
    CommandPalette {
        id: commandPalette

        anchors.fill: parent
        commands: commands

        onClosed: page.forceActiveFocus()
    }
    KeyList {
        id: keys

        anchors.fill: parent
        commands: commands

        onClosed: page.forceActiveFocus()
    }
    OpenDialogs {
        id: dialogs
    }
    DropZone {
        anchors.fill: parent

        onConfigDropped: file => {
            Launcher.openConfig(file);
            shell.currentPage = "launch";
        }
    }
    Commands {
        id: commands

        dialogs: dialogs
        header: header
        page: page
        query: sql
        help: help
        remoteRuns: remoteRuns

        onKeysWanted: keys.visible = !keys.visible
        onPageWanted: name => shell.currentPage = name
        onPaletteWanted: commandPalette.open()
    }
}
