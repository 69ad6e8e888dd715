// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// The pages; panes to show, the theme, settings, help.
Rectangle {
    id: rail

    required property string currentPage
    required property bool hasDetails
    required property bool hasRuns

    signal detailsToggled
    signal helpWanted
    signal pageWanted(string name)
    signal runsToggled

    color: Theme.bg1
    implicitWidth: Theme.railWidth

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.space2
        spacing: Theme.space1

        RailButton {
            glyph: "≋"
            isOn: rail.currentPage === "explore"
            label: qsTr("Explore")
            hint: qsTr("Timeline, hierarchy, details (Ctrl+E)")
            objectName: "railExplore"

            onClicked: rail.pageWanted("explore")
        }
        RailButton {
            glyph: "❯_"
            isOn: rail.currentPage === "sql"
            label: qsTr("SQL")
            hint: qsTr("Ask the records in SQL (Ctrl+L)")
            objectName: "railSql"

            onClicked: rail.pageWanted("sql")
        }
        RailButton {
            glyph: "▥"
            isOn: rail.currentPage === "charts"
            label: qsTr("Charts")
            hint: qsTr("Time, tokens, cost and votes in pictures (Ctrl+G)")
            objectName: "railCharts"

            onClicked: rail.pageWanted("charts")
        }
        RailButton {
            glyph: "▷"
            isOn: rail.currentPage === "launch"
            label: qsTr("Launch")
            hint: qsTr("Run MassGen and follow it (Ctrl+R)")
            objectName: "railLaunch"

            onClicked: rail.pageWanted("launch")
        }
        Column {
            id: panes

            spacing: Theme.space1
            visible: rail.currentPage === "explore" && !Explorer.isEmpty
            width: parent.width

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.line
                height: Theme.border
                width: Theme.logo
            }
            RailButton {
                glyph: "☰"
                isOn: rail.hasRuns
                label: qsTr("Runs")
                hint: qsTr("Show or hide the list of runs (Ctrl+1)")
                objectName: "railRuns"

                onClicked: rail.runsToggled()
            }
            RailButton {
                glyph: "▤"
                isOn: rail.hasDetails
                label: qsTr("Details")
                hint: qsTr("Show or hide the details (Ctrl+2)")
                objectName: "railDetails"

                onClicked: rail.detailsToggled()
            }
        }
    }
    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space2
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.space1

        RailButton {
            glyph: Explorer.isDark ? "☀" : "☾"
            label: Explorer.isDark ? qsTr("Light") : qsTr("Dark")
            hint: qsTr("Switch between the dark and the light theme (Ctrl+T)")
            objectName: "railTheme"

            onClicked: Explorer.toggleTheme()
        }
        RailButton {
            glyph: "⚙"
            isOn: rail.currentPage === "settings"
            label: qsTr("Settings")
            hint: qsTr("Theme, times, text, folders (Ctrl+,)")
            objectName: "railSettings"

            onClicked: rail.pageWanted("settings")
        }
        RailButton {
            glyph: "i"
            isOn: rail.currentPage === "help"
            label: qsTr("Help")
            hint: qsTr("Pages of help, and what the logging of the run lacks (F1)")
            objectName: "railHelp"

            onClicked: rail.pageWanted("help")
        }
        RailButton {
            glyph: "?"
            label: qsTr("Keys")
            hint: qsTr("List all keys (?)")
            objectName: "railKeys"

            onClicked: rail.helpWanted()
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.line
        width: Theme.border
    }
}
