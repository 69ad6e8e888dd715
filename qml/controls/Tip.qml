// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

T.ToolTip {
    id: tip

    delay: Theme.tooltipDelay
    implicitHeight: label.implicitHeight + 2 * Theme.space1 + 2
    implicitWidth: Math.min(Theme.tooltipWidth, label.implicitWidth + 2 * Theme.space2)
    margins: Theme.space1
    padding: Theme.space1
    y: parent ? parent.height + Theme.space1 : 0

    background: Rectangle {
        border.color: Theme.line
        border.width: Theme.border
        color: Theme.bg3
        radius: Theme.radiusField
    }
    contentItem: Paragraph {
        id: label

        font: Theme.caption
        horizontalAlignment: Text.AlignHCenter
        text: tip.text
    }
}
