// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/launch_command.h"
#include "launch/shell_words.h"

#include <QtTest>

using namespace mgx;

class TestLaunchCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandFollowsTheRecipe();
    void logfireOfThePersonStays();
    void withoutTracingNothingIsAdded();
    void whatIsMissingIsSaid();
    void questionsThatLookLikeOptions();
    void referencesInTheQuestion();
    void wordsOfAShell_data();
    void wordsOfAShell();
    void openQuotesAreErrors();
    void massgenIsFound();
    void longInterpreterLines();
};

#ifndef Q_MOC_RUN

namespace {

LaunchRequest request()
{
    LaunchRequest request;
    request.massgen.command = {"/v/bin/massgen"};
    request.configPath = "/c/my config.yaml";
    request.question = "What?";
    request.workFolder = "/";
    return request;
}

const ReceiverPlace kPlace{"http://127.0.0.1:4318", "secret", "/l/credentials"};

void makeFile(const QString& path, const QByteArray& text, bool isProgram = false)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    if (isProgram)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// A virtual environment as pip leaves it.
void makeEnvironment(const QString& folder, bool hasLogfire)
{
    makeFile(folder + "/bin/python", "", true);
    makeFile(folder + "/bin/massgen", "#!" + folder.toUtf8() + "/bin/python\nimport re\n", true);
    makeFile(folder + "/lib/python3.11/site-packages/massgen-0.1.97.dist-info/METADATA", "");
    makeFile(folder + "/lib/python3.11/site-packages/massgen/configs/basic/a.yaml", "");
    if (hasLogfire)
        makeFile(folder + "/lib/python3.11/site-packages/logfire/__init__.py", "");
}

} // namespace

void TestLaunchCommand::commandFollowsTheRecipe()
{
    const Environment own = {{"PATH", "/bin"}, {"OTEL_EXPORTER_OTLP_ENDPOINT", "http://elsewhere"}, {"LOGFIRE_TRACE_SAMPLE_RATE", "0.1"},
                             {"OTEL_SDK_DISABLED", "true"}, {"LOGFIRE_TOKEN", "pylf_mine"}};
    const Result<LaunchCommand> command = makeCommand(request(), own, kPlace);
    QVERIFY(command);
    QCOMPARE(shellLine(command->words), std::string("/v/bin/massgen --automation --logfire --config '/c/my config.yaml' 'What?'"));
    const Environment expected = {{"PATH", "/bin"},
                                  {"LOGFIRE_TOKEN", "secret"},
                                  {"LOGFIRE_BASE_URL", "http://127.0.0.1:4318"},
                                  {"LOGFIRE_CREDENTIALS_DIR", "/l/credentials"},
                                  {"OTEL_BSP_SCHEDULE_DELAY", "500"},
                                  {"PYTHONUNBUFFERED", "1"}};
    QVERIFY(command->environment == expected);
    QCOMPARE(command->changedNames.size(), std::size_t(5));
}

void TestLaunchCommand::logfireOfThePersonStays()
{
    LaunchRequest both = request();
    both.tracing = Tracing::HereAndLogfire;
    const Result<LaunchCommand> command = makeCommand(both, {{"LOGFIRE_TOKEN", "pylf_mine"}}, kPlace);
    QVERIFY(command);
    QCOMPARE(valueOf(command->environment, "LOGFIRE_TOKEN"), std::string("pylf_mine"));
    QCOMPARE(valueOf(command->environment, "LOGFIRE_BASE_URL"), std::string());
    QCOMPARE(valueOf(command->environment, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), std::string("http://127.0.0.1:4318/v1/traces"));
    QCOMPARE(valueOf(command->environment, "OTEL_EXPORTER_OTLP_TRACES_HEADERS"), std::string("Authorization=secret"));
}

