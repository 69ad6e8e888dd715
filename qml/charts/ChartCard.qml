// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Charts
import Mgx.Controls

// A chart with its title, its legend, and what can be done with it.
Card {
    id: card

    required property Chart chart
    required property ChartTheme theme

    signal exploreWanted
    signal exportWanted(string format)
    signal statementWanted

    // Writes a picture of what is on the card.
    function savePicture(path: string, done: var) {
        paper.grabToImage(result => done(result.saveToFile(path)));
    }

    function svg(): var {
        return picture.svg();
    }

    // What the chart needs, title and legend included.
    implicitHeight: header.height + legend.height + picture.neededHeight + 2 * Theme.space3 + (legend.visible ? Theme.space2 : 0)

    PaneHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        PlainLabel {
            font: Theme.heading
            height: parent.height
            text: card.chart.title
            width: Math.min(implicitWidth, parent.width - more.width - Theme.space3)
        }
    }
    PushButton {
        id: more

        anchors.right: header.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: header.verticalCenter
        hint: qsTr("Statement and export of this chart")
        objectName: "more-" + card.chart.name
        text: "⋯"

        onClicked: menu.popup(more, 0, more.height)
    }
    ActionMenu {
        id: menu

        objectName: "menu-" + card.chart.name

        ActionItem {
            text: qsTr("Open in SQL")

            onTriggered: card.statementWanted()
        }
        ActionItem {
            enabled: card.chart.hasPicture
            text: qsTr("Save as PNG…")

            onTriggered: card.exportWanted("png")
        }
        ActionItem {
            enabled: card.chart.hasPicture
            text: qsTr("Save as SVG…")

            onTriggered: card.exportWanted("svg")
        }
        ActionItem {
            enabled: card.chart.hasPicture
            text: qsTr("Save the rows as CSV…")

            onTriggered: card.exportWanted("csv")
        }
    }
    Rectangle {
        id: paper

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: parent.right
        anchors.top: header.bottom
        color: Theme.bg1

        ChartLegend {
            id: legend

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            chart: card.chart
            visible: card.chart.hasPicture
        }
        ChartItem {
            id: picture

            Accessible.name: qsTr("Chart: %1").arg(card.chart.title)
            Accessible.description: picture.hasMark ? picture.markTitle + ", " + picture.markText : ""
            Accessible.role: Accessible.Chart
            Keys.onLeftPressed: picture.step(-1)
            Keys.onReturnPressed: picture.choose()
            Keys.onRightPressed: picture.step(1)
            activeFocusOnTab: true
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: legend.bottom
            anchors.topMargin: Theme.space2
            chart: card.chart
            objectName: "chart-" + card.chart.name
            theme: card.theme
            visible: card.chart.hasPicture

            onChosen: (panel, row, mark) => Charts.choose(card.chart.name, panel, row, mark)

            TapHandler {
                onDoubleTapped: if (picture.hasMark) card.exploreWanted()
            }
            Rectangle {
                border.color: Theme.text
                border.width: Theme.border
                color: Theme.none
                height: picture.markRect.height + 2 * Theme.focusBorder
                radius: Theme.radiusSpan
                visible: picture.hasMark
                width: picture.markRect.width + 2 * Theme.focusBorder
                x: picture.markRect.x - Theme.focusBorder
                y: picture.markRect.y - Theme.focusBorder
            }
            Item {
                height: picture.markRect.height
                width: picture.markRect.width
                x: picture.markRect.x
                y: picture.markRect.y

                Tip {
                    delay: 0
                    text: picture.markTitle + "\n" + picture.markText
                    visible: picture.hasMark
                }
            }
            FocusFrame {
                visible: picture.activeFocus
            }
        }
        Paragraph {
            anchors.centerIn: parent
            color: Theme.dim
            horizontalAlignment: Text.AlignHCenter
            objectName: "message-" + card.chart.name
            text: card.chart.isWaiting && card.chart.message.length === 0 ? "" : card.chart.message
            visible: !card.chart.hasPicture
            width: Math.min(parent.width, Theme.cardWidth)
        }
        Caption {
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            text: picture.leftOutText
        }
    }
}
