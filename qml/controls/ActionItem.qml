// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// One entry of an ActionMenu, with the key that does the same.
T.MenuItem {
    id: item

    property string keys: ""

    Accessible.name: item.text
    Accessible.role: Accessible.MenuItem
    font: Theme.body
    height: item.visible ? item.implicitHeight : 0
    implicitHeight: Theme.rowHeight
    implicitWidth: Theme.menuWidth - 2 * Theme.space1
    opacity: item.enabled ? 1 : 0.5

    background: Rectangle {
        color: item.highlighted ? Theme.accent2 : Theme.none
        radius: Theme.radiusSpan
    }
    contentItem: Item {
        PlainLabel {
            Accessible.ignored: true
            anchors.left: parent.left
            anchors.leftMargin: Theme.space2
            anchors.right: parent.right
            anchors.rightMargin: item.keys.length > 0 ? Theme.menuKeysWidth : 0
            anchors.verticalCenter: parent.verticalCenter
            text: (item.checkable ? (item.checked ? "✓ " : "   ") : "") + item.text
        }
        Caption {
            Accessible.ignored: true
            anchors.right: parent.right
            anchors.rightMargin: Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            text: item.keys
        }
    }
}
