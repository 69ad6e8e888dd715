// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// Figures, where the time went, MassGen's attributes, the beginning of the text, where the record comes from.
Flickable {
    id: tab

    required property RecordDetails details

    signal textsWanted

    T.ScrollBar.vertical: Scroller {}
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    contentHeight: column.implicitHeight

    Column {
        id: column

        spacing: Theme.space3
        width: tab.width - Theme.scrollBar

        Grid {
            id: grid

            columns: 3
            spacing: Theme.space2
            width: parent.width

            Repeater {
                model: tab.details.tiles

                FigureTile {
                    required property var modelData

                    label: modelData.label
                    value: modelData.value
                    width: (grid.width - 2 * grid.spacing) / 3
                }
            }
        }
        TimeSharesBar {
            details: tab.details
            visible: tab.details.shares.length > 0
            width: parent.width
        }
        Column {
            spacing: Theme.space1
            visible: tab.details.preview.length > 0
            width: parent.width

            Caption {
                text: tab.details.textTitles.length > 0 ? tab.details.textTitles[0] : ""
                width: parent.width
            }
            Rectangle {
                border.color: Theme.line
                border.width: Theme.border
                color: Theme.bg2
                height: preview.height + 2 * Theme.space2
                radius: Theme.radiusField
                width: parent.width

                Paragraph {
                    id: preview

                    anchors.left: parent.left
                    anchors.margins: Theme.space2
                    anchors.right: parent.right
                    anchors.top: parent.top
                    color: Theme.dim
                    elide: Text.ElideRight
                    maximumLineCount: Theme.previewLines
                    objectName: "preview"
                    text: tab.details.preview
                }
            }
            PushButton {
                text: qsTr("All texts")

                onClicked: tab.textsWanted()
            }
        }
        Column {
            spacing: Theme.space1
            visible: tab.details.attributes.head.length > 0
            width: parent.width

            Caption {
                text: qsTr("ATTRIBUTES")
            }
            Repeater {
                model: tab.details.attributes.head

                FactRow {
                    required property var modelData

                    label: modelData.key
                    leftPadding: Math.min(modelData.depth, 6) * Theme.space3
                    value: modelData.value
                    width: column.width
                }
            }
            Caption {
                text: qsTr("%1 more in the tab Attributes").arg(tab.details.attributes.count - tab.details.attributes.head.length)
                visible: tab.details.attributes.count > tab.details.attributes.head.length
            }
        }
        Column {
            spacing: Theme.space1
            width: parent.width

            Caption {
                text: qsTr("RECORD")
            }
            Repeater {
                model: tab.details.facts

                FactRow {
                    required property var modelData

                    label: modelData.label
                    value: modelData.value
                    width: column.width
                }
            }
            FactRow {
                label: qsTr("File")
                objectName: "sourceFile"
                value: tab.details.sourceFile
                visible: value.length > 0
                width: column.width
            }
            FactRow {
                label: qsTr("Place")
                value: tab.details.sourcePlace
                visible: value.length > 0
                width: column.width
            }
        }
        NoteField {
            width: parent.width
        }
        Flow {
            spacing: Theme.space2
            width: parent.width

            PushButton {
                hint: qsTr("Show the folder of the source file in the file manager")
                text: qsTr("Open folder")
                visible: tab.details.sourceFile.length > 0

                onClicked: tab.details.openSourceFolder()
            }
            PushButton {
                text: qsTr("Select parent")

                onClicked: tab.details.selectParent()
            }
        }
    }
}
