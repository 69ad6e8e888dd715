// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// The text of the chosen config, which can be changed and saved as a copy, and the checks below it.
Card {
    id: view

    readonly property bool isChanged: edit.text !== Launcher.yaml

    PaneHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        PlainLabel {
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.heading
            text: Launcher.configTitle.length > 0 ? Launcher.configTitle : qsTr("No config")
            width: view.width - 2 * Theme.space3 - (view.isChanged ? copy.width + Theme.space2 : 0)
        }
        PushButton {
            id: copy

            anchors.verticalCenter: parent.verticalCenter
            hint: qsTr("Write the changed text as a config of your own and use it")
            objectName: "saveConfigCopy"
            text: qsTr("Save as copy")
            visible: view.isChanged

            onClicked: Launcher.saveCopy(edit.text)
        }
    }
    YamlHighlighter {
        comment: Theme.faint
        editor: edit
        key: Theme.accent
        number: Theme.sqlNumber
        string: Theme.sqlString
    }
    Flickable {
        id: flick

        anchors.bottom: checks.top
        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: parent.right
        anchors.top: header.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: edit.implicitHeight
        contentWidth: Math.max(width, edit.implicitWidth)
        T.ScrollBar.horizontal: Scroller {}
        T.ScrollBar.vertical: Scroller {}

        TextEdit {
            id: edit

            Accessible.multiLine: true
            Accessible.name: qsTr("Text of the config")
            Accessible.role: Accessible.EditableText
            Keys.onBacktabPressed: edit.nextItemInFocusChain(false).forceActiveFocus()
            Keys.onTabPressed: edit.nextItemInFocusChain(true).forceActiveFocus()
            activeFocusOnTab: true
            color: Theme.text
            font: Theme.mono
            objectName: "configText"
            selectByMouse: true
            selectedTextColor: Theme.text
            selectionColor: Theme.accent2
            text: Launcher.yaml
            textFormat: TextEdit.PlainText
        }
        Connections {
            function onConfigChanged() {
                edit.text = Launcher.yaml;
            }
            target: Launcher
        }
    }
    Rectangle {
        id: checks

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.border
        anchors.right: parent.right
        color: Theme.bg1
        height: Math.min(view.height / 2, rows.implicitHeight + title.height + 3 * Theme.space2)
        radius: Theme.radiusCard

        Rectangle {
            color: Theme.line
            height: Theme.border
            width: parent.width
        }
        Caption {
            id: title

            anchors.left: parent.left
            anchors.margins: Theme.space2
            anchors.leftMargin: Theme.space3
            anchors.top: parent.top
            text: qsTr("CHECKS")
        }
        Flickable {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.leftMargin: Theme.space3
            anchors.right: parent.right
            anchors.rightMargin: Theme.space3
            anchors.top: title.bottom
            anchors.topMargin: Theme.space2
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: rows.implicitHeight + Theme.space2
            T.ScrollBar.vertical: Scroller {}

            CheckRows {
                id: rows

                objectName: "checks"
                width: parent.width - Theme.scrollBar
            }
        }
    }
}
