// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// What is worth knowing about the run, the most important first, then what failed, by message. A click shows the first record of the
// evidence, the next click (or the right arrow) the next one; Enter opens the SQL.
Item {
    id: findings

    ListView {
        id: list

        property int cursor: 0

        function choose(index: int, step: int) {
            list.forceActiveFocus();
            list.cursor = index;
            list.positionViewAtIndex(index, ListView.Contain);
            Findings.select(index, step);
        }

        function query(index: int) {
            if (Findings.sqlOf(index).length > 0)
                Remote.queryWanted(Findings.titleOf(index), Findings.sqlOf(index));
        }

        Accessible.name: qsTr("Findings")
        Accessible.role: Accessible.List
        Keys.onDownPressed: list.choose(Math.min(list.count - 1, list.cursor + 1), 1)
        Keys.onEnterPressed: list.query(list.cursor)
        Keys.onLeftPressed: list.choose(list.cursor, -1)
        Keys.onReturnPressed: list.query(list.cursor)
        Keys.onRightPressed: list.choose(list.cursor, 1)
        Keys.onUpPressed: list.choose(Math.max(0, list.cursor - 1), 1)
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.fill: parent
        anchors.leftMargin: Theme.space3
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0 // rows that are being made while the list is reset make Qt complain
        clip: true
        model: Findings
        objectName: "findings"

        delegate: Column {
            id: entry

            required property int index
            required property bool isFirst
            required property string place
            required property string section
            required property string sentence
            required property string severity
            required property int times
            required property string topic

            width: ListView.view.width - Theme.scrollBar

            Caption {
                height: Theme.tableHeaderHeight
                text: entry.section
                visible: entry.isFirst
            }
            FindingRow {
                hasFocusRing: list.activeFocus && list.cursor === entry.index
                place: entry.times > 1 ? Wording.joined([qsTr("%1 records").arg(entry.times), entry.place]) : entry.place
                sentence: entry.sentence
                severity: entry.severity
                times: entry.times
                topic: entry.topic
                width: parent.width

                onChosen: list.choose(entry.index, 1)
                onQueryWanted: list.query(entry.index)
            }
        }
    }
    PlainLabel {
        anchors.centerIn: parent
        isDim: true
        text: Findings.isBusy ? qsTr("Looking through the run…") : qsTr("Nothing stands out, and nothing failed.")
        visible: list.count === 0 && Explorer.hasTrace
    }
}
