// SPDX-License-Identifier: GPL-3.0-or-later
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
        section.property: "section"

        delegate: Rectangle {
            id: row

            required property int index
            required property bool isRecord
            required property string place
            required property string sentence
            required property string severity
            required property int times

            Accessible.name: [row.severity, row.place, row.sentence].join(", ")
            Accessible.role: Accessible.ListItem
            Accessible.onPressAction: list.choose(row.index)
            border.color: Theme.accent
            border.width: list.activeFocus && list.cursor === row.index ? Theme.border : 0
            color: mouse.containsMouse ? Theme.bg2 : Theme.none
            height: Math.max(Theme.problemRowHeight, sentence.implicitHeight + Theme.space2)
            width: ListView.view.width - Theme.scrollBar

            Dot {
                anchors.left: parent.left
                anchors.leftMargin: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.severityColour(row.severity)
                implicitWidth: Theme.smallDot
            }
            Paragraph {
                id: sentence

                Accessible.ignored: true
                anchors.left: parent.left
                anchors.leftMargin: Theme.space4 + Theme.space2
                anchors.right: place.left
                anchors.rightMargin: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                text: row.times > 1 ? qsTr("%1 (%2 times)").arg(row.sentence).arg(row.times) : row.sentence
            }
            Caption {
                id: place

                Accessible.ignored: true
                anchors.right: parent.right
                anchors.rightMargin: Theme.space2
                anchors.verticalCenter: parent.verticalCenter
                elide: Text.ElideMiddle
                horizontalAlignment: Text.AlignRight
                text: row.place
                width: Math.min(implicitWidth, parent.width / 2)
            }
            MouseArea {
                id: mouse

                anchors.fill: parent
                hoverEnabled: true

                onClicked: list.choose(row.index)
            }
        }
        section.delegate: Caption {
            required property string section

            height: Theme.tableHeaderHeight
            text: section
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
