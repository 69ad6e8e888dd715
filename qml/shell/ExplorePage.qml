// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Controls.Basic
import Mgx.Controls
import Mgx.DetailsView
import Mgx.HierarchyView
import Mgx.Models
import Mgx.TimelineView

// Runs, timeline over hierarchy, details: four panes that can be resized and, at the sides, hidden. Sizes are remembered.
FocusScope {
    id: page

    property bool hasDetails: Explorer.settings.layout("hasDetails", true)
    property bool hasRuns: Explorer.settings.layout("hasRuns", true)

    signal filterWanted(string text)
    signal openFilesWanted
    signal openFolderWanted
    signal reportWanted

    function remember() {
        Explorer.settings.setLayout("hasDetails", page.hasDetails);
        Explorer.settings.setLayout("hasRuns", page.hasRuns);
        Explorer.settings.setLayout("runsWidth", Math.round(runs.width));
        Explorer.settings.setLayout("detailsWidth", Math.round(details.width));
        Explorer.settings.setLayout("timelineHeight", Math.round(timeline.height));
    }

    // 0 hierarchy, 1 aggregate, 2 problems, 3 notes, 4 findings, 5 critical path
    function showTab(tab: int) {
        hierarchy.currentTab = tab;
    }

    function toggleContextLinks() {
        timeline.hasContextLinks = !timeline.hasContextLinks;
    }

    function toggleVoteLinks() {
        timeline.hasVoteLinks = !timeline.hasVoteLinks;
    }

    function rangeOfSelection() {
        timeline.item.rangeOfSelection();
    }

    function stepAlongLinks(step: int) {
        timeline.item.stepAlongLinks(step);
    }

    function stepInRow(step: int) {
        timeline.item.stepInRow(step);
    }

    function zoomToRange() {
        timeline.item.zoomToRange();
    }

    function zoomToSelection() {
        timeline.item.zoomToSelection();
    }

    SplitView {
        anchors.fill: parent
        handle: Splitter {}

        RunsPane {
            id: runs

            SplitView.minimumWidth: Theme.runsPaneMin
            SplitView.preferredWidth: Explorer.settings.layout("runsWidth", Theme.runsPaneWidth)
            visible: page.hasRuns

            onOpenFilesWanted: page.openFilesWanted()
            onOpenFolderWanted: page.openFolderWanted()
        }
        SplitView {
            SplitView.fillWidth: true
            SplitView.minimumWidth: Theme.runsPaneMin
            handle: Splitter {}
            orientation: Qt.Vertical

            TimelineView {
                id: timeline

                SplitView.minimumHeight: Theme.paneMin
                SplitView.preferredHeight: Explorer.settings.layout("timelineHeight", Math.round(page.height * Theme.timelineShare / 100))

                onRangeChosen: page.showTab(1)
            }
            HierarchyPane {
                id: hierarchy

                SplitView.fillHeight: true
                SplitView.minimumHeight: Theme.paneMin

                onFilterWanted: text => page.filterWanted(text)
                onReportWanted: page.reportWanted()
            }
        }
        DetailsPane {
            id: details

            SplitView.minimumWidth: Theme.detailsPaneMin
            SplitView.preferredWidth: Explorer.settings.layout("detailsWidth", Theme.detailsPaneWidth)
            visible: page.hasDetails
        }
    }
}
