// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

T.ToolTip {
    id: tip

    delay: Theme.tooltipDelay
    implicitHeight: tip.implicitContentHeight + 2 * tip.verticalPadding
    implicitWidth: Math.min(Theme.tooltipWidth, tip.implicitContentWidth + 2 * tip.horizontalPadding)
    margins: Theme.space1
    horizontalPadding: Theme.space2
    verticalPadding: Theme.space1
    y: parent ? parent.height + Theme.space1 : 0

    background: Rectangle {
        border.color: Theme.line
        border.width: Theme.border
        color: Theme.bg3
        radius: Theme.radiusField
    }
    contentItem: Paragraph {
        font: Theme.caption
        horizontalAlignment: Text.AlignHCenter
        text: tip.text
    }
}
