// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// Pages of help that need no network, and what the open run says about the logging.
FocusScope {
    id: page

    property string current: "start"
    readonly property bool isLogging: page.current === "logging"

    signal exploreWanted

    onIsLoggingChanged: if (page.isLogging) Guide.check()

    Card {
        id: contents

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
        width: Theme.querySideWidth

        Column {
            anchors.fill: parent
            anchors.margins: Theme.space3
            spacing: Theme.space1

            PlainLabel {
                font: Theme.title
                text: qsTr("Help")
            }
            Repeater {
                model: Guide.pages

                PillButton {
                    required property var modelData

                    isCurrent: page.current === modelData.id
                    label: modelData.title
                    objectName: "help_" + modelData.id
                    width: contents.width - 2 * Theme.space3

                    onChosen: page.current = modelData.id
                }
            }
            PillButton {
                isCurrent: page.isLogging
                label: qsTr("Improve the logging")
                objectName: "help_logging"
                width: contents.width - 2 * Theme.space3

                onChosen: page.current = "logging"
            }
        }
    }
    Card {
        anchors.bottom: parent.bottom
        anchors.left: contents.right
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top

        Flickable {
            id: scroll

            anchors.fill: parent
            anchors.margins: Theme.space4
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: page.isLogging ? logging.implicitHeight : blocks.implicitHeight
            T.ScrollBar.vertical: Scroller {}

            Column {
                id: blocks

                spacing: Theme.space3
                visible: !page.isLogging
                width: Math.min(scroll.width - Theme.scrollBar, Theme.settingsWidth)

                PlainLabel {
                    font: Theme.title
                    text: Array.from(Guide.pages).find(entry => entry.id === page.current)?.title ?? ""
                }
                Repeater {
                    model: page.isLogging ? [] : Guide.blocks(page.current)

                    HelpBlock {
                        required property var modelData

                        block: modelData
                        width: blocks.width
                    }
                }
            }
            LoggingReport {
                id: logging

                visible: page.isLogging
                width: Math.min(scroll.width - Theme.scrollBar, Theme.settingsWidth)

                onExploreWanted: page.exploreWanted()
            }
        }
    }
}
