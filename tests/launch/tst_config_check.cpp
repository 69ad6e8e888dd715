// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/config_check.h"
#include "launch/config_finder.h"

#include <QtTest>

using namespace mgx;

class TestConfigCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findings_data();
    void findings();
    void keysAreFoundInFilesByName();
    void summariesTellWhatAConfigIsAbout();
    void manyConfigsAreListedQuickly();
    void searchLooksAtAllThatIsShown();
    void brokenFilesAreNoConfigs();
};

#ifndef Q_MOC_RUN

namespace {

constexpr const char* kGood = R"(# Two agents that calculate.
# More about it.
agents:
  - id: one
    backend:
      type: openai
      model: gpt-5-nano
      cwd: workspace
      enable_web_search: true
      mcp_servers:
        - name: lab
          command: sh
  - id: two
    backend: {type: claude, model: claude-opus-4-6}
orchestrator:
  snapshot_storage: snapshots
  agent_temporary_workspace: temp
  coordination:
    max_orchestration_restarts: 2
)";

std::string printed(const std::vector<ConfigFinding>& findings)
{
    std::string text;
    for (const ConfigFinding& finding : findings) {
        if (finding.severity == ConfigFinding::Severity::Good)
            continue;
        text += finding.severity == ConfigFinding::Severity::Error ? "error " : "warning ";
        text += std::to_string(finding.place.line) + ':' + std::to_string(finding.place.column) + ' ' + finding.sentence + '\n';
    }
    return text;
}

Environment withKeys()
{
    return {{"PATH", "/usr/bin:/bin"}, {"OPENAI_API_KEY", "x"}, {"ANTHROPIC_API_KEY", "x"}, {"HOME", "/nowhere"}};
}

void write(const QString& path, const QByteArray& text)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

void TestConfigCheck::findings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("good") << QByteArray(kGood) << QByteArray();
    QTest::newRow("no yaml") << QByteArray("agents:\n  - id: [a\n") << QByteArray("error 3:1 is no YAML: end of sequence flow not found\n");
    QTest::newRow("empty") << QByteArray("") << QByteArray("error 0:0 the config is no mapping\n");
    QTest::newRow("list") << QByteArray("- a\n") << QByteArray("error 1:1 the config is no mapping\n");
    QTest::newRow("no agents") << QByteArray("ui: {}\n") << QByteArray("error 1:1 there is neither `agents` nor `agent`\n");
    QTest::newRow("both") << QByteArray("agent: {id: a, backend: {type: lmstudio}}\nagents: [{id: b, backend: {type: lmstudio}}]\n")
                          << QByteArray("error 1:8 there is both `agents` and `agent`\n");
    QTest::newRow("same ids") << QByteArray("agents:\n  - {id: a, backend: {type: lmstudio}}\n  - {id: a, backend: {type: lmstudio}}\n")
                              << QByteArray("error 3:10 two agents have the id \"a\"\n");
    QTest::newRow("unknown type") << QByteArray("agents:\n  - id: a\n    backend:\n      type: opena\n      model: x\n")
                                  << QByteArray("error 4:13 the backend type \"opena\" is not known\n");
    QTest::newRow("no model") << QByteArray("agent:\n  id: a\n  backend:\n    type: chatcompletion\n")
                              << QByteArray("error 4:5 a backend of type chatcompletion has no `model`\n");
    QTest::newRow("first generation") << QByteArray("models: [a]\nagents: [{id: a, backend: {type: lmstudio}}]\n")
                                      << QByteArray("error 1:9 `models` belongs to the first config format, which MassGen refuses\n");
    QTest::newRow("workspace") << QByteArray("agent:\n  id: a\n  backend:\n    type: lmstudio\n    cwd: w\n")
                               << QByteArray("error 5:10 an agent has a workspace (`cwd`), but `orchestrator` has no `snapshot_storage`\n"
                                             "error 5:10 an agent has a workspace (`cwd`), but `orchestrator` has no `agent_temporary_workspace`\n");
    QTest::newRow("missing key") << QByteArray("agent: {id: a, backend: {type: gemini}}\n")
                                 << QByteArray("warning 1:25 GEMINI_API_KEY is not set\n");
    QTest::newRow("key in config") << QByteArray("agent: {id: a, backend: {type: chatcompletion, model: m, api_key: k}}\n")
                                   << QByteArray("warning 1:67 `api_key` in a chatcompletion backend ends the run of MassGen 0.1.97 with exit code 2\n");
    QTest::newRow("missing command") << QByteArray("agent:\n  id: a\n  backend:\n    type: lmstudio\n    mcp_servers:\n      lab:\n        command: no-such-program\n")
                                     << QByteArray("warning 7:18 the MCP server lab needs the command \"no-such-program\", which is not installed\n");
    QTest::newRow("unset variable") << QByteArray("agent: {id: a, backend: {type: lmstudio}, system_message: \"${NOT_SET_ANYWHERE}\"}\n")
                                    << QByteArray("warning 1:59 the variable NOT_SET_ANYWHERE is not set\n");
    QTest::newRow("written twice") << QByteArray("ui: {}\nui: {}\nagent: {id: a, backend: {type: lmstudio}}\n")
                                   << QByteArray("warning 2:1 `ui` is written twice: the last one counts\n");
    QTest::newRow("time limit") << QByteArray("timeout_settings: {orchestrator_timeout_seconds: soon}\nagent: {id: a, backend: {type: lmstudio}}\n")
                                << QByteArray("error 1:50 `orchestrator_timeout_seconds` is no number of seconds\n");
}

