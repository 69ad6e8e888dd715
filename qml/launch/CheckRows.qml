// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// What was looked at before a launch, and what was found.
Column {
    id: checks

    spacing: Theme.space2

    Repeater {
        model: Launcher.checks

        Row {
            id: check

            required property var modelData

            Accessible.name: check.modelData.text
            Accessible.role: Accessible.StaticText
            spacing: Theme.space2
            width: checks.width

            Dot {
                anchors.top: parent.top
                anchors.topMargin: Theme.space1
                color: check.modelData.severity === "good" ? Theme.ok : check.modelData.severity === "warning" ? Theme.warn : Theme.err
            }
            Paragraph {
                Accessible.ignored: true
                text: check.modelData.text
                width: checks.width - Theme.dot - Theme.space2
            }
        }
    }
}
