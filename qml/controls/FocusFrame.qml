// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Shows which control has the keyboard.
Rectangle {
    anchors.fill: parent
    anchors.margins: -Theme.focusBorder
    border.color: Theme.accent
    border.width: Theme.focusBorder
    color: Theme.none
    radius: Theme.radiusField + Theme.focusBorder
}
