// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// Who answers, and about which time; what of the statement the chosen engine does not understand.
Item {
    id: bar

    required property string statement
    property bool isAsking: false
    readonly property var warnings: Remote.desk.isRemote ? Remote.desk.warningsFor(bar.statement) : []

    signal askToggled
    signal settingsWanted

    implicitHeight: Theme.paneHeaderHeight

    Row {
        id: choices

        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space2

        PushButton {
            id: engine

            Accessible.name: qsTr("Engine: %1").arg(Remote.desk.engineName)
            hint: Remote.desk.isRemote ? qsTr("Statements are sent to Logfire: at most 10,000 rows, one at a time") : qsTr("Statements run on this computer; nothing is sent")
            objectName: "engineChoice"
            text: Remote.desk.engineName + "  ▾"

            onClicked: engines.popup(engine, 0, engine.height)
        }
        PushButton {
            id: range

            Accessible.name: qsTr("Time: %1").arg(Remote.desk.rangeText)
            hint: qsTr("Logfire looks only at what began in this time")
            objectName: "rangeChoice"
            text: Remote.desk.rangeText + "  ▾"
            visible: Remote.desk.isRemote

            onClicked: ranges.popup(range, 0, range.height)
        }
        PushButton {
            checkable: true
            checked: Remote.desk.isFresh
            hint: qsTr("Ask again, even if the answer is known. Every question counts against the limits of the project")
            text: qsTr("Fresh")
            visible: Remote.desk.isRemote

            onCheckedChanged: Remote.desk.isFresh = checked
        }
    }
    CustomRange {
        id: custom

        anchors.left: choices.right
        anchors.leftMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        visible: false
    }
    Caption {
        anchors.left: custom.visible ? custom.right : choices.right
        anchors.leftMargin: Theme.space3
        anchors.right: ask.left
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.warn
        elide: Text.ElideRight
        objectName: "dialectWarning"
        text: bar.warnings.length > 0 ? bar.warnings[0].sentence : ""
    }
    PushButton {
        id: ask

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        hint: qsTr("Ask in words and get a statement (Ctrl+Shift+A)")
        objectName: "askToggle"
        text: bar.isAsking ? qsTr("Close Ask") : qsTr("Ask in words…")

        onClicked: bar.askToggled()
    }
    ActionMenu {
        id: engines

        Instantiator {
            model: Remote.desk.engines

            delegate: ActionItem {
                required property var modelData

                checkable: true
                checked: Remote.desk.engine === modelData.id
                text: modelData.label

                onTriggered: Remote.desk.engine = modelData.id
            }

            onObjectAdded: (index, object) => engines.insertItem(index, object as ActionItem)
            onObjectRemoved: (index, object) => engines.removeItem(object as ActionItem)
        }
        ActionItem {
            text: qsTr("Connect a Logfire project…")

            onTriggered: bar.settingsWanted()
        }
    }
    ActionMenu {
        id: ranges

        Instantiator {
            model: Remote.desk.ranges

            delegate: ActionItem {
                required property var modelData

                text: modelData.label

                onTriggered: {
                    custom.visible = false;
                    Remote.desk.setLast(modelData.seconds);
                }
            }

            onObjectAdded: (index, object) => ranges.insertItem(index, object as ActionItem)
            onObjectRemoved: (index, object) => ranges.removeItem(object as ActionItem)
        }
        ActionItem {
            text: qsTr("Between two times…")

            onTriggered: custom.visible = true
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.line
        height: Theme.border
    }
}
