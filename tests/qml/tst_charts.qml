// SPDX-License-Identifier: GPL-3.0-or-later
import QtCore
import QtQuick
import QtTest
import Mgx.Charts
import Mgx.Models
import Mgx.Shell

Item {
    id: scene

    height: 800
    width: 1300

    Shell {
        id: shell

        anchors.fill: parent
    }

    SignalSpy {
        id: told

        signalName: "told"
        target: Charts
    }
    TestCase {
        id: test

        name: "Charts"
        when: windowShown

        function init() {
            Explorer.closeAll();
            Explorer.dismissError();
            Explorer.search.clear();
            Charts.coversAll = false;
            Charts.isLinked = false;
            shell.currentPage = "explore";
        }
        function openCharts() {
            Explorer.open(["file:///made"]);
            tryVerify(() => Explorer.hasTrace && !Explorer.isBusy);
            mouseClick(findChild(shell, "railCharts"));
            tryVerify(() => Charts.runCount === 2 && !Charts.isBusy && !Charts.isReading);
        }
        function pictureOf(name: string): var {
            const picture = findChild(shell, "chart-" + name);
            verify(picture, name);
            tryVerify(() => picture.neededHeight > 0);
            return picture;
        }
        /// Clicks the n-th mark of a chart.
        function clickMark(picture: var, n: int) {
            for (let i = 0; i <= n; ++i)
                picture.step(1);
            const rect = picture.markRect;
            mouseClick(picture, rect.x + rect.width / 2, rect.y + rect.height / 2);
        }

        function test_withoutARunThePageSaysWhatToDo() {
            mouseClick(findChild(shell, "railCharts"));
            tryVerify(() => findChild(shell, "chartsEmpty").visible);
        }
        function test_aClickOnABarSelectsItsRecord() {
            openCharts();
            verify(Charts.tiles.length === 7);
            const picture = pictureOf("20_tokens_by_round");
            clickMark(picture, 0);
            tryCompare(findChild(shell, "detailsTitle"), "text", "agent.agent_0.round_0");
            verify(findChild(shell, "chartsChosen").text.startsWith("agent_0"));
            mouseClick(findChild(shell, "chartsExplore"));
            compare(shell.currentPage, "explore");
        }
        function test_theMouseShowsValues() {
            openCharts();
            const picture = pictureOf("10_agent_time");
            verify(!picture.hasMark);
            mouseMove(picture, picture.width / 2, 10);
            mouseMove(picture, picture.width / 2, 12);
            tryVerify(() => picture.hasMark);
            compare(picture.markTitle, "agent_0");
            verify(picture.markText.includes(" s ("), picture.markText);
            mouseMove(shell, 2, 2);
            tryVerify(() => !picture.hasMark);
        }
        function test_keysGoFromMarkToMark() {
            openCharts();
            const picture = pictureOf("40_answers_and_votes");
            picture.forceActiveFocus();
            keyClick(Qt.Key_Right);
            verify(picture.hasMark);
            const first = picture.markText;
            keyClick(Qt.Key_Right);
            verify(picture.markText !== first);
            keyClick(Qt.Key_Left);
            compare(picture.markText, first);
            keyClick(Qt.Key_Return);
            tryVerify(() => Charts.chosenText.includes(first.split("\n")[0]));
        }
        function test_theStatementOpensInTheEditor() {
            openCharts();
            mouseClick(findChild(shell, "more-10_agent_time"));
            const menu = findChild(findChild(shell, "more-10_agent_time").parent, "menu-10_agent_time");
            tryVerify(() => menu.opened);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Space);
            tryVerify(() => !menu.visible);
            compare(shell.currentPage, "sql");
            const statement = Charts.list.data(Charts.list.index(0, 0), Qt.UserRole + 1).statement;
            verify(statement.startsWith("SELECT run_id"));
            compare(findChild(shell, "sqlPage").editor.text, statement);
            findChild(shell, "sqlPage").run();
            tryVerify(() => !Queries.isRunning && Queries.hasResult);
            verify(!Queries.hasFailed, Queries.failure);
        }
        function test_theLegendSwitchesOff() {
            openCharts();
            const picture = pictureOf("30_cost_over_time");
            const entry = findChild(picture.parent, "legend-agent_0");
            const before = picture.svg().length ?? picture.svg().byteLength;
            mouseClick(entry);
            tryVerify(() => (picture.svg().length ?? picture.svg().byteLength) < before);
            entry.forceActiveFocus();
            keyClick(Qt.Key_Space);
            tryVerify(() => (picture.svg().length ?? picture.svg().byteLength) === before);
        }
        function test_aChartIsWrittenAsPictureAndAsRows() {
            openCharts();
            const picture = pictureOf("10_agent_time");
            const card = picture.parent.parent;
            const folder = StandardPaths.writableLocation(StandardPaths.TempLocation);
            for (const format of ["png", "svg", "csv"]) {
                told.clear();
                findChild(shell, "chartsPage").item.save(card, format, folder + "/mgx-chart-test." + format);
                tryCompare(told, "count", 1);
                verify(told.signalArguments[0][0].startsWith("Written to "), told.signalArguments[0][0]);
            }
        }
        function test_allRunsBesideEachOther() {
            openCharts();
            mouseClick(findChild(shell, "chartsOfAll"));
            tryVerify(() => !Charts.isBusy);
            const picture = pictureOf("10_agent_time");
            picture.step(-1);
            verify(picture.markRect.x > picture.width / 2);
            mouseClick(findChild(shell, "chartsOfRun"));
            verify(!Charts.coversAll);
        }
        function test_linkedItFollowsTheTimeline() {
            openCharts();
            Explorer.range.select(1e9, 2e9);
            mouseClick(findChild(shell, "chartsLinked"));
            tryVerify(() => !Charts.isBusy);
            verify(Charts.list.data(Charts.list.index(0, 0), Qt.UserRole + 1).statement.includes("2023-11-14T22:13:21"));
            Explorer.range.clear();
        }
    }
}
