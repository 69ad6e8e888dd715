// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A menu that opens where the mouse or the keyboard is; its entries are ActionItems.
T.Menu {
    id: menu

    cascade: true
    implicitHeight: contentItem.implicitHeight + 2 * menu.padding
    implicitWidth: Theme.menuWidth
    margins: Theme.space1
    overlap: 1
    padding: Theme.space1

    background: Rectangle {
        border.color: Theme.line
        border.width: Theme.border
        color: Theme.bg3
        radius: Theme.radiusField
    }
    contentItem: ListView {
        currentIndex: menu.currentIndex
        implicitHeight: contentHeight
        interactive: false
        model: menu.contentModel
    }
    delegate: ActionItem {}
}
