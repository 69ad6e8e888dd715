// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Charts
import Mgx.Controls

// What the colours of a chart mean; a click switches one off.
Flow {
    id: legend

    required property Chart chart

    spacing: Theme.space3

    Repeater {
        model: legend.chart ? legend.chart.legend : []

        Item {
            id: entry

            required property var modelData
            readonly property bool isError: entry.modelData.look === 2
            readonly property bool isHidden: legend.chart.hiddenNames.includes(entry.modelData.name)

            Accessible.checkable: true
            Accessible.checked: !entry.isHidden
            Accessible.name: entry.modelData.name
            Accessible.role: Accessible.CheckBox
            Accessible.onPressAction: legend.chart.toggle(entry.modelData.name)
            Keys.onSpacePressed: legend.chart.toggle(entry.modelData.name)
            activeFocusOnTab: true
            implicitHeight: name.implicitHeight
            implicitWidth: swatch.width + Theme.space1 + name.implicitWidth
            objectName: "legend-" + entry.modelData.name
            opacity: entry.isHidden ? 0.4 : 1

            Rectangle {
                id: swatch

                anchors.verticalCenter: parent.verticalCenter
                border.color: Theme.dim
                border.width: entry.modelData.look === 1 ? Theme.border : 0
                color: entry.modelData.look === 1 ? Theme.none : entry.isError ? Theme.err : entry.modelData.agent >= 0 ? Theme.agentColour(entry.modelData.agent) : Theme.text
                height: Theme.smallDot
                opacity: entry.modelData.agent >= 0 || entry.isError || entry.modelData.look === 1 ? 1 : entry.modelData.shade
                radius: Theme.radiusSpan
                width: Theme.smallDot
            }
            Caption {
                id: name

                Accessible.ignored: true
                anchors.left: swatch.right
                anchors.leftMargin: Theme.space1
                color: Theme.dim
                text: entry.modelData.name
            }
            FocusFrame {
                visible: entry.activeFocus
            }
            TapHandler {
                onTapped: legend.chart.toggle(entry.modelData.name)
            }
        }
    }
}
