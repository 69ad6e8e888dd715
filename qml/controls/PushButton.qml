// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A button with a text; `checkable` makes it a pill that stays down.
T.Button {
    id: button

    property bool isPrimary: false
    property string hint: ""

    Accessible.name: button.text
    Accessible.description: button.hint
    Keys.onEnterPressed: button.press()
    Keys.onReturnPressed: button.press()
    focusPolicy: Qt.StrongFocus
    font: Theme.body
    implicitHeight: Theme.pillHeight
    implicitWidth: button.implicitContentWidth + 2 * Theme.space3
    opacity: button.enabled ? 1 : 0.5

    background: Rectangle {
        border.color: button.checked ? Theme.accent : Theme.none
        border.width: Theme.border
        color: button.isPrimary ? Theme.accent : button.checked ? Theme.accent2 : button.down ? Theme.line : button.hovered ? Theme.line : Theme.bg3
        radius: Theme.radiusField

        FocusFrame {
            visible: button.visualFocus
        }
    }
    contentItem: PlainLabel {
        color: button.isPrimary ? Theme.accentText : Theme.text
        font: button.font
        horizontalAlignment: Text.AlignHCenter
        text: button.text
        Accessible.ignored: true
    }

    function press() {
        if (button.checkable)
            button.toggle();
        button.clicked();
    }

    Tip {
        text: button.hint
        visible: button.hovered && button.hint.length > 0
    }
}
