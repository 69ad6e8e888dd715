// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A thin scroll bar.
T.ScrollBar {
    id: bar

    implicitHeight: Theme.scrollBar
    implicitWidth: Theme.scrollBar
    minimumSize: 0.06
    padding: 2
    visible: bar.policy !== T.ScrollBar.AlwaysOff && bar.size < 1

    contentItem: Rectangle {
        color: bar.pressed ? Theme.dim : bar.hovered ? Theme.faint : Theme.line
        implicitHeight: Theme.scrollBar - 4
        implicitWidth: Theme.scrollBar - 4
        radius: width / 2
    }
}
