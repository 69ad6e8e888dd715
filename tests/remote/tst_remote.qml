// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Mgx.Controls
import Mgx.Models
import Mgx.Shell

Item {
    id: scene

    height: 900
    width: 1400

    Shell {
        id: shell

        anchors.fill: parent
    }

    TestCase {
        id: test

        function clickOn(name: string) {
            const item = findChild(shell, name);
            verify(item, name);
            mouseClick(item);
        }
        function type(name: string, text: string) {
            const item = findChild(shell, name);
            verify(item, name);
            item.forceActiveFocus();
            item.clear();
            for (const letter of text)
                keyClick(letter);
        }
        function init() {
            Explorer.closeAll();
            shell.currentPage = "explore";
            Remote.desk.engine = "";
            while (Remote.connections.count > 0)
                Remote.connections.remove(0);
            Remote.ask.setEndpoint("", "", "");
            Remote.ask.clear();
            findChild(shell, "askPane").visible = false;
        }
        function connect() {
            shell.currentPage = "settings";
            findChild(shell, "connectionToken").text = server.token;
            findChild(shell, "connectionUrl").text = server.url;
            findChild(shell, "connectionToken").accepted();
            compare(Remote.connections.count, 1);
            tryVerify(() => Remote.canLink || Remote.connections.nameOf(Remote.connections.idAt(0)) === "acme/agents");
        }
        function run(sql: string) {
            Queries.run(sql);
            tryVerify(() => !Queries.isRunning, 20000);
        }
        /// More rows than one answer holds come page by page, and every row once.
        function test_longAnswersComeInPages() {
            connect();
            shell.currentPage = "sql";
            Remote.desk.engine = Remote.connections.idAt(0);
            run("SELECT a.span_id || b.span_id || a.kind || b.kind AS pair FROM records a, records b WHERE a.trace_id = b.trace_id ORDER BY pair LIMIT 23000");
            verify(!Queries.hasFailed, Queries.failure);
            compare(Queries.result.count, 10000);
            const last = Queries.result.wholeValue(9999, 0);
            verify(findChild(shell, "nextPage").visible && !findChild(shell, "pageBefore").visible);
            wait(50); // what has just appeared is put in its place with the next frame
            clickOn("nextPage");
            tryVerify(() => !Queries.isRunning, 20000);
            verify(!Queries.hasFailed, Queries.failure);
            compare(Queries.result.count, 10000);
            verify(Queries.result.wholeValue(0, 0) >= last);
            verify(Queries.stateText.startsWith("rows 10,001 to 20,000"), Queries.stateText);
            wait(50); // what has just appeared is put in its place with the next frame
            clickOn("nextPage");
            tryVerify(() => !Queries.isRunning, 20000);
            compare(Queries.result.count, 3000);
            verify(!findChild(shell, "nextPage").visible);
            wait(50);
            clickOn("pageBefore");
            tryVerify(() => !Queries.isRunning, 20000);
            verify(Queries.stateText.startsWith("rows 10,001 to 20,000"), Queries.stateText);
            wait(50);
            clickOn("pageBefore");
            tryVerify(() => !Queries.isRunning, 20000);
            compare(Queries.result.wholeValue(9999, 0), last);
            verify(!findChild(shell, "pageBefore").visible);
            // Without an order pages might overlap.
            run("SELECT a.span_id FROM records a, records b");
            compare(Queries.result.count, 10000);
            verify(!Queries.hasNextPage);
        }
        /// Connect, ask, open the run of a row, copy its link, and open it by that link.
        function test_fromConnectionToLink() {
            connect();
            tryCompare(findChild(shell, "connectionName0"), "text", "acme/agents");
            compare(findChild(shell, "connectionToken").text, "");
            verify(Remote.connections.data(Remote.connections.index(0, 0), ConnectionList.TokenRole).indexOf(server.token) < 0);

            shell.currentPage = "sql";
            Remote.desk.engine = Remote.connections.idAt(0);
            verify(findChild(shell, "rangeChoice").visible);
            run("SELECT span_name, trace_id, duration, start_timestamp FROM records WHERE span_name = 'coordination.session' ORDER BY start_timestamp DESC LIMIT 10");
            verify(!Queries.hasFailed, Queries.failure);
            verify(Queries.result.count > 0);
            const trace = Queries.result.wholeValue(0, 1);
            compare(trace.length, 32);

            Remote.runs.openTrace(Remote.connections.idAt(0), trace);
            tryVerify(() => Explorer.hasTrace && !Explorer.isBusy && !Remote.runs.isBusy, 20000);
            verify(Explorer.hasRuns);
            verify(Remote.canLink);
            Remote.copyLink(true);
            compare(server.clipboard(), server.url + "/acme/agents?q=trace_id%3D%27" + trace + "%27");

            const asked = server.requests();
            Remote.pasteLink();
            compare(server.requests(), asked); // it is open already
            Explorer.closeAll();
            verify(!Explorer.hasTrace);
            Remote.pasteLink();
            tryVerify(() => Explorer.hasTrace && !Explorer.isBusy, 20000);
            verify(server.requests() > asked);
        }
        function test_sessionsAreListedAndOpened() {
            connect();
            shell.currentPage = "explore";
            keyClick(Qt.Key_R, Qt.ControlModifier | Qt.ShiftModifier);
            const list = findChild(shell, "remoteRuns");
            verify(list.visible);
            tryVerify(() => Remote.runs.count > 0 && !Remote.runs.isBusy, 20000);
            findChild(shell, "remoteSessions").forceActiveFocus();
            keyClick(Qt.Key_Return);
            tryVerify(() => !list.visible && Explorer.hasTrace && !Explorer.isBusy, 20000);
            verify(Explorer.tree.count > 0);
        }
        function test_linksToASpan() {
            connect();
            shell.currentPage = "sql";
            Remote.desk.engine = Remote.connections.idAt(0);
            run("SELECT trace_id, span_id FROM records WHERE span_name LIKE 'agent.%.round_0' LIMIT 1");
            const trace = Queries.result.wholeValue(0, 0);
            const span = Queries.result.wholeValue(0, 1);
            server.setClipboard(server.url + "/acme/agents?q=trace_id%3D%27" + trace + "%27&traceId=" + trace + "&spanId=" + span);
            keyClick(Qt.Key_V, Qt.ControlModifier | Qt.ShiftModifier);
            tryVerify(() => Explorer.hasTrace && Explorer.details.hasRecord, 20000);
            verify(Remote.link(false).indexOf("spanId=" + span) > 0);
            server.setClipboard("https://logfire-us.pydantic.dev/other/project?q=trace_id%3D%27" + "a".repeat(32) + "%27");
            Remote.pasteLink();
            verify(findChild(shell, "noteBanner").sentence.indexOf("other/project") > 0);
        }
        function test_aLinkWithAConditionBecomesAStatement() {
            connect();
            verify(Remote.openLink(server.url + "/acme/agents?q=span_name%20%3D%20%27coordination.session%27&last=14d"));
            compare(shell.currentPage, "sql");
            verify(Remote.desk.isRemote);
            verify(Queries.tabs.text(Queries.tabs.current).indexOf("WHERE span_name = 'coordination.session'") > 0);
        }
        function test_whatLogfireRefusesIsTold() {
            connect();
            Remote.desk.engine = Remote.connections.idAt(0);
            server.refuse(429, "Query quota exceeded for this organization");
            run("SELECT 1 AS a");
            verify(Queries.failure.indexOf("quota") >= 0, Queries.failure);
            run("SELECT\n  nosuch FROM records");
            verify(Queries.hasFailed);
            shell.currentPage = "settings";
            verify(!Remote.connections.add(server.token, "http://example.com"));
            verify(Remote.connections.add(server.writeToken, server.url));
            tryVerify(() => Remote.connections.data(Remote.connections.index(1, 0), ConnectionList.HasFailedRole));
        }
        function test_theDialectIsChecked() {
            connect();
            shell.currentPage = "sql";
            Queries.tabs.add("", "SELECT agent_id FROM agents");
            compare(findChild(shell, "dialectWarning").text, "");
            Remote.desk.engine = Remote.connections.idAt(0);
            verify(findChild(shell, "dialectWarning").text.indexOf("agents") > 0);
        }
        function test_rangesOfTime() {
            connect();
            shell.currentPage = "sql";
            Remote.desk.engine = Remote.connections.idAt(0);
            Remote.desk.setLast(86400 * 14);
            run("SELECT count(*) AS n FROM records");
            const all = Number(Queries.result.wholeValue(0, 0));
            verify(all > 1000);
            compare(Remote.desk.setBetween("2001-01-01", "nonsense").length > 0, true);
            compare(Remote.desk.setBetween("2026-03-02 12:00", "2026-03-01 12:00").length > 0, true);
            compare(Remote.desk.setBetween("2001-01-01 00:00", "2001-02-01 00:00"), "");
            run("SELECT count(*) AS n FROM records");
            compare(Number(Queries.result.wholeValue(0, 0)), 0);
            Remote.desk.setLast(86400 * 14);
        }
        function test_questionsWithoutAModel() {
            Explorer.openSample();
            tryVerify(() => Explorer.hasTrace && !Explorer.isBusy, 20000);
            keyClick(Qt.Key_A, Qt.ControlModifier | Qt.ShiftModifier);
            verify(findChild(shell, "askPane").visible);
            const asked = server.modelRequests();
            type("askField", "which tools were slow");
            tryVerify(() => Remote.ask.matches.length > 0);
            compare(server.modelRequests(), asked);
            const match = findChild(shell, "askMatch0");
            match.taken(match.statement());
            verify(!findChild(shell, "askPane").visible);
            verify(Queries.tabs.text(Queries.tabs.current).indexOf("SELECT") >= 0);
            verify(!Queries.isRunning); // it has not been run
        }
        function test_questionsWithAModel() {
            Explorer.openSample();
            tryVerify(() => Explorer.hasTrace && !Explorer.isBusy, 20000);
            shell.currentPage = "settings";
            findChild(shell, "modelUrl").text = server.modelUrl;
            findChild(shell, "modelName").text = "test-model";
            findChild(shell, "modelKey").text = "sk-key-of-the-test-0123456789";
            clickOn("modelSave");
            verify(Remote.ask.hasEndpoint);
            keyClick(Qt.Key_A, Qt.ControlModifier | Qt.ShiftModifier);
            const before = server.modelRequests();
            type("askField", "how many records are there");
            server.say("```sql\nSELECT count(*) AS n FROM record\n```");
            server.say("Of course:\n```sql\nSELECT count(*) AS n FROM records\n```");
            clickOn("askButton");
            compare(server.modelRequests(), before); // first it is shown what is sent
            verify(findChild(shell, "askSent").text.indexOf("how many records") > 0);
            mouseClick(findChild(shell, "askAgree"));
            tryVerify(() => Remote.ask.sql.length > 0 && !Remote.ask.isRunning, 20000);
            compare(Remote.ask.sql, "SELECT count(*) AS n FROM records");
            compare(server.modelRequests(), before + 2); // repaired once
            verify(server.lastModelRequest().indexOf("does not accept") > 0);
            verify(!Queries.isRunning && !Remote.ask.hasFailed);
            clickOn("askTake");
            compare(Queries.tabs.text(Queries.tabs.current), "SELECT count(*) AS n FROM records");
            server.say("```sql\nSELECT count(*) AS records FROM records\n```");
            Remote.ask.ask("call it records", "SELECT count(*) AS n FROM records");
            tryVerify(() => !Remote.ask.isRunning && Remote.ask.diff.length === 2, 20000);
            compare(Remote.ask.diff[0].kind, "removed");
            compare(Remote.ask.diff[1].kind, "added");
        }
        function test_theLoggingOfTheRun() {
            Explorer.openSample();
            tryVerify(() => Explorer.hasTrace && !Explorer.isBusy, 20000);
            keyClick(Qt.Key_F1);
            compare(shell.currentPage, "help");
            waitForRendering(shell);
            clickOn("help_logging");
            tryVerify(() => Guide.findings.length > 10);
            verify(Guide.findings.some(finding => finding.state === "good" || finding.state === "bad"));
            for (const page of Guide.pages) {
                clickOn("help_" + page.id);
                verify(Guide.blocks(page.id).length > 2);
            }
        }
        /// Runs last: everything above has left its files.
        function test_zNoTokenIsLeftBehind() {
            connect();
            Remote.ask.setEndpoint(server.modelUrl, "m", "sk-key-of-the-test-0123456789");
            Session.save();
            wait(1500); // what is saved a little later
            const leaks = server.leaks();
            verify(Number(leaks[0]) >= 2, leaks[0] + " files"); // settings and workspace at least
            compare(leaks.slice(1), []);
        }

        name: "Remote"
        when: windowShown
    }
}
