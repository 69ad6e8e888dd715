// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// What was run before, newest first. A click opens it in a tab.
ListView {
    id: list

    property int cursor: 0

    signal opened(string sql)

    Accessible.name: qsTr("History")
    Accessible.role: Accessible.List
    Keys.onDownPressed: list.cursor = Math.min(list.count - 1, list.cursor + 1)
    Keys.onReturnPressed: list.opened(Queries.history.sql(list.cursor))
    Keys.onUpPressed: list.cursor = Math.max(0, list.cursor - 1)
    T.ScrollBar.vertical: Scroller {}
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    model: Queries.history
    objectName: "queryHistory"

    delegate: Rectangle {
        id: row

        required property int index
        required property bool isFailure
        required property string outcome
        required property string sql
        required property string when

        Accessible.name: Wording.joined([row.sql, row.outcome])
        Accessible.role: Accessible.ListItem
        Accessible.onPressAction: list.opened(Queries.history.sql(row.index))
        border.color: Theme.accent
        border.width: list.activeFocus && list.cursor === row.index ? Theme.border : 0
        color: mouse.containsMouse ? Theme.bg2 : Theme.none
        height: texts.implicitHeight + 2 * Theme.space1
        width: ListView.view.width

        Column {
            id: texts

            anchors.left: parent.left
            anchors.leftMargin: Theme.space3
            anchors.right: parent.right
            anchors.rightMargin: Theme.space3
            spacing: 1
            y: Theme.space1

            PlainLabel {
                Accessible.ignored: true
                font: Theme.mono
                text: row.sql
                width: parent.width
            }
            Caption {
                Accessible.ignored: true
                color: row.isFailure ? Theme.err : Theme.faint
                text: row.when + " · " + row.outcome
                width: parent.width
            }
        }
        MouseArea {
            id: mouse

            anchors.fill: parent
            hoverEnabled: true

            onClicked: list.opened(Queries.history.sql(row.index))
        }
    }

    PlainLabel {
        anchors.centerIn: parent
        isDim: true
        text: qsTr("Nothing was run yet.")
        visible: list.count === 0
    }
}
