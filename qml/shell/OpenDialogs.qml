// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import Mgx.Models

// The dialogs for opening.
Item {
    id: dialogs

    function openFolder() {
        folder.open();
    }

    function openFiles() {
        files.open();
    }

    FolderDialog {
        id: folder

        title: qsTr("Open a folder with MassGen runs")

        onAccepted: Explorer.open([folder.selectedFolder])
    }
    FileDialog {
        id: files

        fileMode: FileDialog.OpenFiles
        title: qsTr("Open trace files")

        onAccepted: Explorer.open(files.selectedFiles)
    }
}
