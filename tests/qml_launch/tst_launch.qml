// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Mgx.Models
import Mgx.Shell

// From picking a config to reading the answer, with clicks and keys.
Item {
    id: root

    height: 900
    width: 1440

    Shell {
        id: shell

        anchors.fill: parent
    }
    TestCase {
        id: test

        name: "Launch"
        when: windowShown

        function find(name) {
            const item = findChild(shell, name);
            verify(item !== null, name);
            return item;
        }

        function click(name) {
            const item = test.find(name);
            tryVerify(() => item.visible);
            wait(50); // what has just appeared is put in its place with the next frame
            mouseClick(item, item.width / 2, item.height / 2);
        }

        function rowOf(name) {
            for (let i = 0; i < Launcher.configs.count; ++i) {
                if (Launcher.configs.data(Launcher.configs.index(i, 0), Qt.UserRole + 1) === name)
                    return i;
            }
            return -1;
        }

        function chooseConfig(name, modifiers) {
            const list = test.find("configList");
            wait(50);
            list.positionViewAtIndex(test.rowOf(name), ListView.Contain);
            const row = list.itemAtIndex(test.rowOf(name));
            verify(row !== null, name);
            mouseClick(row, 40, 12, Qt.LeftButton, modifiers ?? Qt.NoModifier);
        }

        function test_1_configsAreListedAndSearched() {
            test.click("railLaunch");
            tryCompare(shell, "currentPage", "launch");
            tryCompare(Launcher.configs, "total", 3);
            const search = test.find("configSearch");
            mouseClick(search);
            keyClick(Qt.Key_T);
            keyClick(Qt.Key_W);
            keyClick(Qt.Key_O);
            tryCompare(Launcher.configs, "count", 1);
            keyClick(Qt.Key_Escape);
            tryCompare(Launcher.configs, "count", 3);
        }

        function test_2_checksTellBeforeTheLaunch() {
            test.chooseConfig("wrong");
            tryCompare(Launcher, "configTitle", "wrong.yaml");
            verify(test.find("configText").text.includes("lmstudi"));
            const texts = Launcher.checks.map(check => check.severity + " " + check.text);
            verify(texts.some(text => text.startsWith("error line 3:") && text.includes("lmstudio")), texts.join("\n"));
            verify(!Launcher.canLaunch);
            verify(!test.find("launch").enabled);
        }

        function test_2_massgenItselfIsAsked() {
            test.chooseConfig("three_agents");
            test.click("validate");
            verify(Launcher.isValidating);
            tryVerify(() => !Launcher.isValidating, 20000);
            const texts = Launcher.checks.map(check => check.severity + " " + check.text);
            verify(texts.some(text => text === "warning massgen --validate: agents[0]: only a stand-in; install MassGen"), texts.join("\n"));
            verify(Launcher.checks.every(check => check.severity !== "error"));
        }

        function test_2_theEnvironmentIsCheckedAndHidden() {
            const field = test.find("variables");
            mouseClick(field);
            for (const key of "nonsense")
                keyClick(key);
            compare(field.echoMode, TextInput.Normal);
            tryVerify(() => Launcher.checks.some(check => check.text.includes("NAME=value")));
            verify(!Launcher.canLaunch);
            field.clear();
            for (const key of "MARK=7")
                keyClick(key);
            tryVerify(() => !Launcher.checks.some(check => check.text.includes("NAME=value")));
            mouseClick(test.find("question"), 20, 10);
            compare(field.echoMode, TextInput.Password);
            verify(!Launcher.commandLine.includes("MARK"));
            Launcher.variables = "";
        }

        function test_3_fromConfigToAnswer() {
            test.chooseConfig("three_agents");
            tryCompare(Launcher, "configTitle", "three_agents.yaml");
            const question = test.find("question");
            mouseClick(question, 20, 10);
            for (const key of "what is 2?")
                keyClick(key);
            compare(Launcher.question, "what is 2?");
            verify(test.find("commandLine").text.includes("--automation --logfire --config"));
            verify(test.find("commandLine").text.endsWith("'what is 2?'"));
            tryVerify(() => test.find("launch").enabled);
            compare(Launcher.plannedRuns, 1);
            verify(!Launcher.hasRun); // nothing without a click
            test.click("launch");
            verify(Launcher.isRunning);
            tryVerify(() => Explorer.hasTrace, 20000); // the run opens as soon as its folder is there
            verify(Launcher.isOpened);
            tryVerify(() => Launcher.percent > 0, 20000);
            verify(Launcher.isRunning);
            tryVerify(() => Launcher.output.text.includes("QUESTION: what is 2?"), 10000);
            verify(findChild(shell, "agentRow0") !== null);

            // A view that is moved stays where it is; Live follows again.
            test.click("railExplore");
            tryCompare(shell, "currentPage", "explore");
            verify(Launcher.isFollowing);
            Explorer.view.zoom(3, 0.5);
            const from = Explorer.view.from;
            verify(!Launcher.isFollowing);
            const count = Explorer.recordsText;
            tryVerify(() => Explorer.recordsText !== count || !Launcher.isRunning, 20000);
            compare(Explorer.view.from, from);
            if (Launcher.isRunning) {
                test.click("live");
                verify(Launcher.isFollowing);
                verify(Explorer.view.isFit);
            }
            tryVerify(() => !Launcher.isRunning, 30000);
            compare(Launcher.runState, "complete");
            test.click("railLaunch");
            compare(test.find("phase").text, "complete");
            verify(test.find("outcome").text.includes("checker won"));
            test.find("runTabs").current = 1;
            const answer = test.find("finalAnswer");
            verify(answer.text.length > 20 && answer.text === Launcher.finalAnswer);
            compare(Launcher.percent, 100);
        }

        function test_4_outputIsSearched() {
            test.find("runTabs").current = 0;
            const search = test.find("outputSearch");
            mouseClick(search);
            for (const key of "winner")
                keyClick(key);
            tryVerify(() => Launcher.output.text === "WINNER: checker");
            search.clear();
            tryVerify(() => Launcher.output.text.includes("LOG_DIR"));
        }

        function test_5_historyFillsTheForm() {
            test.find("launchTabs").current = 1;
            tryVerify(() => Launcher.history.count === 1);
            Launcher.question = "another";
            Launcher.again(0, false);
            compare(Launcher.question, "what is 2?");
            verify(!Launcher.isRunning);
            test.find("launchTabs").current = 0;
            // Earlier questions come by key, and the one that was begun comes back.
            Launcher.question = "a draft";
            mouseClick(test.find("question"), 20, 10);
            keyClick(Qt.Key_Up, Qt.AltModifier);
            compare(Launcher.question, "what is 2?");
            keyClick(Qt.Key_Up, Qt.AltModifier);
            compare(Launcher.question, "what is 2?");
            keyClick(Qt.Key_Down, Qt.AltModifier);
            compare(Launcher.question, "a draft");
            Launcher.question = "what is 2?";
        }

        function test_6_stopStops() {
            verify(Launcher.canLaunch);
            test.click("launch");
            verify(Launcher.isRunning);
            test.click("stop");
            verify(Launcher.phase.includes("SIGINT"));
            tryVerify(() => !Launcher.isRunning, 20000);
            compare(Launcher.runState, "incomplete");
        }

        function test_7_severalConfigsAreAMatrix() {
            test.chooseConfig("three_agents");
            test.chooseConfig("two_agents", Qt.ControlModifier);
            Launcher.question = "one?\n---\ntwo?";
            compare(Launcher.plannedRuns, 4);
            Launcher.atOnce = 2;
            tryVerify(() => Launcher.canLaunch);
            test.click("launch");
            compare(Launcher.planLines.length, 4);
            tryVerify(() => Launcher.planText.startsWith("4 of 4 runs done"), 60000);
            Launcher.question = "one?";
            test.chooseConfig("three_agents");
        }

        function test_8_listens() {
            test.find("launchTabs").current = 2;
            test.click("listen");
            verify(Launcher.isListening);
            verify(test.find("listenLines").text.includes("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:"));
            test.click("listen");
            verify(!Launcher.isListening);
        }
    }
}
