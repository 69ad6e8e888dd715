// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// A report about the open run, over everything, with each of its numbers compared with the run.
Overlay {
    id: view

    readonly property var filters: ["", "wrong", "unsupported"]

    signal exploreWanted

    function show() {
        view.visible = true;
        lines.forceActiveFocus();
    }

    cardHeight: view.height - Theme.headerHeight - Theme.statusHeight - 2 * Theme.space3
    cardTop: Theme.headerHeight + Theme.space3 // the header stays in front
    cardWidth: view.width - 4 * Theme.space4
    objectName: "reportView"

    onClosed: Reports.close()

    Item {
        id: head

        anchors.left: parent.left
        anchors.margins: Theme.space4
        anchors.right: parent.right
        anchors.top: parent.top
        height: close.height

        PlainLabel {
            id: title

            anchors.left: parent.left
            anchors.right: buttons.left
            anchors.rightMargin: Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.title
            text: Reports.title
        }
        Row {
            id: buttons

            anchors.right: parent.right
            spacing: Theme.space2

            PlainLabel {
                anchors.verticalCenter: parent.verticalCenter
                isDim: true
                objectName: "reportState"
                text: Reports.isBusy ? qsTr("Comparing with the run…") : qsTr("%1 right").arg(Reports.right)
            }
            PushButton {
                checkable: true
                checked: Reports.filter === "wrong"
                hint: qsTr("Show only lines with a number that the run contradicts")
                objectName: "onlyWrong"
                text: qsTr("✗ %1 wrong").arg(Reports.wrong)

                onClicked: Reports.filter = Reports.filter === "wrong" ? "" : "wrong"
            }
            PushButton {
                checkable: true
                checked: Reports.filter === "unsupported"
                hint: qsTr("Show only lines with a number that nothing in the run supports")
                objectName: "onlyUnsupported"
                text: qsTr("? %1 unsupported").arg(Reports.unsupported)

                onClicked: Reports.filter = Reports.filter === "unsupported" ? "" : "unsupported"
            }
            PushButton {
                id: close

                objectName: "closeReport"
                text: qsTr("Close")

                onClicked: view.close()
            }
        }
    }
    ListView {
        id: lines

        Accessible.name: qsTr("Lines of the report")
        Accessible.role: Accessible.List
        Keys.onDownPressed: lines.flick(0, -Theme.paneMin * 4)
        Keys.onUpPressed: lines.flick(0, Theme.paneMin * 4)
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space4
        anchors.right: parent.right
        anchors.top: head.bottom
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0 // lines that are being made while the list is reset make Qt complain
        clip: true
        model: Reports
        objectName: "reportLines"

        delegate: ReportLine {
            id: entry

            required property int index

            width: ListView.view.width - Theme.scrollBar

            onMarkChosen: mark => {
                Reports.select(entry.index, mark);
                view.exploreWanted();
                view.close();
            }
            onQueryWanted: mark => {
                const sql = Reports.sqlOf(entry.index, mark);
                if (sql.length === 0)
                    return;
                view.close();
                Remote.queryWanted(qsTr("A figure of the report"), sql);
            }
        }
    }
    PlainLabel {
        anchors.centerIn: parent
        isDim: true
        text: Reports.filter.length > 0 ? qsTr("No line has such a number.") : qsTr("The report is empty.")
        visible: lines.count === 0 && !Reports.isBusy
    }
    Connections {
        function onOpened() {
            view.show();
        }

        target: Reports
    }
}
