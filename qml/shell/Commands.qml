// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Models
import Mgx.QueryView

// Everything that can be done, in one list, with its keys.
Item {
    id: commands

    required property OpenDialogs dialogs
    required property HeaderBar header
    required property ExplorePage page
    required property QueryPage query
    required property HelpPage help
    required property RemoteRunsList remoteRuns

    signal keysWanted
    signal pageWanted(string name)
    signal paletteWanted

    readonly property list<Command> all: [
        Command { group: qsTr("Open"); title: qsTr("Open a folder…"); keys: "Ctrl+O"; onTriggered: commands.dialogs.openFolder() },
        Command { group: qsTr("Open"); title: qsTr("Open files…"); keys: "Ctrl+Shift+O"; onTriggered: commands.dialogs.openFiles() },
        Command { group: qsTr("Open"); title: qsTr("Open the sample"); isEnabled: Explorer.hasSample; onTriggered: Explorer.openSample() },
        Command { group: qsTr("Workspace"); title: qsTr("Save the workspace"); keys: "Ctrl+S"; onTriggered: commands.dialogs.save() },
        Command { group: qsTr("Workspace"); title: qsTr("Save the workspace as…"); keys: "Ctrl+Shift+S"; onTriggered: commands.dialogs.saveAs() },
        Command { group: qsTr("Workspace"); title: qsTr("New workspace"); onTriggered: Session.startNew() },
        Command { group: qsTr("Workspace"); title: qsTr("Recover what a crash has left"); isEnabled: Session.abandonedCount > 0; onTriggered: Session.recover() },
        Command { group: qsTr("Open"); title: qsTr("Read again; selection and zoom stay"); keys: "F5"; isEnabled: !Explorer.isEmpty; onTriggered: Explorer.reload() },
        Command { group: qsTr("Open"); title: qsTr("Close this run"); keys: "Ctrl+W"; isEnabled: Explorer.runs.current >= 0; onTriggered: Explorer.closeRun(Explorer.runs.current) },
        Command { group: qsTr("Open"); title: qsTr("Close everything"); keys: "Ctrl+Shift+W"; isEnabled: !Explorer.isEmpty; onTriggered: Explorer.closeAll() },
        Command { group: qsTr("Open"); title: qsTr("Undo closing"); keys: "Ctrl+Z"; isEnabled: Explorer.canReopen; onTriggered: Explorer.reopen() },
        Command { group: qsTr("Open"); title: qsTr("Stop reading"); isEnabled: Explorer.isBusy; onTriggered: Explorer.cancel() },
        Command { group: qsTr("Open"); title: qsTr("Show a run or file of the list on the same timeline, or take it off"); keys: "+"; isHint: true },
        Command { group: qsTr("Open"); title: qsTr("Drop folders or files on the window"); keys: qsTr("Drop"); isHint: true },
        Command { group: qsTr("Search"); title: qsTr("Search names, messages, attributes and texts"); keys: "/"; isEnabled: Explorer.hasTrace; onTriggered: commands.search() },
        Command { group: qsTr("Search"); title: Explorer.search.isCondition ? qsTr("Search by text") : qsTr("Search by a condition in SQL"); keys: "Alt+/"; isEnabled: Explorer.hasTrace; onTriggered: commands.searchByCondition() },
        Command { group: qsTr("Search"); title: qsTr("Search for nothing"); isEnabled: Explorer.search.isActive; onTriggered: Explorer.search.clear() },
        Command { group: qsTr("Search"); title: qsTr("Next match"); keys: "F3"; isEnabled: Explorer.search.isActive; onTriggered: Explorer.search.step(1) },
        Command { group: qsTr("Search"); title: qsTr("Match before"); keys: "Shift+F3"; isEnabled: Explorer.search.isActive; onTriggered: Explorer.search.step(-1) },
        Command { group: qsTr("Search"); title: Explorer.tree.showsOnlyHits ? qsTr("Show all records in the hierarchy") : qsTr("Show only matches in the hierarchy"); onTriggered: Explorer.tree.showsOnlyHits = !Explorer.tree.showsOnlyHits },
        Command { group: qsTr("Hierarchy"); title: Explorer.tree.showsRecorded ? qsTr("Hang records where they belong") : qsTr("Hang records as recorded"); keys: "N"; isLocal: true; isEnabled: Explorer.tree.repairCount > 0; onTriggered: Explorer.tree.showsRecorded = !Explorer.tree.showsRecorded },
        Command { group: qsTr("Notes"); title: qsTr("Mark the time under the mouse, or where the selected record begins"); keys: "M"; isLocal: true; isEnabled: Explorer.hasTrace; onTriggered: Session.annotations.markSelection() },
        Command { group: qsTr("Notes"); title: Session.annotations.isPinned ? qsTr("Unpin the selected record") : qsTr("Pin the selected record"); keys: "P"; isLocal: true; isEnabled: Explorer.hasTrace; onTriggered: Session.annotations.isPinned = !Session.annotations.isPinned },
        Command { group: qsTr("Notes"); title: qsTr("Marks, pins and notes"); isEnabled: Explorer.hasTrace; onTriggered: commands.page.showTab(3) },
        Command { group: qsTr("Timeline"); title: qsTr("Zoom in"); keys: "W"; isLocal: true; isEnabled: Explorer.hasTrace; onTriggered: Explorer.view.zoom(1.5, 0.5) },
        Command { group: qsTr("Timeline"); title: qsTr("Zoom out"); keys: "S"; isLocal: true; isEnabled: Explorer.hasTrace; onTriggered: Explorer.view.zoom(1 / 1.5, 0.5) },
        Command { group: qsTr("Timeline"); title: qsTr("Move to earlier"); keys: "A"; isLocal: true; isEnabled: Explorer.hasTrace; onTriggered: Explorer.view.pan(-0.15) },
        Command { group: qsTr("Timeline"); title: qsTr("Move to later"); keys: "D"; isLocal: true; isEnabled: Explorer.hasTrace; onTriggered: Explorer.view.pan(0.15) },
        Command { group: qsTr("Timeline"); title: qsTr("Show everything"); keys: "F"; isLocal: true; isEnabled: Explorer.hasTrace; onTriggered: Explorer.view.fit() },
        Command { group: qsTr("Timeline"); title: qsTr("Zoom to the selected span"); keys: qsTr("Enter"); isLocal: true; isEnabled: Explorer.details.hasRecord; onTriggered: commands.page.zoomToSelection() },
        Command { group: qsTr("Timeline"); title: qsTr("Back to the view before"); keys: "Alt+Left"; isEnabled: Explorer.hasTrace; onTriggered: Explorer.view.back() },
        Command { group: qsTr("Timeline"); title: qsTr("Forward to the view after"); keys: "Alt+Right"; isEnabled: Explorer.hasTrace; onTriggered: Explorer.view.forward() },
        Command { group: qsTr("Timeline"); title: qsTr("Clear the selected time, then back to the view before"); keys: qsTr("Esc"); isHint: true },
        Command { group: qsTr("Timeline"); title: qsTr("Select a stretch of time; move its ends"); keys: qsTr("Shift+Drag; Drag"); isHint: true },
        Command { group: qsTr("Timeline"); title: qsTr("Select the time of the selected span"); keys: "R"; isLocal: true; isEnabled: Explorer.details.hasRecord; onTriggered: commands.page.rangeOfSelection() },
        Command { group: qsTr("Timeline"); title: qsTr("Zoom to the selected time"); keys: qsTr("Enter"); isLocal: true; isEnabled: !Explorer.range.isEmpty; onTriggered: commands.page.zoomToRange() },
        Command { group: qsTr("Timeline"); title: qsTr("Clear the selected time"); isEnabled: !Explorer.range.isEmpty; onTriggered: Explorer.range.clear() },
        Command { group: qsTr("Timeline"); title: qsTr("Next in the same row"); keys: "."; isLocal: true; isEnabled: Explorer.details.hasRecord; onTriggered: commands.page.stepInRow(1) },
        Command { group: qsTr("Timeline"); title: qsTr("Before in the same row"); keys: ","; isLocal: true; isEnabled: Explorer.details.hasRecord; onTriggered: commands.page.stepInRow(-1) },
        Command { group: qsTr("Timeline"); title: qsTr("On along the links: round, answer, votes and rounds that saw it"); keys: "]"; isLocal: true; isEnabled: Explorer.details.hasRecord; onTriggered: commands.page.stepAlongLinks(1) },
        Command { group: qsTr("Timeline"); title: qsTr("Back along the links"); keys: "["; isLocal: true; isEnabled: Explorer.details.hasRecord; onTriggered: commands.page.stepAlongLinks(-1) },
        Command { group: qsTr("Timeline"); title: qsTr("Links from answers to votes"); keys: "L"; isLocal: true; onTriggered: commands.page.toggleVoteLinks() },
        Command { group: qsTr("Timeline"); title: qsTr("Links from answers to the rounds that saw them"); keys: "K"; isLocal: true; onTriggered: commands.page.toggleContextLinks() },
        Command { group: qsTr("Timeline"); title: Explorer.path.isOnTimeline ? qsTr("Hide the critical path") : qsTr("Show the critical path: what the run waited for"); keys: "C"; isLocal: true; isEnabled: Explorer.hasRuns; onTriggered: Explorer.path.isOnTimeline = !Explorer.path.isOnTimeline },
        Command { group: qsTr("Timeline"); title: qsTr("Colour by the next: agent, name, model, status, duration"); keys: "Shift+C"; isLocal: true; onTriggered: Explorer.timeline.nextColouring() },
        Command { group: qsTr("Timeline"); title: Explorer.timeline.closesGaps ? qsTr("Open the gaps") : qsTr("Close gaps in which nothing happens"); keys: "G"; isLocal: true; onTriggered: Explorer.timeline.closesGaps = !Explorer.timeline.closesGaps },
        Command { group: qsTr("Timeline"); title: qsTr("All lanes as usual: none hidden, collapsed, pinned or moved"); isEnabled: Explorer.timeline.hasLaneChoices; onTriggered: Explorer.timeline.resetLanes() },
        Command { group: qsTr("Timeline"); title: qsTr("Collapse, hide, pin the lane whose header has the keyboard; move it"); keys: qsTr("C, H, P; Alt+↑ ↓"); isHint: true },
        Command { group: qsTr("Timeline"); title: qsTr("Clock time or time from the start"); onTriggered: commands.switchTimes() },
        Command { group: qsTr("Timeline"); title: qsTr("Record before or after in its lane"); keys: "← →"; isHint: true },
        Command { group: qsTr("Timeline"); title: qsTr("Scroll the lanes"); keys: qsTr("↑ ↓, Alt+Wheel"); isHint: true },
        Command { group: qsTr("Timeline"); title: qsTr("Zoom at the mouse; pan"); keys: qsTr("Wheel; Drag, Shift+Wheel"); isHint: true },
        Command { group: qsTr("Hierarchy"); title: qsTr("Walk the tree"); keys: "↑ ↓ ← →"; isHint: true },
        Command { group: qsTr("Hierarchy"); title: qsTr("Unfold all below the selected record"); keys: "*"; isLocal: true; isEnabled: Explorer.tree.current >= 0; onTriggered: Explorer.tree.setSubtreeExpanded(Explorer.tree.current, true) },
        Command { group: qsTr("Hierarchy"); title: qsTr("Unfold everything"); isEnabled: Explorer.hasTrace; onTriggered: Explorer.tree.expandAll() },
        Command { group: qsTr("Hierarchy"); title: qsTr("Fold everything"); isEnabled: Explorer.hasTrace; onTriggered: Explorer.tree.collapseAll() },
        Command { group: qsTr("Hierarchy"); title: qsTr("Order by start"); onTriggered: Explorer.tree.order = "start" },
        Command { group: qsTr("Hierarchy"); title: qsTr("Order by duration"); onTriggered: Explorer.tree.order = "duration" },
        Command { group: qsTr("Hierarchy"); title: qsTr("Order by cost"); onTriggered: Explorer.tree.order = "cost" },
        Command { group: qsTr("Hierarchy"); title: qsTr("Hierarchy tab"); keys: "Alt+1"; onTriggered: commands.page.showTab(0) },
        Command { group: qsTr("Hierarchy"); title: qsTr("Aggregate tab"); keys: "Alt+2"; onTriggered: commands.page.showTab(1) },
        Command { group: qsTr("Hierarchy"); title: qsTr("Problems tab"); keys: "Alt+3"; onTriggered: commands.page.showTab(2) },
        Command { group: qsTr("Hierarchy"); title: qsTr("Findings tab"); keys: "Alt+4"; onTriggered: commands.page.showTab(4) },
        Command { group: qsTr("Report"); title: qsTr("Write report…"); keys: "Ctrl+Shift+E"; isEnabled: Explorer.hasRuns; onTriggered: commands.dialogs.writeReport() },
        Command { group: qsTr("Report"); title: qsTr("Check a report against the run…"); isEnabled: Explorer.hasRuns; onTriggered: commands.dialogs.openReport() },
        Command { group: qsTr("Report"); title: qsTr("Open the report in the folder of the run"); isEnabled: Reports.found.length > 0; onTriggered: Reports.openFound() },
        Command { group: qsTr("Hierarchy"); title: qsTr("Critical path tab"); keys: "Alt+5"; onTriggered: commands.page.showTab(5) },
        Command { group: qsTr("SQL"); title: qsTr("SQL page"); keys: "Ctrl+L"; onTriggered: commands.pageWanted("sql") },
        Command { group: qsTr("SQL"); title: qsTr("Run the statement at the cursor"); keys: "Ctrl+Return"; isLocal: true; onTriggered: commands.query.run() },
        Command { group: qsTr("SQL"); title: qsTr("Stop the query"); isEnabled: Queries.isRunning; onTriggered: Queries.cancel() },
        Command { group: qsTr("SQL"); title: qsTr("Explain the statement"); onTriggered: commands.query.explain() },
        Command { group: qsTr("SQL"); title: qsTr("New query"); keys: "Ctrl+N"; onTriggered: commands.newQuery() },
        Command { group: qsTr("SQL"); title: qsTr("Open the closed query again"); isEnabled: Queries.tabs.canReopen; onTriggered: Queries.tabs.reopen() },
        Command { group: qsTr("SQL"); title: qsTr("This record in SQL"); keys: "Ctrl+Shift+L"; isEnabled: Explorer.details.hasRecord; onTriggered: commands.queryRecord() },
        Command { group: qsTr("SQL"); title: qsTr("Comment or uncomment lines"); keys: "Ctrl+/"; isLocal: true; onTriggered: commands.query.editor.toggleComment() },
        Command { group: qsTr("SQL"); title: qsTr("Lay out the text"); keys: "Ctrl+Shift+F"; isLocal: true; onTriggered: commands.query.editor.format() },
        Command { group: qsTr("SQL"); title: qsTr("Save the query"); keys: "Ctrl+Shift+K"; onTriggered: commands.query.saveQuery() },
        Command { group: qsTr("SQL"); title: qsTr("Complete"); keys: qsTr("Ctrl+Space"); isHint: true },
        Command { group: qsTr("Launch"); title: qsTr("Launch page"); keys: "Ctrl+R"; onTriggered: commands.pageWanted("launch") },
        Command { group: qsTr("Launch"); title: qsTr("Launch what the form says"); isEnabled: Launcher.canLaunch; onTriggered: commands.launch() },
        Command { group: qsTr("Launch"); title: qsTr("Stop the run"); isEnabled: Launcher.isRunning; onTriggered: Launcher.stop() },
        Command { group: qsTr("Launch"); title: qsTr("Follow the run on the timeline"); isEnabled: Launcher.hasRun; onTriggered: Launcher.openRun() },
        Command { group: qsTr("Launch"); title: Launcher.isListening ? qsTr("Stop listening") : qsTr("Listen for OpenTelemetry programs"); onTriggered: Launcher.listen(!Launcher.isListening) },
        Command { group: qsTr("SQL"); title: qsTr("Ask in words"); keys: "Ctrl+Shift+A"; onTriggered: commands.ask() },
        Command { group: qsTr("SQL"); title: qsTr("Exceptions through a source file…"); onTriggered: commands.dialogs.pickSource() },
        Command { group: qsTr("SQL"); title: qsTr("Schema reference: copy the tables as SQL"); onTriggered: Guide.copy(Remote.schemaText()) },
        Command { group: qsTr("Logfire"); title: qsTr("Runs of Logfire…"); keys: "Ctrl+Shift+R"; onTriggered: commands.remoteRuns.open() },
        Command { group: qsTr("Logfire"); title: qsTr("Fetch the open run again"); isEnabled: Remote.isFetched; onTriggered: Remote.fetchAgain() },
        Command { group: qsTr("Open"); title: qsTr("Save the records as Parquet…"); isEnabled: Explorer.hasTrace; onTriggered: commands.dialogs.saveRecords() },
        Command { group: qsTr("Logfire"); title: qsTr("Copy the link to the trace"); isEnabled: Remote.canLink; onTriggered: Remote.copyLink(true) },
        Command { group: qsTr("Logfire"); title: qsTr("Copy the link to the selected span"); isEnabled: Remote.canLink && Explorer.details.hasRecord; onTriggered: Remote.copyLink(false) },
        Command { group: qsTr("Logfire"); title: qsTr("Open the trace in the browser"); isEnabled: Remote.canLink; onTriggered: Remote.openInBrowser(true) },
        Command { group: qsTr("Logfire"); title: qsTr("Open the link in the clipboard"); keys: "Ctrl+Shift+V"; onTriggered: Remote.pasteLink() },
        Command { group: qsTr("Window"); title: qsTr("Help"); keys: "F1"; onTriggered: commands.showHelp("start") },
        Command { group: qsTr("Window"); title: qsTr("Improve the logging"); onTriggered: commands.showHelp("logging") },
        Command { group: qsTr("Window"); title: qsTr("All commands"); keys: "Ctrl+K"; onTriggered: commands.paletteWanted() },
        Command { group: qsTr("Window"); title: qsTr("All keys"); keys: "?"; onTriggered: commands.keysWanted() },
        Command { group: qsTr("Window"); title: qsTr("Runs: show or hide"); keys: "Ctrl+1"; onTriggered: commands.page.hasRuns = !commands.page.hasRuns },
        Command { group: qsTr("Window"); title: qsTr("Details: show or hide"); keys: "Ctrl+2"; onTriggered: commands.page.hasDetails = !commands.page.hasDetails },
        Command { group: qsTr("Window"); title: qsTr("Explore page"); keys: "Ctrl+E"; onTriggered: commands.pageWanted("explore") },
        Command { group: qsTr("Window"); title: qsTr("Charts page"); keys: "Ctrl+G"; onTriggered: commands.pageWanted("charts") },
        Command { group: qsTr("Window"); title: qsTr("Settings"); keys: "Ctrl+,"; onTriggered: commands.pageWanted("settings") },
        Command { group: qsTr("Window"); title: qsTr("Dark or light"); keys: "Ctrl+T"; onTriggered: Explorer.toggleTheme() },
        Command { group: qsTr("Window"); title: qsTr("Next or previous control"); keys: qsTr("Tab, Shift+Tab"); isHint: true },
        Command { group: qsTr("Window"); title: qsTr("Quit"); keys: "Ctrl+Q"; onTriggered: Qt.quit() }
    ]

    function search() {
        commands.pageWanted("explore");
        commands.header.focusSearch();
    }

    function searchByCondition() {
        commands.pageWanted("explore");
        commands.header.toggleCondition();
    }

    function launch() {
        commands.pageWanted("launch");
        Launcher.launch();
    }

    function ask() {
        commands.pageWanted("sql");
        commands.query.toggleAsk();
    }

    function showHelp(page: string) {
        commands.pageWanted("help");
        commands.help.current = page;
    }

    function newQuery() {
        commands.pageWanted("sql");
        commands.query.open("", "");
    }

    function queryRecord() {
        commands.pageWanted("sql");
        commands.query.open(Explorer.details.name, "SELECT *\nFROM records\nWHERE span_id = $selection");
        commands.query.run();
    }

    function switchTimes() {
        Explorer.settings.timeDisplay = Explorer.settings.timeDisplay === "relative" ? "local" : "relative";
    }

    Repeater {
        model: commands.all.length

        Item {
            id: entry

            required property int index
            readonly property Command command: commands.all[entry.index]

            Shortcut {
                enabled: entry.command.isEnabled && !entry.command.isLocal && !entry.command.isHint && entry.command.keys.length > 0
                sequence: entry.command.isLocal || entry.command.isHint ? "" : entry.command.keys

                onActivated: entry.command.triggered()
            }
        }
    }
}