void TestConfigCheck::findings()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(printed(checkConfig(text.toStdString(), withKeys(), "/nowhere"))), expected);
}

void TestConfigCheck::keysAreFoundInFilesByName()
{
    const QTemporaryDir home;
    write(home.filePath(".massgen/.env"), "# keys\nexport GEMINI_API_KEY=\"secret\"\nOPENAI_API_KEY=\n");
    const Environment environment = {{"HOME", home.path().toStdString()}, {"PATH", "/bin"}};
    const std::string config = "agents: [{id: a, backend: {type: gemini}}, {id: b, backend: {type: openai}}]\n";
    QCOMPARE(QByteArray::fromStdString(printed(checkConfig(config, environment, "/nowhere"))),
             QByteArray("warning 1:61 OPENAI_API_KEY is not set\n")); // an empty value is none
}

void TestConfigCheck::summariesTellWhatAConfigIsAbout()
{
    const ConfigSummary summary = summarizeConfig("/x/two.yaml", kGood, readYaml(kGood));
    QCOMPARE(summary.name, std::string("two"));
    QCOMPARE(summary.description, std::string("Two agents that calculate."));
    QCOMPARE(summary.agents.size(), std::size_t(2));
    QCOMPARE(summary.agents[1].model, std::string("claude-opus-4-6"));
    QCOMPARE(summary.tools, (std::vector<std::string>{"lab", "web search"}));
    QVERIFY(summary.hasWorkspace);
    QCOMPARE(summary.restarts, 2);
    QCOMPARE(summary.costLevel, 2);
}

void TestConfigCheck::manyConfigsAreListedQuickly()
{
    const QTemporaryDir folder;
    for (int i = 0; i < 300; ++i)
        write(folder.filePath(QStringLiteral("f%1/config_%2.yaml").arg(i % 10).arg(i)), kGood);
    write(folder.filePath(".git/hidden.yaml"), kGood);
    QElapsedTimer timer;
    timer.start();
    const std::vector<FoundConfig> found = findConfigs({{folder.path().toStdString(), "here", true}}, {});
    QCOMPARE(found.size(), std::size_t(300));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed()))); // 0.1 s on a quiet machine
    QCOMPARE(found.front().folder, std::string("f0"));
    QCOMPARE(found.front().summary.name, std::string("config_0"));
}

void TestConfigCheck::searchLooksAtAllThatIsShown()
{
    FoundConfig config;
    config.summary = summarizeConfig("/x/two.yaml", kGood, readYaml(kGood));
    config.folder = "basic/multi";
    for (const char* search : {"", "two", "OPUS", "lab one", "calculate", "basic claude", "gpt-5 nano"})
        QVERIFY2(matchesConfig(config, search), search);
    for (const char* search : {"three", "two gemini"})
        QVERIFY2(!matchesConfig(config, search), search);
}

void TestConfigCheck::brokenFilesAreNoConfigs()
{
    const QTemporaryDir folder;
    write(folder.filePath("a.yaml"), "agents: [");
    write(folder.filePath("b.yaml"), "services: {}\n");
    write(folder.filePath("c.yaml"), kGood);
    write(folder.filePath("d.txt"), kGood);
    QVERIFY(QFile::link(folder.filePath("c.yaml"), folder.filePath("e.yaml"))); // the same file
    const std::vector<FoundConfig> found = findConfigs({{folder.path().toStdString(), "here", true}}, {});
    QCOMPARE(found.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestConfigCheck)

#endif

#include "tst_config_check.moc"
