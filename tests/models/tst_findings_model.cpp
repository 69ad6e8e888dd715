// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings_model.h"
#include "models/report_desk.h"
#include "workspace/made_run.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

/// A workspace with one run, whose files lie in a folder.
struct Desk
{
    explicit Desk(const QString& folder) : path(folder.toStdString()) {}

    std::string path;
    Settings settings{QStringLiteral("-")};
    Workspace workspace{Reader{[this](const std::string&, const CancelToken&) -> Result<Catalog> {
                                   Catalog catalog;
                                   CatalogItem item;
                                   item.path = path;
                                   item.name = "log_made";
                                   item.state = RunState::Complete;
                                   catalog.items.push_back(item);
                                   return catalog;
                               },
                               [this](const CatalogItem&, const ImportHooks&) -> Result<Imported> {
                                   MadeRun run;
                                   run.fillUsual();
                                   run.facts().path = path;
                                   return imported(run.publish());
                               }},
                        settings};

    void open()
    {
        workspace.open({QStringLiteral("/made")});
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
    }
};

QVariant at(const QAbstractItemModel& model, int row, int role)
{
    return model.data(model.index(row, 0), role);
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestFindingsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findingsLeadToTheirEvidence()
    {
        const QTemporaryDir dir;
        Desk desk(dir.path());
        FindingsModel findings(desk.workspace);
        QAbstractItemModelTester tester(&findings, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(findings.count(), 0);
        desk.open();
        QTRY_VERIFY(findings.count() > 0);
        QVERIFY(findings.findingCount() > 0 && findings.findingCount() <= findings.count());
        QVERIFY(at(findings, 0, FindingsModel::IsFirstRole).toBool());
        int failed = -1;
        for (int row = 0; row < findings.count(); ++row) {
            QVERIFY(!at(findings, row, FindingsModel::SentenceRole).toString().isEmpty());
            QVERIFY(!findings.sqlOf(row).isEmpty());
            if (at(findings, row, FindingsModel::SectionRole).toString().startsWith(QStringLiteral("What failed")))
                failed = row;
        }
        QVERIFY(failed >= findings.findingCount());
        findings.select(failed);
        QCOMPARE(desk.workspace.snapshot()->name(desk.workspace.selection().row()), std::string_view("mcp.lab.fail"));
        findings.select(failed, -1); // there is only one
        QCOMPARE(desk.workspace.snapshot()->name(desk.workspace.selection().row()), std::string_view("mcp.lab.fail"));
        findings.select(-1);
        findings.select(findings.count());
        desk.workspace.closeAll();
        QTRY_COMPARE(findings.count(), 0);
    }

    void reportsAreWrittenFoundAndCompared()
    {
        const QTemporaryDir dir;
        Desk desk(dir.filePath(QStringLiteral("log_x/turn_1/attempt_1")));
        QVERIFY(QDir().mkpath(QString::fromStdString(desk.path)));
        ReportDesk reports(desk.workspace);
        QAbstractItemModelTester tester(&reports, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy told(&reports, &ReportDesk::told);
        reports.save(QUrl::fromLocalFile(dir.filePath(QStringLiteral("a.md"))));
        QCOMPARE(told.count(), 1); // there is no run yet
        const QString beside = dir.filePath(QStringLiteral("log_x/turn_1/ANALYSIS_REPORT.md"));
        write(beside, "# Report\n\nThe run took 10 s; it had 3 agents and **9 answers**.\n\n```\n99 rounds\n```\n[link](https://example.org/5)\n");
        desk.open();
        QTRY_COMPARE(reports.found(), beside);
        reports.openFound();
        QTRY_COMPARE(reports.wrong(), 1);
        QCOMPARE(reports.right(), 2);
        QCOMPARE(reports.count(), 4);
        QCOMPARE(at(reports, 1, ReportDesk::TextRole).toString(), QStringLiteral("The run took 10 s; it had 3 agents and 9 answers."));
        const QVariantList marks = at(reports, 1, ReportDesk::MarksRole).toList();
        QCOMPARE(marks.size(), 3);
        QCOMPARE(marks[2].toMap().value(QStringLiteral("verdict")).toString(), QStringLiteral("wrong"));
        QCOMPARE(marks[2].toMap().value(QStringLiteral("expected")).toString(), QStringLiteral("3"));
        QVERIFY(!reports.sqlOf(1, 2).isEmpty() && reports.sqlOf(1, 3).isEmpty() && reports.sqlOf(9, 0).isEmpty());
        reports.setFilter(QStringLiteral("wrong"));
        QCOMPARE(reports.count(), 1);
        reports.setFilter({});

        for (const char* name : {"out.md", "out.html"}) {
            reports.save(QUrl::fromLocalFile(dir.filePath(QString::fromLatin1(name))));
            QTRY_VERIFY(QFile::exists(dir.filePath(QString::fromLatin1(name))) && !reports.isBusy());
        }
        QTRY_COMPARE(reports.title(), QStringLiteral("out.md")); // what was written is opened
        QTRY_VERIFY(reports.right() > 20 && reports.wrong() == 0 && reports.unsupported() == 0);
        reports.select(1, 0);
        reports.open(QUrl::fromLocalFile(dir.filePath(QStringLiteral("nosuch.md"))));
        QTRY_VERIFY(told.last().at(0).toString().contains(QStringLiteral("nosuch.md")));
        reports.close();
        QVERIFY(!reports.hasReport() && reports.count() == 0);
    }

    /// A log folder may hold a link to anything: what nobody has chosen is not followed.
    void linksAreNotFollowed()
    {
        const QTemporaryDir dir;
        const QString log = dir.filePath(QStringLiteral("log_x"));
        QVERIFY(QDir().mkpath(log));
        write(dir.filePath(QStringLiteral("secret.md")), "secret 1\n");
        write(dir.filePath(QStringLiteral("ANALYSIS_REPORT.md")), "above the log folder\n");
        QVERIFY(QFile::link(dir.filePath(QStringLiteral("secret.md")), log + QStringLiteral("/ANALYSIS_REPORT.md")));
        QCOMPARE(reportBeside(log), QString());
        QCOMPARE(reportBeside({}), QString());
    }

    void linesAreReadByPeople()
    {
        const ReportLines lines = linesOf("## A \\[b\\]\n\n| a | b |\n| --- | --- |\n| `x` | [7.1 s](mgx://run/1/2#run/duration \"a (b).json:3, query 1\") |\n\n~ \\*\n[cut](mgx://\n", Report{});
        QStringList texts;
        for (const ReportLine& line : lines.lines)
            texts << line.kind + QLatin1Char(' ') + line.text;
        QCOMPARE(texts, QStringList({"heading A [b]", "row | a | b |", "row | `x` | 7.1 s |", "text ~ *", "text cut"}));
        QCOMPARE(lines.lines[2].markCount, std::size_t(1));
    }
};

QTEST_MAIN(TestFindingsModel)
#include "tst_findings_model.moc"
