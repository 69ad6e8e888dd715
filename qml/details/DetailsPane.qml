// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// Everything about the selected record.
Card {
    id: pane

    readonly property RecordDetails details: Explorer.details
    property alias currentTab: tabs.current

    Item {
        id: header

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.top: parent.top
        height: Theme.paneHeaderHeight

        Dot {
            id: dot

            anchors.verticalCenter: parent.verticalCenter
            color: pane.details.isError ? Theme.err : Theme.agentColour(pane.details.agent)
            visible: pane.details.hasRecord
        }
        PlainLabel {
            anchors.left: pane.details.hasRecord ? dot.right : parent.left
            anchors.leftMargin: pane.details.hasRecord ? Theme.space2 : 0
            anchors.right: pin.left
            anchors.rightMargin: Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.heading
            objectName: "detailsTitle"
            text: pane.details.hasRecord ? pane.details.name : qsTr("Details")
        }
        PushButton {
            id: pin

            Accessible.name: qsTr("Pin this record")
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            checkable: true
            checked: Session.annotations.isPinned
            hint: Session.annotations.isPinned ? qsTr("Unpin this record (P)") : qsTr("Pin this record: it is listed under Notes (P)")
            objectName: "pinButton"
            text: Session.annotations.isPinned ? "★" : "☆"
            visible: pane.details.hasRecord

            onClicked: Session.annotations.isPinned = !Session.annotations.isPinned
        }
    }
    PlainLabel {
        anchors.centerIn: parent
        horizontalAlignment: Text.AlignHCenter
        isDim: true
        maximumLineCount: 3
        text: qsTr("Select a span or mark in the timeline,\nor a row of the hierarchy.")
        visible: !pane.details.hasRecord
    }
    TabStrip {
        id: tabs

        anchors.left: parent.left
        anchors.leftMargin: Theme.space1
        anchors.right: parent.right
        anchors.top: header.bottom
        name: qsTr("Details")
        objectName: "detailsTabs"
        titles: [qsTr("Overview"), qsTr("Attributes"), pane.details.textTitles.length > 0 ? qsTr("Texts %1").arg(pane.details.textTitles.length) : qsTr("Texts"), qsTr("Raw")]
        visible: pane.details.hasRecord
    }
    Rectangle {
        id: rule

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: tabs.bottom
        color: Theme.line
        height: Theme.border
        visible: pane.details.hasRecord
    }
    Item {
        id: page

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        anchors.rightMargin: 2
        anchors.top: rule.bottom
        anchors.topMargin: Theme.space3
        visible: pane.details.hasRecord

        OverviewTab {
            anchors.fill: parent
            details: pane.details
            visible: tabs.current === 0

            onTextsWanted: tabs.current = 2
        }
        AttributesTab {
            anchors.fill: parent
            details: pane.details
            visible: tabs.current === 1
        }
        TextsTab {
            anchors.fill: parent
            details: pane.details
            visible: tabs.current === 2
        }
        Item {
            anchors.fill: parent
            visible: tabs.current === 3

            PushButton {
                id: copy

                anchors.right: parent.right
                text: qsTr("Copy")

                onClicked: pane.details.copyRaw()
            }
            TextViewer {
                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: copy.bottom
                anchors.topMargin: Theme.space2
                lines: pane.details.raw
                name: qsTr("Raw record")
            }
        }
    }
}
