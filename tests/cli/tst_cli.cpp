// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>
#include <cstdio>
#include <unistd.h>

using namespace mgx;

namespace {

struct Outcome
{
    int code = 0;
    QByteArray out;
    QByteArray err;
};

/// Sends a stream of the process to a file for as long as it lives.
class Redirect
{
public:
    Redirect(std::FILE* stream, const QString& path) : m_stream(stream), m_saved(dup(fileno(stream)))
    {
        std::fflush(stream);
        std::FILE* file = std::fopen(path.toUtf8().constData(), "wb");
        dup2(fileno(file), fileno(stream));
        std::fclose(file);
    }
    ~Redirect()
    {
        std::fflush(m_stream);
        dup2(m_saved, fileno(m_stream));
        close(m_saved);
    }

private:
    std::FILE* m_stream;
    int m_saved;
};

Outcome run(const std::vector<std::string>& arguments)
{
    const QTemporaryDir dir;
    const QString out = dir.filePath(QStringLiteral("out"));
    const QString err = dir.filePath(QStringLiteral("err"));
    Outcome outcome;
    {
        const Redirect stdoutTo(stdout, out);
        const Redirect stderrTo(stderr, err);
        outcome.code = cli::run(arguments);
    }
    const auto read = [](const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    outcome.out = read(out);
    outcome.err = read(err);
    return outcome;
}

const std::string kSample = MGX_SOURCE_DIR "/resources/samples";

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUsageIsTold_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char* name, const QStringList& arguments, const char* sentence) {
            QTest::newRow(name) << arguments << QByteArray(sentence);
        };
        row("no path", {QStringLiteral("summary")}, "needs at least one PATH; see --help");
        row("unknown option", {QStringLiteral("summary"), QStringLiteral("--jason"), QStringLiteral("x")}, "unknown option --jason");
        row("no value", {QStringLiteral("records"), QStringLiteral("x"), QStringLiteral("--out")}, "--out needs a value");
        row("flag with value", {QStringLiteral("summary"), QStringLiteral("--json=1")}, "--json takes no value");
        row("two statements", {QStringLiteral("query"), QStringLiteral("x"), QStringLiteral("--sql=SELECT 1"), QStringLiteral("--saved=x")}, "needs one of --sql, --file and --saved");
        row("parquet without a file", {QStringLiteral("records"), QStringLiteral("x"), QStringLiteral("--format=parquet")}, "--format parquet needs --out FILE");
        row("a file for a table", {QStringLiteral("query"), QStringLiteral("x"), QStringLiteral("--sql=SELECT 1"), QStringLiteral("--out=y")}, "belong together");
        row("bad format", {QStringLiteral("records"), QStringLiteral("x"), QStringLiteral("--format=xml")}, "--format is ndjson, csv or parquet, not xml");
        row("a report of another kind", {QStringLiteral("report"), QStringLiteral("x"), QStringLiteral("--out=y.pdf")}, "ends in .md or .html, not y.pdf");
        row("no path for a report", {QStringLiteral("report")}, "needs at least one PATH");
        row("unknown command", {QStringLiteral("sumary")}, "unknown command sumary");
    }
    void wrongUsageIsTold()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, sentence);
        std::vector<std::string> list;
        for (const QString& a : arguments)
            list.push_back(a.toStdString());
        const Outcome o = run(list);
        QCOMPARE(o.code, int(cli::kWrongUsage));
        QVERIFY2(o.err.contains(sentence), o.err.constData());
        QCOMPARE(o.err.count('\n'), 1);
        QVERIFY(o.out.isEmpty());
    }

    void helpIsThere()
    {
        for (const char* command : {"summary", "records", "query", "report"}) {
            const Outcome o = run({command, "--help"});
            QCOMPARE(o.code, int(cli::kDone));
            QVERIFY(o.out.startsWith(QByteArray("massgen-explorer ") + command));
            QVERIFY(o.out.contains("Exit codes"));
        }
        QVERIFY(run({"--help"}).out.contains("self-test"));
        QVERIFY(run({"--version"}).out.startsWith("massgen-explorer "));
        QVERIFY(cli::isCommand(std::vector<std::string>{"summary"}));
        QVERIFY(!cli::isCommand(std::vector<std::string>{"/some/path"}));
    }

    void unusableInputIsTold()
    {
        const Outcome missing = run({"summary", "/nowhere/at/all", "--json"});
        QCOMPARE(missing.code, int(cli::kUnusableInput));
        QVERIFY2(missing.err.contains("/nowhere/at/all"), missing.err.constData());
        const QTemporaryDir empty;
        const Outcome none = run({"summary", empty.path().toStdString()});
        QCOMPARE(none.code, int(cli::kUnusableInput));
        QVERIFY(!none.err.isEmpty());
    }

    void summaryHasTheShapeOfItsHelp()
    {
        const Outcome o = run({"summary", kSample, "--json"});
        QCOMPARE(o.code, int(cli::kDone));
        const QJsonObject document = QJsonDocument::fromJson(o.out).object();
        QVERIFY(document.value(QStringLiteral("import")).toObject().value(QStringLiteral("bytes")).toDouble() > 1000);
        const QJsonArray runs = document.value(QStringLiteral("runs")).toArray();
        QVERIFY(!runs.isEmpty());
        const QByteArray help = run({"summary", "--help"}).out;
        for (const QJsonValue& r : runs) {
            for (const QString& key : r.toObject().keys())
                QVERIFY2(help.contains('"' + key.toUtf8() + '"'), qPrintable(key));
            QVERIFY(!r[QStringLiteral("agents")].toArray().isEmpty());
            for (const QString& key : r[QStringLiteral("agents")][0].toObject().keys())
                QVERIFY2(help.contains('"' + key.toUtf8() + '"'), qPrintable(key));
        }
        QVERIFY(run({"summary", kSample}).out.contains("winner"));
    }

    void savedQueriesAreAskedByName()
    {
        const QTemporaryDir config;
        qputenv("XDG_CONFIG_HOME", config.path().toUtf8());
        const Outcome byTitle = run({"query", kSample, "--saved", "cost PER answer", "--format", "csv"});
        QVERIFY2(byTitle.code == cli::kDone, byTitle.err.constData());
        QVERIFY(byTitle.out.startsWith("run,agent_id,model,answers,cost_usd,"));
        QCOMPARE(byTitle.out.count('\n'), 4);
        QCOMPARE(run({"query", kSample, "--saved", "massgen.cost-per-answer", "--format", "csv"}).out, byTitle.out);
        // A trace that nobody names is the newest run's; one that is named counts.
        const Outcome trace = run({"query", kSample, "--saved", "View trace hierarchy", "--format", "csv"});
        QCOMPARE(trace.code, int(cli::kDone));
        QVERIFY(trace.out.contains("coordination.session"));
        QVERIFY2(trace.err.contains("YOUR_TRACE_ID is "), trace.err.constData());
        const Outcome other = run({"query", kSample, "--saved", "View trace hierarchy", "--format", "csv", "--param", "your_trace_id=it's"});
        QCOMPARE(other.out.count('\n'), 1);
        // A default, and a value in its place.
        const auto slow = [&](const std::string& least) {
            return run({"query", kSample, "--saved", "slow tools", "--format", "csv", "--param", "least_seconds:=" + least}).out.count('\n');
        };
        QVERIFY(slow("0") > run({"query", kSample, "--saved", "slow tools", "--format", "csv"}).out.count('\n'));
        QCOMPARE(slow("1"), 3);
        const Outcome unknown = run({"query", kSample, "--saved", "cost per anser"});
        QCOMPARE(unknown.code, int(cli::kUnusableInput));
        QVERIFY2(unknown.err.contains("there is no saved query \"cost per anser\"; most like it: \"Cost per answer\""), unknown.err.constData());

        QDir(config.path()).mkpath("massgen-explorer");
        QFile own(config.filePath("massgen-explorer/queries.json"));
        QVERIFY(own.open(QIODevice::WriteOnly));
        own.write(R"({"format":"massgen-explorer-queries","version":1,"queries":[
            {"id":"m","title":"Mine","sql":"SELECT $n + 1 AS a, '[who]' AS b","parameters":[{"name":"n","type":"integer","default":"41"}]}]})");
        own.close();
        QCOMPARE(run({"query", kSample, "--saved", "mine", "--format", "csv", "--param", "who=me"}).out, QByteArray("a,b\r\n42,me\r\n"));
        const Outcome open = run({"query", kSample, "--saved", "mine"});
        QCOMPARE(open.code, int(cli::kWrongUsage));
        QVERIFY2(open.err.contains("needs --param who=VALUE"), open.err.constData());
    }

    void recordsMatchTheCountsOfTheSummary()
    {
        const QTemporaryDir dir;
        const std::string file = dir.filePath(QStringLiteral("r.ndjson")).toStdString();
        QCOMPARE(run({"records", kSample, "--out", file}).code, int(cli::kDone));
        QVERIFY(!QFile::exists(QString::fromStdString(file + ".part")));
        const auto total = [](const QByteArray& summary) {
            double count = 0;
            for (const QJsonValue& r : QJsonDocument::fromJson(summary).object().value(QStringLiteral("runs")).toArray()) {
                for (const QJsonValue& n : r[QStringLiteral("records")].toObject())
                    count += n.toDouble();
            }
            return int(count);
        };
        const int expected = total(run({"summary", kSample, "--json"}).out);
        const QByteArray ndjson = run({"records", kSample}).out;
        QCOMPARE(ndjson.count('\n'), expected);
        QFile written(QString::fromStdString(file));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), ndjson);
        // Our own export is an input like any other, and gives the same records again.
        QCOMPARE(total(run({"summary", file, "--json"}).out), expected);
        QByteArray again = run({"records", file}).out;
        QCOMPARE(again.count('\n'), expected);
        const QByteArray csv = run({"records", kSample, "--format", "csv"}).out;
        QVERIFY(csv.startsWith("start_timestamp,end_timestamp,duration,"));
    }

    void reportsAreWrittenAndChecked()
    {
        const QTemporaryDir dir;
        const QString markdown = dir.filePath(QStringLiteral("ANALYSIS_REPORT.md"));
        const QString html = dir.filePath(QStringLiteral("report.html"));
        const Outcome written = run({"report", kSample, "--out", markdown.toStdString()});
        QVERIFY2(written.code == cli::kDone && written.out.isEmpty(), written.err.constData());
        QCOMPARE(run({"report", kSample, "--out", html.toStdString()}).code, int(cli::kDone));
        QFile page(html);
        QVERIFY(page.open(QIODevice::ReadOnly));
        QVERIFY(page.readAll().contains("<svg role=\"img\""));
        QFile file(markdown);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray text = file.readAll();
        QCOMPARE(run({"report", kSample}).out, text);
        const Outcome good = run({"report", kSample, "--check", markdown.toStdString()});
        QVERIFY2(good.code == cli::kDone && good.out.contains(" right, 0 wrong, 0 unsupported"), good.out.constData());

        const qsizetype at = text.indexOf("](mgx://") - 1; // the end of a figure
        text[at] = text[at] == '1' ? '2' : '1';
        QVERIFY(file.resize(0) && file.seek(0) && file.write(text) == text.size());
        file.close();
        const Outcome bad = run({"report", kSample, "--check", markdown.toStdString()});
        QCOMPARE(bad.code, int(cli::kUnusableInput));
        QVERIFY2(bad.out.contains(": wrong: ") && bad.out.contains("; the run says "), bad.out.constData());
        QVERIFY2(bad.err.contains("1 number is wrong"), bad.err.constData());
        QCOMPARE(run({"report", kSample, "--run", "nosuch"}).code, int(cli::kUnusableInput));
        QCOMPARE(run({"report", kSample, "--check", "/nowhere.md"}).code, int(cli::kUnusableInput));
    }
};

QTEST_APPLESS_MAIN(TestCli)
#include "tst_cli.moc"
