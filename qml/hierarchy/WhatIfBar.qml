// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// How long the run waited and for whom; below, the question what it would have taken if something were quicker, slower or gone.
Item {
    id: bar

    readonly property WhatIfQuestion question: Explorer.path.whatIf
    readonly property var factors: [
        { value: 0, text: qsTr("gone"), hint: qsTr("Without it") },
        { value: 0.25, text: qsTr("¼"), hint: qsTr("In a quarter of the time") },
        { value: 0.5, text: qsTr("½"), hint: qsTr("In half the time") },
        { value: 1, text: qsTr("as it was"), hint: qsTr("As recorded") },
        { value: 2, text: qsTr("× 2"), hint: qsTr("In twice the time") }
    ]

    implicitHeight: sum.height + controls.height

    PlainLabel {
        id: sum

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        font: Theme.heading
        height: Theme.tableHeaderHeight
        objectName: "pathSum"
        text: Explorer.path.sumText
        visible: !answer.visible
    }
    PlainLabel {
        id: answer

        anchors.fill: sum
        color: Theme.accent
        font: Theme.heading
        objectName: "whatIfAnswer"
        text: Wording.joined([bar.question.timeText.length > 0 ? qsTr("The run would have taken %1").arg(bar.question.timeText) : qsTr("Working it out…"),
            bar.question.costText.length > 0 ? qsTr("cost %1").arg(bar.question.costText) : "", bar.question.agentsText,
            bar.question.isEstimate ? qsTr("an estimate: this run did not record its model calls") : ""])
        visible: bar.question.timeText.length > 0 || bar.question.isBusy

        HoverHandler {
            id: hover
        }
        Tip {
            text: answer.text
            visible: hover.hovered && answer.truncated
        }
    }
    Row {
        id: controls

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.top: sum.bottom
        height: Theme.paneHeaderHeight
        spacing: Theme.space2
        visible: bar.question.choice >= 0

        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            isDim: true
            text: qsTr("What if")
        }
        PushButton {
            id: what

            Accessible.name: qsTr("What if, of: %1").arg(what.text)
            anchors.verticalCenter: parent.verticalCenter
            hint: qsTr("A tool, a model, an agent or a phase of the run")
            objectName: "whatIfChoice"
            text: (bar.question.choices[bar.question.choice] ?? "") + "  ▾"

            onClicked: choices.open()

            ChoiceList {
                id: choices

                current: bar.question.choice
                objectName: "whatIfChoices"
                texts: bar.question.choices
                y: what.height

                onChosen: index => bar.question.choice = index
            }
        }
        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            isDim: true
            text: qsTr("were")
        }
        Repeater {
            model: bar.factors

            PillButton {
                required property int index
                required property var modelData

                anchors.verticalCenter: parent.verticalCenter
                isCurrent: bar.question.factor === modelData.value
                label: modelData.text
                objectName: "whatIfFactor" + index

                onChosen: bar.question.factor = modelData.value
            }
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
