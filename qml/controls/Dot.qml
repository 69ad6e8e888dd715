// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

Rectangle {
    implicitHeight: implicitWidth
    implicitWidth: Theme.dot
    radius: width / 2
    Accessible.ignored: true
}
