// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick

// Tabs with an underline; arrow keys move between them.
FocusScope {
    id: strip

    required property var titles
    property int current: 0
    property string name: ""

    Accessible.name: strip.name
    Accessible.role: Accessible.PageTabList
    implicitHeight: Theme.paneHeaderHeight
    implicitWidth: row.implicitWidth

    Row {
        id: row

        anchors.fill: parent
        spacing: Theme.space1

        Repeater {
            model: strip.titles

            Item {
                id: tab

                required property int index
                required property string modelData
                readonly property bool isCurrent: tab.index === strip.current

                Accessible.checked: tab.isCurrent
                Accessible.name: tab.modelData
                Accessible.role: Accessible.PageTab
                Accessible.onPressAction: strip.current = tab.index
                Keys.onLeftPressed: strip.step(-1)
                Keys.onRightPressed: strip.step(1)
                Keys.onSpacePressed: strip.current = tab.index
                activeFocusOnTab: tab.isCurrent
                focus: tab.isCurrent
                height: row.height
                objectName: "tab" + tab.index
                width: label.implicitWidth + 2 * Theme.space2

                PlainLabel {
                    id: label

                    Accessible.ignored: true
                    anchors.centerIn: parent
                    color: tab.isCurrent ? Theme.text : mouse.containsMouse ? Theme.text : Theme.dim
                    text: tab.modelData
                }
                Rectangle {
                    anchors.bottom: parent.bottom
                    anchors.left: parent.left
                    anchors.right: parent.right
                    color: Theme.accent
                    height: Theme.focusBorder
                    visible: tab.isCurrent
                }
                FocusFrame {
                    anchors.margins: Theme.space1
                    visible: tab.activeFocus
                }
                MouseArea {
                    id: mouse

                    anchors.fill: parent
                    hoverEnabled: true

                    onClicked: strip.current = tab.index
                }
            }
        }
    }

    function step(by: int) {
        strip.current = Math.max(0, Math.min(strip.titles.length - 1, strip.current + by));
    }
}
