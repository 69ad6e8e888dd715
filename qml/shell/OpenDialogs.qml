// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Dialogs
import Mgx.Models

// The dialogs for opening, made when they are first asked for.
Item {
    id: dialogs

    function openFolder() {
        folder.active = true;
        folder.item.open();
    }

    function openFiles() {
        files.active = true;
        files.item.open();
    }

    Loader {
        id: folder

        active: false

        sourceComponent: FolderDialog {
            title: qsTr("Open a folder with MassGen runs")

            onAccepted: Explorer.open([selectedFolder])
        }
    }
    Loader {
        id: files

        active: false

        sourceComponent: FileDialog {
            fileMode: FileDialog.OpenFiles
            title: qsTr("Open trace files")

            onAccepted: Explorer.open(selectedFiles)
        }
    }
}
