// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// Below the timeline: the hierarchy of the records, what went wrong, and what the person has put to the run.
Card {
    id: pane

    property alias currentTab: tabs.current
    readonly property int findingsTab: 4
    readonly property int pathTab: 5

    // What the tabs leave for buttons, and how many besides the usual ones want to be there.
    readonly property int room: pane.width - tabs.implicitWidth - 2 * Theme.space4
    readonly property bool hasRoom: pane.room > Theme.searchWidth + ((onlyHits.visible ? 1 : 0) + (asRecorded.visible ? 1 : 0)) * Theme.keyColumn

    // Somebody wants to see only the records with this in them.
    signal filterWanted(string text)
    signal reportWanted

    PaneHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        TabStrip {
            id: tabs

            height: parent.height
            name: qsTr("Hierarchy and problems")
            objectName: "hierarchyTabs"
            titles: [qsTr("Hierarchy"), qsTr("Aggregate"), Explorer.problems.count > 0 ? qsTr("Problems %1").arg(Explorer.problems.errorCount + Explorer.problems.importCount) : qsTr("Problems"), Session.annotations.count > 0 ? qsTr("Notes %1").arg(Session.annotations.count) : qsTr("Notes"), Findings.findingCount > 0 ? qsTr("Findings %1").arg(Findings.findingCount) : qsTr("Findings"), qsTr("Critical path")]
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: header.verticalCenter
        spacing: Theme.space2
        visible: tabs.current === 0

        Binding {
            property: "checked"
            target: onlyHits
            value: Explorer.tree.showsOnlyHits
        }
        PushButton {
            id: onlyHits

            checkable: true
            hint: qsTr("Show only what the search found, and what it lies in")
            objectName: "onlyHits"
            text: qsTr("Only matches")
            visible: Explorer.search.isActive

            onCheckedChanged: Explorer.tree.showsOnlyHits = checked
        }
        PushButton {
            id: asRecorded

            checkable: true
            checked: Explorer.tree.showsRecorded
            hint: qsTr("%1 records hang below another parent than was recorded (┄). Down: all hang as recorded (N)").arg(Explorer.tree.repairCount)
            objectName: "asRecorded"
            text: qsTr("As recorded")
            visible: Explorer.tree.repairCount > 0

            onClicked: Explorer.tree.showsRecorded = !Explorer.tree.showsRecorded
        }
        PushButton {
            hint: qsTr("Unfold everything (*)")
            text: qsTr("Unfold all")
            visible: pane.hasRoom

            onClicked: Explorer.tree.expandAll()
        }
        PushButton {
            hint: qsTr("Fold everything (/ on the number pad)")
            text: qsTr("Fold all")
            visible: pane.hasRoom

            onClicked: Explorer.tree.collapseAll()
        }
    }
    HierarchyList {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: tabs.current === 0
    }
    AggregateList {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: tabs.current === 1

        onNameChosen: name => pane.filterWanted(name)
    }
    ProblemsList {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: tabs.current === 2
    }
    AnnotationList {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: tabs.current === 3
    }
    CriticalPathList {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: tabs.current === pane.pathTab
    }
    FindingsList {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        anchors.top: header.bottom
        visible: tabs.current === pane.findingsTab
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: header.verticalCenter
        spacing: Theme.space2
        visible: tabs.current === pane.findingsTab

        PushButton {
            hint: qsTr("Somebody has written a report beside the files of the run: see which of its numbers are right")
            objectName: "openFoundReport"
            text: qsTr("Report of the folder")
            visible: Reports.found.length > 0

            onClicked: Reports.openFound()
        }
        PushButton {
            hint: qsTr("Write all of this and more into a file, Markdown or HTML (Ctrl+Shift+E)")
            objectName: "writeReport"
            text: qsTr("Write report…")

            onClicked: pane.reportWanted()
        }
    }
}
