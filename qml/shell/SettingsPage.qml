// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// What a person can set. Everything takes effect at once, unless it says otherwise.
FocusScope {
    id: page

    readonly property Settings settings: Explorer.settings

    Card {
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        width: Math.min(parent.width, Theme.settingsWidth)

        Flickable {
            anchors.fill: parent
            anchors.margins: Theme.space4
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: column.implicitHeight
            T.ScrollBar.vertical: Scroller {}

            Column {
                id: column

                spacing: Theme.space4
                width: parent.width - Theme.scrollBar

                PlainLabel {
                    font: Theme.title
                    text: qsTr("Settings")
                }
                SettingRow {
                    choices: [["system", qsTr("As the desktop")], ["dark", qsTr("Dark")], ["light", qsTr("Light")]]
                    current: page.settings.theme
                    title: qsTr("Theme")
                    width: parent.width

                    onChosen: value => page.settings.theme = value
                }
                SettingRow {
                    choices: [["relative", qsTr("From the start of the run")], ["local", qsTr("Clock, local")], ["utc", qsTr("Clock, UTC")]]
                    current: page.settings.timeDisplay
                    note: qsTr("On the ruler, under the mouse and in the details.")
                    title: qsTr("Times")
                    width: parent.width

                    onChosen: value => page.settings.timeDisplay = value
                }
                SettingRow {
                    choices: [[11, qsTr("Small")], [13, qsTr("Usual")], [15, qsTr("Large")], [18, qsTr("Larger")]]
                    current: page.settings.textSize
                    title: qsTr("Text")
                    width: parent.width

                    onChosen: value => page.settings.textSize = value
                }
                SettingRow {
                    choices: [[100, "100 %"], [125, "125 %"], [150, "150 %"], [175, "175 %"], [200, "200 %"]]
                    current: page.settings.scalePercent
                    note: qsTr("Of the whole window. Takes effect at the next start.")
                    title: qsTr("Scale")
                    width: parent.width

                    onChosen: value => page.settings.scalePercent = value
                }
                SettingRow {
                    choices: [["usual", qsTr("Usual")], ["strong", qsTr("Strong")], ["grey", qsTr("Greys")]]
                    current: page.settings.palette
                    note: qsTr("The usual ones follow Okabe and Ito, made for colour-blind eyes.")
                    title: qsTr("Colours of the agents")
                    width: parent.width

                    onChosen: value => page.settings.palette = value

                    Row {
                        spacing: Theme.space2

                        Repeater {
                            model: 8

                            Dot {
                                required property int index

                                color: Theme.agentColour(index)
                                implicitWidth: Theme.space4
                            }
                        }
                    }
                }
                SettingRow {
                    id: folders

                    note: qsTr("Where runs are looked for, besides your home folder and the folder the app was started in.")
                    title: qsTr("Folders")
                    width: parent.width

                    Repeater {
                        model: page.settings.folders

                        Item {
                            id: entry

                            required property string modelData

                            height: remove.height
                            width: folders.width - Theme.settingTitle - Theme.space4

                            PlainLabel {
                                anchors.left: parent.left
                                anchors.right: remove.left
                                anchors.verticalCenter: parent.verticalCenter
                                elide: Text.ElideMiddle
                                font: Theme.mono
                                text: entry.modelData
                            }
                            PushButton {
                                id: remove

                                Accessible.name: qsTr("Remove %1").arg(entry.modelData)
                                anchors.right: parent.right
                                text: qsTr("Remove")

                                onClicked: page.settings.removeFolder(entry.modelData)
                            }
                        }
                    }
                    PushButton {
                        objectName: "addFolderSetting"
                        text: qsTr("Add a folder…")

                        onClicked: folder.open()
                    }
                }
                SettingRow {
                    note: page.settings.recentPaths.length === 1 ? qsTr("1 path is remembered.") : qsTr("%1 paths are remembered.").arg(page.settings.recentPaths.length)
                    title: qsTr("Opened before")
                    width: parent.width

                    PushButton {
                        enabled: page.settings.recentPaths.length > 0
                        text: qsTr("Forget them")

                        onClicked: page.settings.clearRecentPaths()
                    }
                }
                ConnectionsSetting {
                    width: parent.width
                }
                ModelSetting {
                    width: parent.width
                }
                Caption {
                    text: qsTr("MassGen Trace Explorer %1. Nothing that is shown is sent anywhere, but what you ask Logfire or a language model.").arg(Explorer.version)
                    width: parent.width
                }
            }
        }
    }
    FolderDialog {
        id: folder

        title: qsTr("A folder to look for runs in")

        onAccepted: Explorer.addFolder(folder.selectedFolder)
    }
}
