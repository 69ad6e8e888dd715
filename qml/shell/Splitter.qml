// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Mgx.Controls

// The gap between two panes.
Item {
    id: splitter

    readonly property bool isHovered: T.SplitHandle.hovered
    readonly property bool isPressed: T.SplitHandle.pressed

    Accessible.name: qsTr("Divider")
    Accessible.role: Accessible.Splitter
    implicitHeight: Theme.handle
    implicitWidth: Theme.handle

    Rectangle {
        anchors.centerIn: parent
        color: splitter.isPressed ? Theme.accent : Theme.line
        height: Math.min(parent.height, Math.max(parent.width, 4 * Theme.handle * (parent.height > parent.width ? 1 : 0) + 3))
        radius: 1
        visible: splitter.isHovered || splitter.isPressed
        width: Math.min(parent.width, Math.max(3, parent.width > parent.height ? 4 * Theme.handle : 3))
    }
}
