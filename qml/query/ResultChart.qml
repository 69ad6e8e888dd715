// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtCharts
import QtQuick
import Mgx.Controls
import Mgx.Models

// The rows as a chart: kind and columns are chosen from the types of the columns, and can be chosen otherwise.
Item {
    id: chart

    readonly property var numeric: Array.from(Queries.result.columns).map((column, index) => ({ name: column.name, index: index, isNumeric: column.isNumeric })).filter(column => column.isNumeric)
    readonly property var texts: Array.from(Queries.result.columns).map((column, index) => ({ name: column.name, index: index, isNumeric: column.isNumeric })).filter(column => !column.isNumeric)
    property string kind: chart.texts.length > 0 ? "bar" : chart.numeric.length > 1 ? "line" : "histogram"
    property int yColumn: chart.numeric.length > 0 ? chart.numeric[chart.numeric.length - 1].index : -1
    property int xColumn: chart.texts.length > 0 ? chart.texts[0].index : chart.numeric.length > 1 ? chart.numeric[0].index : -1

    function draw() {
        view.removeAllSeries();
        if (chart.yColumn < 0)
            return;
        const data = Queries.result.chartData(chart.kind, chart.xColumn, chart.yColumn);
        valueAxis.min = Math.min(0, data.least);
        valueAxis.max = data.greatest > data.least ? data.greatest : data.least + 1;
        valueAxis.applyNiceNumbers();
        const name = Queries.result.columnName(chart.yColumn);
        if (chart.kind === "bar" || chart.kind === "histogram") {
            const bars = view.createSeries(ChartView.SeriesTypeBar, name, labelAxis, valueAxis);
            labelAxis.categories = data.labels;
            const set = bars.append(name, data.values);
            set.color = Theme.agentColours[0];
            set.borderColor = Theme.bg1;
            return;
        }
        numberAxis.min = data.leastX;
        numberAxis.max = data.greatestX > data.leastX ? data.greatestX : data.leastX + 1;
        const points = view.createSeries(chart.kind === "line" ? ChartView.SeriesTypeLine : ChartView.SeriesTypeScatter, name, numberAxis, valueAxis);
        points.color = Theme.agentColours[0];
        for (let i = 0; i < data.values.length; ++i)
            points.append(data.xs[i], data.values[i]);
    }

    Component.onCompleted: chart.draw()
    onKindChanged: chart.draw()
    onXColumnChanged: chart.draw()
    onYColumnChanged: chart.draw()

    Connections {
        function onRowsChanged() {
            chart.draw();
        }

        target: Queries.result
    }
    Flow {
        id: choices

        anchors.left: parent.left
        anchors.margins: Theme.space2
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: Theme.space1

        Repeater {
            model: [["bar", qsTr("Bars")], ["line", qsTr("Line")], ["scatter", qsTr("Points")], ["histogram", qsTr("Histogram")]]

            PillButton {
                required property var modelData

                isCurrent: chart.kind === modelData[0]
                label: modelData[1]

                onChosen: chart.kind = modelData[0]
            }
        }
        Caption {
            height: Theme.pillHeight
            text: qsTr("   Values")
        }
        Repeater {
            model: chart.numeric

            PillButton {
                required property var modelData

                isCurrent: chart.yColumn === modelData.index
                label: modelData.name

                onChosen: chart.yColumn = modelData.index
            }
        }
        Caption {
            height: Theme.pillHeight
            text: qsTr("   By")
            visible: chart.kind !== "histogram"
        }
        Repeater {
            model: chart.kind === "histogram" ? [] : chart.kind === "bar" ? chart.texts : chart.numeric

            PillButton {
                required property var modelData

                isCurrent: chart.xColumn === modelData.index
                label: modelData.name

                onChosen: chart.xColumn = modelData.index
            }
        }
    }
    ChartView {
        id: view

        Accessible.name: qsTr("Chart")
        Accessible.role: Accessible.Chart
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: choices.bottom
        antialiasing: true
        backgroundColor: Theme.none
        legend.visible: false
        plotAreaColor: Theme.none
        visible: chart.yColumn >= 0

        BarCategoryAxis {
            id: labelAxis

            color: Theme.line
            gridVisible: false
            labelsColor: Theme.dim
            labelsFont: Theme.caption
        }
        ValuesAxis {
            id: numberAxis

            color: Theme.line
            gridLineColor: Theme.line
            labelsColor: Theme.dim
            labelsFont: Theme.caption
        }
        ValuesAxis {
            id: valueAxis

            color: Theme.line
            gridLineColor: Theme.line
            labelsColor: Theme.dim
            labelsFont: Theme.caption
        }
    }
    PlainLabel {
        anchors.centerIn: parent
        isDim: true
        text: qsTr("There is no column of numbers to draw.")
        visible: chart.yColumn < 0
    }
}
