// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// Two moments for a remote question.
Row {
    id: range

    spacing: Theme.space1

    SearchField {
        id: from

        hint: qsTr("From, 2026-03-02 12:00")
        objectName: "rangeFrom"

        onAccepted: range.apply()
    }
    SearchField {
        id: to

        hint: qsTr("to; empty = now")
        objectName: "rangeTo"

        onAccepted: range.apply()
    }
    PushButton {
        hint: qsTr("In UTC, unless an offset is written")
        objectName: "rangeApply"
        text: qsTr("Set")

        onClicked: range.apply()
    }
    Caption {
        id: problem

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.err
        visible: text.length > 0
    }

    function apply() {
        problem.text = Remote.desk.setBetween(from.text, to.text);
        range.visible = problem.text.length > 0;
    }
}
