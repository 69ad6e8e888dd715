// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Text from anywhere, shown as it is: never read as markup. One line, elided.
Text {
    property bool isDim: false

    color: isDim ? Theme.dim : Theme.text
    elide: Text.ElideRight
    font: Theme.body
    maximumLineCount: 1
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