void TestLaunchCommand::withoutTracingNothingIsAdded()
{
    LaunchRequest none = request();
    none.tracing = Tracing::None;
    none.extraFlags = {"--orchestrator-timeout", "60"};
    none.environment = {{"TZ", "UTC"}};
    const Environment own = {{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://mine"}};
    const Result<LaunchCommand> command = makeCommand(none, own, {});
    QVERIFY(command);
    QCOMPARE(shellLine(command->words), std::string("/v/bin/massgen --automation --config '/c/my config.yaml' --orchestrator-timeout 60 'What?'"));
    QCOMPARE(command->environment.size(), std::size_t(3));
    QCOMPARE(command->changedNames, (std::vector<std::string>{"PYTHONUNBUFFERED", "TZ"}));
}

void TestLaunchCommand::whatIsMissingIsSaid()
{
    LaunchRequest wrong = request();
    wrong.question = " \n";
    QVERIFY(!makeCommand(wrong, {}, kPlace));
    wrong = request();
    wrong.configPath.clear();
    QVERIFY(!makeCommand(wrong, {}, kPlace));
    wrong = request();
    wrong.massgen.command.clear();
    QVERIFY(makeCommand(wrong, {}, kPlace).error().sentence().find("pip install") != std::string::npos);
    wrong = request();
    wrong.workFolder = "/no/such/folder";
    QVERIFY(makeCommand(wrong, {}, kPlace).error().sentence().find("/no/such/folder") != std::string::npos);
}

void TestLaunchCommand::questionsThatLookLikeOptions()
{
    LaunchRequest dashed = request();
    dashed.question = "--help me";
    const std::vector<std::string> words = commandWords(dashed);
    QCOMPARE(words[words.size() - 2], std::string("--"));
}

void TestLaunchCommand::referencesInTheQuestion()
{
    const QTemporaryDir folder;
    makeFile(folder.filePath("notes.md"), "");
    const std::string work = folder.path().toStdString();
    QCOMPARE(missingReferences("read @notes.md and mail a@b.de, then @notes.md:w.", work), std::vector<std::string>{});
    QCOMPARE(missingReferences("use @decorator, please", work), std::vector<std::string>{"@decorator,"});
}

void TestLaunchCommand::wordsOfAShell_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("words"); // with | between
    QTest::newRow("plain") << QByteArray("a b  c") << QByteArray("a|b|c");
    QTest::newRow("quotes") << QByteArray("a 'b c' \"d e\"f") << QByteArray("a|b c|d ef");
    QTest::newRow("quote in quotes") << QByteArray("'it'\\''s'") << QByteArray("it's");
    QTest::newRow("empty word") << QByteArray("a '' b") << QByteArray("a||b");
    QTest::newRow("nothing runs") << QByteArray("$(rm -rf) `x` $HOME *") << QByteArray("$(rm|-rf)|`x`|$HOME|*");
}

void TestLaunchCommand::wordsOfAShell()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, words);
    const Result<std::vector<std::string>> split = splitShellLine(line.toStdString());
    QVERIFY(split);
    QByteArrayList found;
    for (const std::string& word : *split)
        found.append(QByteArray::fromStdString(word));
    QCOMPARE(found.join('|'), words);
    QVERIFY(*splitShellLine(shellLine(*split)) == *split); // and back
}

void TestLaunchCommand::openQuotesAreErrors()
{
    QVERIFY(!splitShellLine("a 'b"));
    QVERIFY(splitShellLine("")->empty());
}

void TestLaunchCommand::massgenIsFound()
{
    const QTemporaryDir folder;
    makeEnvironment(folder.filePath("venv"), true);
    makeEnvironment(folder.filePath("project/.venv"), false);
    makeFile(folder.filePath("project/pyproject.toml"), "[project]\ndependencies = [\"massgen\"]\n");
    makeFile(folder.filePath("bin/uv"), "", true);
    const std::string venv = folder.filePath("venv").toStdString();
    const std::string project = folder.filePath("project").toStdString();
    const std::string bin = folder.filePath("bin").toStdString();

    QVERIFY(findMassgen({{"PATH", "/nowhere"}}, "/nowhere", {}).empty());
    for (const std::string& chosen : {venv, venv + "/bin/python", venv + "/bin/massgen"}) {
        const auto found = findMassgen({{"PATH", "/nowhere"}}, "/nowhere", chosen);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].version, std::string("0.1.97"));
        QVERIFY(found[0].hasLogfire);
        QCOMPARE(found[0].command, std::vector<std::string>{venv + "/bin/massgen"});
        QVERIFY(found[0].configs.ends_with("site-packages/massgen/configs"));
    }
    const auto onPath = findMassgen({{"PATH", "/nowhere:" + venv + "/bin"}}, "/nowhere", {});
    QCOMPARE(onPath.size(), std::size_t(1));
    QCOMPARE(onPath[0].title(), "massgen 0.1.97 (" + venv + "/bin/massgen)");

    const auto inProject = findMassgen({{"PATH", bin + ":" + venv + "/bin"}}, project, {});
    QCOMPARE(inProject.size(), std::size_t(3)); // uv, the folder's .venv, PATH
    QCOMPARE(inProject[0].command, (std::vector<std::string>{"uv", "run", "--project", project, "massgen"}));
    QVERIFY(inProject[0].isInspected && !inProject[0].hasLogfire);
    QVERIFY(inProject[0].logfireAdvice().find("uv add") == 0);
    QCOMPARE(inProject[1].command, std::vector<std::string>{project + "/.venv/bin/massgen"});
    QVERIFY(findMassgen({{"PATH", venv + "/bin"}}, "/nowhere", "/no/such/python").empty());
}

void TestLaunchCommand::longInterpreterLines()
{
    const QTemporaryDir folder;
    makeEnvironment(folder.filePath("venv"), true);
    const QByteArray python = folder.filePath("venv/bin/python").toUtf8();
    makeFile(folder.filePath("bin/massgen"), "#!/bin/sh\n'''exec' " + python + " \"$0\" \"$@\"\n' '''\nimport re\n", true);
    const auto found = findMassgen({{"PATH", folder.filePath("bin").toStdString()}}, "/nowhere", {});
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0].version, std::string("0.1.97"));
}

QTEST_GUILESS_MAIN(TestLaunchCommand)

#endif

#include "tst_launch_command.moc"
