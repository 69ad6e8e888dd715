// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// What the run waited for, step by step, and what it would have taken with something quicker or gone. A click shows the step.
Item {
    id: path

    Binding {
        property: "isActive"
        target: Explorer.path
        value: path.visible
    }
    WhatIfBar {
        id: bar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
    }
    ListView {
        id: list

        property int cursor: 0

        Accessible.name: qsTr("Critical path")
        Accessible.role: Accessible.Table
        Keys.onDownPressed: list.choose(Math.min(list.count - 1, list.cursor + 1))
        Keys.onUpPressed: list.choose(Math.max(0, list.cursor - 1))
        Keys.onReturnPressed: list.choose(list.cursor)
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: Explorer.path
        objectName: "criticalPath"

        delegate: CriticalPathRow {
            required property int index
            required property var model

            agent: model.agent
            agentColour: model.colour
            duration: model.duration
            hasFocusRing: list.activeFocus && list.cursor === index
            isCurrent: Explorer.path.current === index
            percent: model.percent
            reason: model.reason
            share: model.share
            start: model.start
            step: model.step
            width: ListView.view.width

            onChosen: list.choose(index)
        }

        function choose(index: int) {
            list.forceActiveFocus();
            list.cursor = index;
            list.positionViewAtIndex(index, ListView.Contain);
            Explorer.path.select(index);
        }
    }
    PlainLabel {
        anchors.centerIn: parent
        isDim: true
        text: qsTr("No run of MassGen is open, or it has no rounds.")
        visible: list.count === 0 && Explorer.hasTrace && !Explorer.hasRuns
    }
}
