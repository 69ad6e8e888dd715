// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

// A text of any length, selectable. A short one is one text control; a long one is a list of lines, of which only those in
// sight are made.
Item {
    id: viewer

    required property var lines
    property string name: ""
    property bool isMono: true
    // A growing text stays at its end until somebody scrolls up.
    property bool followsEnd: false

    Flickable {
        id: flick

        property bool isAtEnd: true

        function goToEnd() {
            if (viewer.followsEnd && flick.isAtEnd)
                flick.contentY = Math.max(0, flick.contentHeight - flick.height);
        }

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: edit.implicitHeight
        visible: !viewer.lines.isLong
        T.ScrollBar.vertical: Scroller {}

        onContentHeightChanged: flick.goToEnd()
        onHeightChanged: flick.goToEnd()
        onMovementEnded: flick.isAtEnd = flick.atYEnd

        TextEdit {
            id: edit

            Accessible.name: viewer.name
            activeFocusOnTab: true
            color: Theme.text
            font: viewer.isMono ? Theme.mono : Theme.body
            persistentSelection: true
            readOnly: true
            selectByMouse: true
            selectedTextColor: Theme.text
            selectionColor: Theme.accent2
            text: viewer.lines.text
            textFormat: TextEdit.PlainText
            width: flick.width - Theme.scrollBar
            wrapMode: TextEdit.Wrap
        }
    }
    ListView {
        id: list

        Accessible.name: viewer.name
        Accessible.role: Accessible.List
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: viewer.lines.isLong ? viewer.lines : null
        reuseItems: true
        visible: viewer.lines.isLong
        T.ScrollBar.vertical: Scroller {}

        delegate: Row {
            id: line

            required property string line
            required property string number

            width: ListView.view.width
            spacing: Theme.space2

            Caption {
                font: Theme.mono
                horizontalAlignment: Text.AlignRight
                text: line.number
                width: Theme.headerHeight
            }
            TextEdit {
                color: Theme.text
                font: Theme.mono
                readOnly: true
                selectByMouse: true
                selectionColor: Theme.accent2
                text: line.line
                textFormat: TextEdit.PlainText
                width: line.width - Theme.headerHeight - Theme.space2 - Theme.scrollBar
                wrapMode: TextEdit.WrapAnywhere
            }
        }

    }
}
