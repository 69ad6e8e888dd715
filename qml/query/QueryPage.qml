// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import Mgx.Controls
import Mgx.Models

// SQL over what is open: queries and tables at the left, the editor over the answer.
FocusScope {
    id: page

    readonly property QueryEditor editor: editors.count > 0 ? editors.itemAt(Queries.tabs.current) as QueryEditor : null // qmllint disable

    // Somebody wants to see a record in Explore.
    signal exploreWanted
    signal settingsWanted

    function toggleAsk() {
        asking.visible = !asking.visible;
        if (asking.visible)
            asking.focusField();
        else
            page.focusEditor();
    }

    // A statement that came of a question: into the tab, or into one of its own.
    function take(title: string, sql: string, isChange: bool) {
        asking.visible = false;
        if (isChange)
            page.editor.replaceAll(sql, sql.length);
        else
            page.open(title.slice(0, 40), sql);
    }

    function explain() {
        const statement = Queries.statementAt(page.editor.text, page.editor.cursorPosition);
        page.runStatement("EXPLAIN " + statement.text, Math.max(0, statement.from - 8));
    }

    function focusEditor() {
        if (page.editor)
            page.editor.focusText();
    }

    // Opens a query in a tab of its own.
    function open(title: string, sql: string) {
        Queries.tabs.add(title, sql);
        page.focusEditor();
    }

    // The statement at the cursor, or what is selected.
    function run() {
        if (!page.editor)
            return;
        if (page.editor.selectedText.length > 0) {
            page.runStatement(page.editor.selectedText, page.editor.selectionStart);
            return;
        }
        const statement = Queries.statementAt(page.editor.text, page.editor.cursorPosition);
        page.runStatement(statement.text, statement.from);
    }

    function runStatement(text: string, from: int) {
        page.editor.keep();
        if (parameters.wants(text))
            parameters.ask(text, from);
        else
            Queries.run(text, from, parameters.values);
    }

    // Under the name of the tab, among one's own.
    function saveQuery() {
        page.editor.keep();
        Queries.saved.save(Queries.tabs.title(Queries.tabs.current), page.editor.text);
    }

    function remember() {
        Explorer.settings.setLayout("querySideWidth", Math.round(side.width));
        Explorer.settings.setLayout("queryEditorHeight", Math.round(top.height));
    }

    Keys.onEscapePressed: Queries.cancel()

    SplitView {
        anchors.fill: parent

        handle: Item {
            implicitHeight: Theme.handle
            implicitWidth: Theme.handle
        }

        QuerySide {
            id: side

            SplitView.minimumWidth: Theme.runsPaneMin
            SplitView.preferredWidth: Explorer.settings.layout("querySideWidth", Theme.querySideWidth)

            onInserted: text => page.editor.insert(text)
            onOpened: (title, sql) => page.open(title, sql)
        }
        SplitView {
            SplitView.fillWidth: true
            orientation: Qt.Vertical

            handle: Item {
                implicitHeight: Theme.handle
                implicitWidth: Theme.handle
            }

            Card {
                id: top

                SplitView.minimumHeight: Theme.paneMin
                SplitView.preferredHeight: Explorer.settings.layout("queryEditorHeight", Math.round(page.height * 0.4))

                QueryTabBar {
                    id: bar

                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top

                    onExplainWanted: page.explain()
                    onRunWanted: page.run()
                    onSaveWanted: page.saveQuery()
                }
                EngineBar {
                    id: engines

                    anchors.left: parent.left
                    anchors.margins: Theme.border
                    anchors.right: parent.right
                    anchors.top: bar.bottom
                    isAsking: asking.visible
                    statement: page.editor ? page.editor.text : ""

                    onAskToggled: page.toggleAsk()
                    onSettingsWanted: page.settingsWanted()
                }
                ParameterBar {
                    id: parameters

                    anchors.left: parent.left
                    anchors.margins: Theme.border
                    anchors.right: parent.right
                    anchors.top: engines.bottom

                    onAnswered: (text, from) => Queries.run(text, from, parameters.values)
                }
                Item {
                    anchors.bottom: parent.bottom
                    anchors.left: parent.left
                    anchors.margins: Theme.border
                    anchors.right: parent.right
                    anchors.top: parameters.visible ? parameters.bottom : engines.bottom

                    Repeater {
                        id: editors

                        model: Queries.tabs

                        QueryEditor {
                            required property int index

                            anchors.fill: parent
                            focus: visible
                            tab: index
                            visible: index === Queries.tabs.current

                            onRunWanted: page.run()
                        }
                    }
                }
                AskPane {
                    id: asking

                    anchors.bottom: parent.bottom
                    anchors.left: parent.left
                    anchors.margins: Theme.border
                    anchors.right: parent.right
                    anchors.top: engines.bottom
                    current: page.editor ? page.editor.text : ""
                    objectName: "askPane"
                    visible: false

                    onSettingsWanted: page.settingsWanted()
                    onTaken: (title, sql, isChange) => page.take(title, sql, isChange)
                }
            }
            ResultPane {
                SplitView.fillHeight: true
                SplitView.minimumHeight: Theme.paneMin

                onExploreWanted: page.exploreWanted()
                onExportWanted: format => {
                    exporter.format = format;
                    exporter.open();
                }
                onLensWanted: {
                    const title = Queries.tabs.title(Queries.tabs.current);
                    Queries.showOnTimeline(title.length > 0 ? title : qsTr("a query"));
                    page.exploreWanted();
                }
                onOpened: (title, sql) => {
                    page.open(title, sql);
                    page.runStatement(sql, 0);
                }
            }
        }
    }
    FileDialog {
        id: exporter

        property string format: "csv"

        defaultSuffix: exporter.format
        fileMode: FileDialog.SaveFile
        title: qsTr("Write the rows into a file")

        onAccepted: Queries.exportTo(exporter.selectedFile, exporter.format)
    }
}
