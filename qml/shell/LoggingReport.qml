// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// Which of MassGen's spans and logs the open run has, what they lack, and how to write them.
Column {
    id: report

    signal exploreWanted

    spacing: Theme.space3

    PlainLabel {
        font: Theme.title
        text: qsTr("Improve the logging")
    }
    Paragraph {
        objectName: "loggingVerdict"
        text: Guide.verdict
        width: parent.width
    }
    Repeater {
        model: Guide.findings

        LoggingRow {
            required property var modelData

            finding: modelData
            width: report.width

            onExploreWanted: report.exploreWanted()
        }
    }
    PushButton {
        hint: qsTr("Opens Logfire's page in the browser")
        text: qsTr("Logfire: manual tracing ↗")

        onClicked: Guide.openUrl("https://logfire.pydantic.dev/docs/guides/onboarding-checklist/add-manual-tracing/")
    }
}
