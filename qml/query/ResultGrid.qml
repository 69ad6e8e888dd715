// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// Rows and columns; only cells in sight are made. Arrow keys walk, Enter shows the record in Explore, Space the whole value, F filters, G groups,
// Ctrl+C copies; the menu has all of it.
FocusScope {
    id: grid

    property int currentColumn: 0
    property int currentRow: 0
    // Widths that somebody has dragged, by column, in pixels.
    property var widths: ({})

    signal exploreWanted
    signal opened(string title, string sql)
    signal valueWanted

    function columnWidth(column: int): real {
        if (column in grid.widths)
            return grid.widths[column];
        const facts = Queries.result.columns[column];
        return facts ? Math.round((facts.width + 1) * metrics.averageCharacterWidth + 2 * Theme.space3) : 0;
    }

    function goTo(row: int, column: int) {
        grid.currentRow = Math.max(0, Math.min(table.rows - 1, row));
        grid.currentColumn = Math.max(0, Math.min(table.columns - 1, column));
        table.positionViewAtCell(Qt.point(grid.currentColumn, grid.currentRow), TableView.Contain);
    }

    function openFiltered(isExcluded: bool) {
        const value = Queries.result.literal(grid.currentRow, grid.currentColumn);
        const title = Queries.result.columnName(grid.currentColumn) + (isExcluded ? " ≠ " : " = ") + value;
        grid.opened(title.slice(0, 40), Queries.filteredTo(grid.currentRow, grid.currentColumn, isExcluded));
    }

    function openGrouped() {
        grid.opened(qsTr("by %1").arg(Queries.result.columnName(grid.currentColumn)), Queries.groupedBy(grid.currentColumn));
    }

    function showRecord(row: int) {
        if (Queries.result.hasRecords && Queries.result.selectRecord(row))
            grid.exploreWanted();
    }

    FontMetrics {
        id: metrics

        font: Theme.mono
    }
    Item {
        id: heading

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        clip: true
        height: Theme.tableHeaderHeight

        Row {
            x: -table.contentX

            Repeater {
                model: Queries.result.columns.length

                ResultHeading {
                    required property int index

                    column: index
                    height: heading.height
                    width: grid.columnWidth(index)

                    onResized: width => {
                        const widths = Object.assign({}, grid.widths);
                        widths[index] = width;
                        grid.widths = widths;
                        table.forceLayout();
                    }
                }
            }
        }
        Rectangle {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            color: Theme.line
            height: Theme.border
        }
    }
    TableView {
        id: table

        Accessible.name: qsTr("Rows")
        Accessible.role: Accessible.Table
        Keys.onPressed: event => {
            if (grid.handleKey(event))
                event.accepted = true;
        }
        T.ScrollBar.horizontal: Scroller {}
        T.ScrollBar.vertical: Scroller {}
        activeFocusOnTab: true
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        columnWidthProvider: column => grid.columnWidth(column)
        focus: true
        model: Queries.result
        objectName: "resultTable"
        reuseItems: true
        rowHeightProvider: () => Theme.rowHeight

        delegate: Rectangle {
            id: cell

            required property int column
            required property string display
            required property double fraction
            required property bool isJson
            required property bool isNull
            required property bool isNumeric
            required property int row
            readonly property bool isCurrentRow: cell.row === grid.currentRow

            Accessible.name: cell.display
            Accessible.role: Accessible.Cell
            border.color: Theme.accent
            border.width: cell.isCurrentRow && cell.column === grid.currentColumn && table.activeFocus ? Theme.border : 0
            color: cell.isCurrentRow ? Theme.accent2 : cell.row % 2 === 0 ? Theme.bg1 : Theme.bg2
            implicitHeight: Theme.rowHeight
            implicitWidth: 100

            Rectangle {
                anchors.bottom: parent.bottom
                anchors.bottomMargin: 2
                anchors.right: parent.right
                anchors.rightMargin: Theme.space3
                color: Theme.accent
                height: 2
                opacity: 0.7
                visible: cell.fraction > 0
                width: Math.max(1, cell.fraction * (cell.width - 2 * Theme.space3))
            }
            PlainLabel {
                Accessible.ignored: true
                anchors.fill: parent
                anchors.leftMargin: Theme.space3
                anchors.rightMargin: Theme.space3
                color: cell.isNull ? Theme.faint : cell.isJson ? Theme.sqlString : Theme.text
                font: Theme.mono
                horizontalAlignment: cell.isNumeric ? Text.AlignRight : Text.AlignLeft
                text: cell.display
            }
            TapHandler {
                acceptedButtons: Qt.RightButton

                onTapped: {
                    table.forceActiveFocus(Qt.MouseFocusReason);
                    grid.goTo(cell.row, cell.column);
                    menu.popup();
                }
            }
            TapHandler {
                acceptedButtons: Qt.LeftButton

                onDoubleTapped: {
                    if (Queries.result.hasRecords)
                        grid.showRecord(cell.row);
                    else
                        grid.valueWanted();
                }
                onTapped: {
                    table.forceActiveFocus(Qt.MouseFocusReason);
                    grid.goTo(cell.row, cell.column);
                    if (Queries.result.hasRecords)
                        Queries.result.selectRecord(cell.row);
                }
            }
        }
    }
    ActionMenu {
        id: menu

        ActionItem {
            enabled: Queries.result.hasRecords
            keys: qsTr("Enter")
            text: qsTr("Show the record in Explore")

            onTriggered: grid.showRecord(grid.currentRow)
        }
        ActionItem {
            keys: "F"
            text: qsTr("Only rows with this value")

            onTriggered: grid.openFiltered(false)
        }
        ActionItem {
            keys: "Shift+F"
            text: qsTr("Rows with other values")

            onTriggered: grid.openFiltered(true)
        }
        ActionItem {
            keys: "G"
            text: qsTr("Group by this column")

            onTriggered: grid.openGrouped()
        }
        ActionItem {
            keys: qsTr("Space")
            text: qsTr("Whole value")

            onTriggered: grid.valueWanted()
        }
        ActionItem {
            keys: "Ctrl+C"
            text: qsTr("Copy the value")

            onTriggered: Queries.result.copyCell(grid.currentRow, grid.currentColumn)
        }
        ActionItem {
            keys: "Ctrl+Shift+C"
            text: qsTr("Copy the row")

            onTriggered: Queries.result.copyRows(grid.currentRow, grid.currentRow, "tsv")
        }
        ActionItem {
            text: qsTr("Copy the row as JSON")

            onTriggered: Queries.result.copyRows(grid.currentRow, grid.currentRow, "json")
        }
    }
    PlainLabel {
        anchors.centerIn: table
        isDim: true
        text: Queries.result.filter.length > 0 ? qsTr("No row has that in it.") : qsTr("The statement gave no rows.")
        visible: Queries.result.count === 0
    }
    Connections {
        function onTableChanged() {
            grid.widths = {};
            grid.currentRow = 0;
            grid.currentColumn = 0;
            table.contentX = 0;
            table.contentY = 0;
        }

        target: Queries.result
    }

    function handleKey(event: var): bool {
        const page = Math.max(1, Math.floor(table.height / Theme.rowHeight) - 1);
        switch (event.key) {
        case Qt.Key_Down:
            grid.goTo(grid.currentRow + 1, grid.currentColumn);
            return true;
        case Qt.Key_Up:
            grid.goTo(grid.currentRow - 1, grid.currentColumn);
            return true;
        case Qt.Key_Right:
            grid.goTo(grid.currentRow, grid.currentColumn + 1);
            return true;
        case Qt.Key_Left:
            grid.goTo(grid.currentRow, grid.currentColumn - 1);
            return true;
        case Qt.Key_PageDown:
            grid.goTo(grid.currentRow + page, grid.currentColumn);
            return true;
        case Qt.Key_PageUp:
            grid.goTo(grid.currentRow - page, grid.currentColumn);
            return true;
        case Qt.Key_Home:
            grid.goTo(0, grid.currentColumn);
            return true;
        case Qt.Key_End:
            grid.goTo(table.rows - 1, grid.currentColumn);
            return true;
        case Qt.Key_Return:
        case Qt.Key_Enter:
            grid.showRecord(grid.currentRow);
            return true;
        case Qt.Key_Space:
            grid.valueWanted();
            return true;
        case Qt.Key_C:
            if (!(event.modifiers & Qt.ControlModifier))
                return false;
            if (event.modifiers & Qt.ShiftModifier)
                Queries.result.copyRows(grid.currentRow, grid.currentRow, "tsv");
            else
                Queries.result.copyCell(grid.currentRow, grid.currentColumn);
            return true;
        case Qt.Key_F:
            if (event.modifiers & ~Qt.ShiftModifier)
                return false;
            grid.openFiltered(event.modifiers & Qt.ShiftModifier);
            return true;
        case Qt.Key_G:
            if (event.modifiers !== Qt.NoModifier)
                return false;
            grid.openGrouped();
            return true;
        case Qt.Key_Menu:
            menu.popup(table, 0, heading.height + (grid.currentRow + 1) * Theme.rowHeight - table.contentY);
            return true;
        default:
            return false;
        }
    }
}
