// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import Mgx.Models

// The dialogs for opening and saving.
Item {
    id: dialogs

    function openFolder() {
        folder.open();
    }

    function openFiles() {
        files.open();
    }

    // Asks for a file where there is none yet or where the one there is must not be lost.
    function save() {
        if (!Session.save())
            workspace.open();
    }

    function saveAs() {
        workspace.open();
    }

    FileDialog {
        id: workspace

        defaultSuffix: "mgxw"
        fileMode: FileDialog.SaveFile
        nameFilters: [qsTr("Workspaces (*.mgxw)")]
        title: Session.needsConsent ? qsTr("Save under another name: the file holds things that this version cannot read") : qsTr("Save the workspace")

        onAccepted: Session.saveAs(workspace.selectedFile)
    }
    function saveRecords() {
        records.open();
    }

    FileDialog {
        id: records

        defaultSuffix: "parquet"
        fileMode: FileDialog.SaveFile
        nameFilters: [qsTr("Parquet (*.parquet)")]
        title: qsTr("Save the records")

        onAccepted: Remote.saveParquet(records.selectedFile)
    }
    // Markdown, which opens when it is written, or a page.
    function writeReport() {
        report.open();
    }

    function openReport() {
        written.open();
    }

    FileDialog {
        id: report

        defaultSuffix: report.selectedNameFilter.index === 1 ? "html" : "md"
        fileMode: FileDialog.SaveFile
        nameFilters: [qsTr("Markdown (*.md)"), qsTr("Web page (*.html)")]
        title: qsTr("Write a report about the run")

        onAccepted: Reports.save(report.selectedFile)
    }
    FileDialog {
        id: written

        nameFilters: [qsTr("Reports (*.md)"), qsTr("All files (*)")]
        title: qsTr("Check a report against the run")

        onAccepted: Reports.open(written.selectedFile)
    }
    // A source file; the exceptions that went through it are asked for.
    function pickSource() {
        source.open();
    }

    FileDialog {
        id: source

        title: qsTr("Exceptions through which source file?")

        onAccepted: {
            const name = source.selectedFile.toString().split("/").pop();
            Remote.queryWanted(qsTr("Exceptions in %1").arg(decodeURIComponent(name)), Remote.exceptionsSql(decodeURIComponent(name)));
        }
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
