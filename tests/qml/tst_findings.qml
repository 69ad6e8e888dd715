// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
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

    TestCase {
        id: test

        function init() {
            Explorer.closeAll();
            Explorer.dismissError();
            Reports.close();
            findChild(shell, "reportView").visible = false;
            shell.currentPage = "explore";
            findChild(shell, "hierarchyTabs").current = 0;
        }
        function openMade() {
            Explorer.open(["file:///made"]);
            tryVerify(() => Explorer.hasTrace && !Explorer.isBusy);
            tryVerify(() => Findings.count > 0 && !Findings.isBusy);
            waitForRendering(shell);
        }

        function test_aFindingLeadsToItsEvidence() {
            openMade();
            mouseClick(findChild(findChild(shell, "hierarchyTabs"), "tab4"));
            const list = findChild(shell, "findings");
            tryVerify(() => list.visible && list.count === Findings.count);
            waitForRendering(list);
            let failed = -1;
            for (let i = 0; i < list.count; ++i) {
                const row = list.itemAtIndex(i);
                if (row !== null && row.sentence.indexOf("mcp.lab.fail") >= 0)
                    failed = i;
            }
            verify(failed >= 0, "the failed call is a finding or a failure");
            list.positionViewAtIndex(failed, ListView.Center);
            waitForRendering(list);
            mouseClick(list.itemAtIndex(failed), 200, list.itemAtIndex(failed).height - 8);
            compare(findChild(shell, "detailsTitle").text, "mcp.lab.fail");
            keyClick(Qt.Key_Right);
            compare(findChild(shell, "detailsTitle").text, "mcp.lab.fail");
            keyClick(Qt.Key_Up);
            verify(list.cursor < failed || failed === 0);
        }
        function test_aFindingOpensItsSql() {
            openMade();
            keyClick(Qt.Key_4, Qt.AltModifier);
            const list = findChild(shell, "findings");
            tryVerify(() => list.visible && list.itemAtIndex(0) !== null);
            waitForRendering(list);
            mouseClick(findChild(list.itemAtIndex(0), "findingSql"));
            compare(shell.currentPage, "sql");
            tryVerify(() => !Queries.isRunning);
            verify(findChild(shell, "sqlPage").visible);
        }
        function test_aReportIsWrittenAndCompared() {
            openMade();
            Reports.save(reportFolder + "/ANALYSIS_REPORT.md");
            const view = findChild(shell, "reportView");
            tryVerify(() => view.visible && Reports.right > 20 && !Reports.isBusy);
            compare(Reports.wrong, 0);
            compare(Reports.unsupported, 0);
            const lines = findChild(shell, "reportLines");
            tryVerify(() => lines.count > 30);
            waitForRendering(lines);
            let mark = null;
            for (let i = 0; i < 20 && mark === null; ++i) {
                if (lines.itemAtIndex(i) !== null)
                    mark = findChild(lines.itemAtIndex(i), "reportMark");
            }
            verify(mark !== null);
            mouseClick(mark);
            verify(!view.visible, "the record is shown");
            compare(findChild(shell, "detailsTitle").text, "coordination.session");
        }
        function test_linksOfReportsAreFollowed() {
            openMade();
            Explorer.clearSelection();
            verify(Remote.openLink("mgx://run/00000000000000070000000000000007/0000000000000001#run/duration"));
            compare(findChild(shell, "detailsTitle").text, "coordination.session");
            verify(!Remote.openLink("mgx://run/00000000000000070000000000000008/0000000000000001#run/duration"));
            verify(findChild(shell, "noteBanner").visible);
        }
        function test_wrongNumbersAreMarked() {
            openMade();
            Reports.open(reportFolder + "/written.md");
            const view = findChild(shell, "reportView");
            tryVerify(() => view.visible && Reports.wrong === 2 && !Reports.isBusy);
            compare(Reports.right, 2);
            compare(Reports.unsupported, 1);
            const lines = findChild(shell, "reportLines");
            const all = lines.count;
            mouseClick(findChild(shell, "onlyWrong"));
            tryVerify(() => lines.count < all && lines.count > 0);
            mouseClick(findChild(shell, "onlyWrong"));
            compare(lines.count, all);
            keyClick(Qt.Key_Escape);
            verify(!view.visible && !Reports.hasReport);
        }

        name: "Findings"
        when: windowShown
    }
}
