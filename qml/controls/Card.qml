// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A pane of the window.
Rectangle {
    border.color: Theme.line
    border.width: Theme.border
    color: Theme.bg1
    radius: Theme.radiusCard
}
