// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/answers_of.h"
#include "analysis/report_check.h"
#include "analysis/report_writers.h"
#include "analysis/runs_under_test.h"
#include "store/snapshot_builder.h"

#include <QRegularExpression>
#include <QTextDocument>
#include <QXmlStreamReader>
#include <QtTest>
#include <map>
#include <random>
#include <set>

using namespace mgx;
using Verdict = ReportMark::Verdict;

namespace {

Report reportOf(const RunUnderTest& run)
{
    return makeReport(*run.snapshot, run.run, analyze(*run.snapshot, run.run));
}

QString pictureOf(const ReportCheck& check)
{
    QString text;
    for (const ReportMark& mark : check.marks)
        text += QString("%1 %2 \"%3\" (%4 %5)\n").arg(mark.line).arg(QString::fromUtf8(nameOf(mark.verdict).data()), QString::fromStdString(mark.written), QString::fromStdString(mark.key), QString::fromStdString(mark.expected));
    return text;
}

/// Verdicts of a text about b-three, "right 12.3 s" a mark.
QStringList verdictsOf(const QString& text, const char* name = "b-three")
{
    static std::map<std::string, Report> reports;
    if (!reports.count(name))
        reports[name] = reportOf(runsOf(name).front());
    QStringList list;
    for (const ReportMark& mark : checkReport(text.toStdString(), reports[name]).marks)
        list << QString("%1 %2").arg(QString::fromUtf8(nameOf(mark.verdict).data()), QString::fromStdString(mark.written));
    return list;
}

} // namespace

class TestReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void structure()
    {
        const Report report = reportOf(runsOf("c-tools").front());
        std::vector<std::string> titles;
        for (const ReportSection& section : report.sections)
            titles.push_back(section.title);
        QCOMPARE(titles, (std::vector<std::string>{"Executive summary", "Timing and phases", "Rounds", "Answers and votes", "Tools", "Errors", "Repeated and lost work", "Tokens and cost",
                                                   "Nesting and data quality", "Recommendations"}));
        std::set<std::string> keys;
        for (const Figure& figure : report.figures)
            QVERIFY2(keys.insert(figure.key).second, figure.key.c_str());
        const std::string text = asMarkdown(report, *runsOf("c-tools").front().snapshot);
        QVERIFY(text.find(".json") != std::string::npos || text.find(".jsonl:") != std::string::npos); // places in files
        QVERIFY(text.find("mgx://run/" + report.trace) != std::string::npos);
    }

    /// Every figure has a statement, and every statement runs.
    void everyFigureHasAQuery()
    {
        std::map<const TraceSnapshot*, std::unique_ptr<EngineUnderTest>> engines;
        for (const RunUnderTest& run : everyRun()) {
            auto& engine = engines[run.snapshot.get()];
            if (!engine)
                engine = std::make_unique<EngineUnderTest>(run.snapshot);
            const Report report = reportOf(run);
            for (const Figure& figure : report.figures)
                QVERIFY2(!figure.sql.empty(), (run.name + " " + figure.key).c_str());
            for (const std::string& sql : ReportQueries(report).texts)
                QVERIFY2(engine->rowsOf(sql) >= 0, (run.name + "\n" + sql + "\n" + engine->error).c_str());
        }
    }

    void everyReportIsVerified()
    {
        for (const RunUnderTest& run : everyRun()) {
            const Report report = reportOf(run);
            const ReportCheck check = checkReport(asMarkdown(report, *run.snapshot), report);
            QVERIFY2(check.wrong == 0 && check.unsupported == 0, qPrintable(QString::fromStdString(run.name) + "\n" + pictureOf(check)));
            QVERIFY(check.right > 20);
        }
    }

    /// Twenty figures are changed by a digit: all of them are found, and nothing else is marked.
    void plantedErrorsAreFound()
    {
        for (const RunUnderTest& run : everyRun()) {
            const Report report = reportOf(run);
            std::string text = asMarkdown(report, *run.snapshot);
            const ReportCheck before = checkReport(text, report);
            std::set<std::size_t> planted;
            const std::size_t step = std::max<std::size_t>(1, before.marks.size() / 20);
            for (std::size_t i = 0; i < before.marks.size() && planted.size() < 20; i += step) {
                for (std::size_t at = before.marks[i].begin; at < before.marks[i].end; ++at) {
                    if (text[at] < '0' || text[at] > '9')
                        continue;
                    text[at] = text[at] == '9' ? '1' : char(text[at] + 1);
                    planted.insert(before.marks[i].line * 1'000'000 + i);
                    break;
                }
            }
            const ReportCheck after = checkReport(text, report);
            QCOMPARE(after.marks.size(), before.marks.size());
            QCOMPARE(after.wrong, planted.size());
            QCOMPARE(after.unsupported, std::size_t(0));
        }
    }

    /// The same report as plain text: nothing in it is called wrong, and most of it is understood.
    void withoutLinksNothingIsWrong()
    {
        static const QRegularExpression link("\\[((?:[^\\]\\\\]|\\\\.)*)\\]\\(mgx://[^)\"]*\"[^\"]*\"\\)");
        std::size_t right = 0;
        std::size_t all = 0;
        for (const RunUnderTest& run : everyRun()) {
            const Report report = reportOf(run);
            QString text = QString::fromStdString(asMarkdown(report, *run.snapshot));
            text = text.left(text.indexOf("\n## Queries")).replace(link, "\\1").replace(QRegularExpression("\\\\(.)"), "\\1");
            const ReportCheck check = checkReport(text.toStdString(), report);
            QVERIFY2(check.wrong == 0, qPrintable(QString::fromStdString(run.name) + "\n" + pictureOf(check)));
            right += check.right;
            all += check.marks.size();
        }
        QVERIFY2(right * 10 >= all * 6, qPrintable(QString("%1 of %2").arg(right).arg(all)));
    }

    /// The same without links: what a person or a model has copied into words.
    void freeText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("verdicts");
        const auto row = [](const char* name, const QString& text, const QStringList& verdicts) { QTest::newRow(name) << text << verdicts; };
        row("duration", "The run took 6.65 s in total.", {"right 6.65 s"});
        row("rounded", "The run took about 7 seconds.", {"right 7 seconds"});
        row("wrong duration", "Total duration: 9.1 s", {"wrong 9.1 s"});
        row("winner", "**Winner:** agent_beta", {"right agent_beta"});
        row("wrong winner", "The winner was agent_alpha.", {"wrong agent_alpha"});
        row("won", "agent_beta won with 5 votes.", {"right agent_beta", "wrong 5 votes"});
        row("tokens", "agent_alpha used 27,034 input tokens and 180 output tokens.", {"right 27,034", "right 180"});
        row("thousands", "In all, 59.9k input tokens were used.", {"right 59.9k"});
        row("wrong tokens", "agent_gamma used 16,654 input tokens.", {"wrong 16,654"});
        row("cost", "agent_beta cost $0.0053, the run $0.0086.", {"right $0.0053", "right $0.0086"});
        row("cost of the run", "Total cost: $0.0086", {"right $0.0086"});
        row("counts", "There were 3 agents, four answers and 5 votes.", {"right 3", "right four", "right 5"});
        row("wrong count", "There were 2 agents.", {"wrong 2"});
        row("share", "61.3% of the cost went to agent_beta.", {"right 61.3%"});
        row("not known", "The provider has 99.9 % availability.", {"unsupported 99.9 %"});
        row("names and dates", "On 2026-11-23 at 01:06:08 MassGen 0.1.97 (agent1.1, gpt-4.1) went to round 2, see [1](https://example.org/2).", {"unsupported 1"});
        row("table", "| Agent | Rounds | Input tokens | Cost ($) |\n|---|---|---|---|\n| agent_alpha | 5 | 27034 | 0.0033 |\n| agent_gamma | 4 | 15,654 | 0 |",
            {"right 5", "right 27034", "right 0.0033", "wrong 4", "right 15,654", "right 0"});
        row("heading", "### agent_gamma\n- Rounds: 3\n- Input tokens: 15654\n- Votes: 7", {"right 3", "right 15654", "wrong 7"});
        row("two sentences", "Winner: agent_beta. The run took 6.65 s and cost $0.0086.", {"right agent_beta", "right 6.65 s", "right $0.0086"});
        row("it", "agent_gamma was quick. It used 15,654 input tokens and 104 output tokens.", {"right 15,654", "wrong 104"});
        row("item", "- agent_alpha\n  - 5 rounds\n  - 2 answers\n- The run had 12 rounds.", {"right 5", "wrong 2", "right 12"});
        row("fences", "````\ntook 99 s\n```\ntook 98 s\n````\nThe run took 6.65 s.", {"right 6.65 s"});
        row("code", "```\ntook 99 s\n```\nand `cost $12` too.", {});
    }
    void freeText()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, verdicts);
        const QStringList found = verdictsOf(text);
        QStringList shortened;
        for (const QString& verdict : found)
            shortened << QString(verdict).remove(" votes").remove(" tokens");
        QStringList expected;
        for (const QString& verdict : verdicts)
            expected << QString(verdict).remove(" votes").remove(" tokens");
        QVERIFY2(shortened == expected, qPrintable(found.join('\n')));
    }

    /// What agents write is text, wherever it lands.
    void hostileTexts()
    {
        RunUnderTest run = runsOf("c-tools").front();
        Report report = reportOf(run);
        const std::string evil = "x\"><script>alert(1)</script><img src=http://example.org/a.png> ![a](http://example.org/b.png) ``` | [c](mgx://run/0#run/duration) \n# h";
        report.figures[0].text = evil;
        report.figures[0].unit = Unit::Text;
        report.figures[0].file = evil;
        report.figures[0].sql = "SELECT '```' -- </pre>" + evil;
        report.title = evil;
        for (ReportSection& section : report.sections) {
            section.statements.push_back({{Piece::Kind::Code, evil, 0}, {Piece::Kind::Text, evil, 0}, {Piece::Kind::Figure, "", 0}});
            section.tables.push_back({{evil}, {{{{Piece::Kind::Code, evil, 0}}}}});
            section.charts.push_back({evil, Unit::Seconds, {{evil, {{0, 1, evil}}}}});
        }
        const QString html = QString::fromStdString(asHtml(report, *run.snapshot));
        QVERIFY(html.contains("default-src 'none'") && !html.contains("@import") && !html.contains("url("));
        const qsizetype body = html.indexOf("<body>");
        QXmlStreamReader xml(html.mid(body, html.indexOf("</body>") + 7 - body));
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            QVERIFY2(xml.name() != QLatin1String("script") && xml.name() != QLatin1String("img"), qPrintable(xml.name().toString()));
            for (const QXmlStreamAttribute& attribute : xml.attributes()) {
                QVERIFY(!attribute.name().startsWith(QLatin1String("on")) && attribute.name() != QLatin1String("src"));
                if (attribute.name() == QLatin1String("href"))
                    QVERIFY(attribute.value().startsWith(QLatin1String("mgx://")) || attribute.value().startsWith(QLatin1String("#q")));
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        const QString markdown = QString::fromStdString(asMarkdown(report, *run.snapshot));
        QVERIFY(!markdown.left(markdown.indexOf("\n## Queries")).contains("\n# h"));
        QTextDocument document;
        document.setMarkdown(markdown);
        const QString read = document.toHtml();
        QVERIFY2(!read.contains("<img"), "an image would be loaded");
        (void)checkReport(markdown.toStdString(), report);
    }

    /// Any bytes: every mark lies within its line, and nothing breaks.
    void damagedReports()
    {
        const RunUnderTest run = runsOf("a-single").front();
        const Report report = reportOf(run);
        const std::string whole = asMarkdown(report, *run.snapshot);
        std::mt19937 random(7);
        constexpr std::string_view kBytes = "`[]()|#*\\\"<> \n0.%$-_~\xC3\xFF";
        for (int round = 0; round < 100; ++round) {
            std::string text = whole.substr(random() % whole.size());
            for (int i = 0; i < 60; ++i)
                text[random() % text.size()] = kBytes[random() % kBytes.size()];
            for (const ReportMark& mark : checkReport(text, report).marks) {
                QVERIFY(mark.begin < mark.end && mark.end <= text.size());
                QVERIFY(text.substr(mark.begin, mark.end - mark.begin).find('\n') == std::string::npos);
                QCOMPARE(std::size_t(std::count(text.begin(), text.begin() + std::ptrdiff_t(mark.begin), '\n')) + 1, mark.line);
            }
        }
    }

    void hostileReports()
    {
        const Report report = reportOf(runsOf("a-single").front());
        for (const QString& text : {QString(200'000, '['), QString("](mgx://").repeated(20'000), QString("1 ").repeated(100'000), QString("`").repeated(100'001), QString("|").repeated(50'000), QString("solo 3 ").repeated(20'000)}) {
            QElapsedTimer timer;
            timer.start();
            const ReportCheck check = checkReport(text.toStdString(), report);
            QVERIFY(check.marks.size() <= 120'000);
            QVERIFY2(timer.elapsed() < 5000, qPrintable(text.left(20) + QString::number(timer.elapsed())));
        }
    }
};

QTEST_MAIN(TestReport)
#include "tst_report.moc"
