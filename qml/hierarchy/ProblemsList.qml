// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// Errors of the run, then what the import could not read or had to repair.
Item {
    id: problems

    ListView {
        id: list

        property int cursor: 0

        Accessible.name: qsTr("Problems")
        Accessible.role: Accessible.List
        Keys.onDownPressed: list.choose(Math.min(list.count - 1, list.cursor + 1))
        Keys.onUpPressed: list.choose(Math.max(0, list.cursor - 1))
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.fill: parent
        anchors.leftMargin: Theme.space3
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: Explorer.problems
        objectName: "problems"

        delegate: Column {
            id: entry

            required property int index
            required property bool isFirst
            required property string place
            required property string section
            required property string sentence
            required property string severity
            required property int times

            width: ListView.view.width - Theme.scrollBar

            Caption {
                height: Theme.tableHeaderHeight
                text: entry.section
                visible: entry.isFirst
            }
            ProblemRow {
                hasFocusRing: list.activeFocus && list.cursor === entry.index
                place: entry.place
                sentence: entry.times > 1 ? qsTr("%1 (%2 times)").arg(entry.sentence).arg(entry.times) : entry.sentence
                severity: entry.severity
                width: parent.width

                onChosen: list.choose(entry.index)
            }
        }

        function choose(index: int) {
            list.forceActiveFocus();
            list.cursor = index;
            list.positionViewAtIndex(index, ListView.Contain);
            Explorer.problems.select(index);
        }
    }
    PlainLabel {
        anchors.centerIn: parent
        isDim: true
        text: qsTr("No errors, and everything could be read.")
        visible: list.count === 0 && Explorer.hasTrace
    }
}
