// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls

// A line of a report, with what the run says about its numbers below it.
Item {
    id: line

    required property string kind
    required property var marks
    required property int number
    required property string text

    signal markChosen(int mark)
    signal queryWanted(int mark)

    function colourOf(verdict: string): color {
        return verdict === "right" ? Theme.ok : verdict === "wrong" ? Theme.err : Theme.warn;
    }

    // A sentence stands above already.
    function shortened(written: string): string {
        return written.length > 48 ? written.slice(0, 45) + "…" : written;
    }

    function signOf(verdict: string): string {
        return verdict === "right" ? "✓" : verdict === "wrong" ? "✗" : "?";
    }

    implicitHeight: column.implicitHeight + Theme.space1

    Caption {
        Accessible.ignored: true
        horizontalAlignment: Text.AlignRight
        text: line.number
        width: Theme.space4 + Theme.space3
        y: Theme.space1
    }
    Column {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: Theme.space4 + 2 * Theme.space3
        anchors.right: parent.right

        Paragraph {
            color: line.kind === "code" ? Theme.dim : Theme.text
            font: line.kind === "heading" ? Theme.title : line.kind === "code" ? Theme.mono : Theme.body
            text: line.text
            width: parent.width
        }
        Flow {
            spacing: Theme.space1
            visible: line.marks.length > 0
            width: parent.width

            Repeater {
                model: line.marks.length

                Rectangle {
                    id: chip

                    required property int index
                    readonly property var mark: line.marks[chip.index]
                    readonly property bool isWrong: chip.mark.verdict === "wrong"

                    Accessible.name: Wording.joined([chip.mark.verdict, label.text])
                    Accessible.role: Accessible.Button
                    Accessible.onPressAction: line.markChosen(chip.index)
                    border.color: line.colourOf(chip.mark.verdict)
                    border.width: Theme.border
                    color: mouse.containsMouse ? Theme.bg3 : Theme.none
                    height: label.implicitHeight + Theme.space1
                    objectName: "reportMark"
                    radius: Theme.radiusField
                    width: Math.min(column.width, label.implicitWidth + 2 * Theme.space2)

                    PlainLabel {
                        id: label

                        Accessible.ignored: true
                        anchors.centerIn: parent
                        color: line.colourOf(chip.mark.verdict)
                        font: Theme.caption
                        text: chip.isWrong ? qsTr("%1 %2 → %3").arg(line.signOf(chip.mark.verdict)).arg(line.shortened(chip.mark.written)).arg(chip.mark.expected) : line.signOf(chip.mark.verdict) + " " + line.shortened(chip.mark.written)
                        width: Math.min(implicitWidth, column.width - 2 * Theme.space2)
                    }
                    MouseArea {
                        id: mouse

                        acceptedButtons: Qt.LeftButton | Qt.RightButton
                        anchors.fill: parent
                        hoverEnabled: true

                        onClicked: event => event.button === Qt.RightButton ? line.queryWanted(chip.index) : line.markChosen(chip.index)
                    }
                    Tip {
                        text: chip.mark.verdict === "unsupported" ? qsTr("Nothing in the run says this") : qsTr("The run says %1. Click: the record; right click: the SQL").arg(chip.mark.expected)
                        visible: mouse.containsMouse
                    }
                }
            }
        }
    }
}
