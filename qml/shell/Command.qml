// SPDX-License-Identifier: GPL-3.0-or-later
import QtQml

// Something a person can do: what the palette lists, the key list tells and a shortcut starts.
QtObject {
    required property string group
    required property string title

    // As Shortcut wants it; empty = none.
    property string keys: ""
    property bool isEnabled: true
    // The pane that has the keyboard reads the key itself: no shortcut of the window.
    property bool isLocal: false
    // Only told of: mouse and such.
    property bool isHint: false

    signal triggered
}
