// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

PlainLabel {
    color: Theme.faint
    font: Theme.caption
}
