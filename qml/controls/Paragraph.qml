// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Several lines of plain text.
PlainLabel {
    elide: Text.ElideNone
    lineHeight: 1.35
    maximumLineCount: 10000
    verticalAlignment: Text.AlignTop
    wrapMode: Text.Wrap
}
