// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explorer.h"
#include "models/json_indent.h"
#include "workspace/format.h"
#include "workspace/made_run.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

/// A workspace whose one run is whatever `next` publishes.
struct Desk
{
    std::function<std::shared_ptr<const TraceSnapshot>()> next = [] { return MadeRun().fillUsual().publish(); };
    ImportReport report;
    Settings settings{QStringLiteral("-")};
    Workspace workspace{Reader{[](const std::string&, const CancelToken&) -> Result<Catalog> {
                                   Catalog catalog;
                                   for (const char* name : {"newer", "older"}) {
                                       CatalogItem item;
                                       item.path = item.name = name;
                                       item.agents = {"agent_0", "agent_1", "agent_2"};
                                       item.turn = 1;
                                       item.attempt = 2;
                                       item.state = RunState::Failed;
                                       item.start = 0;
                                       item.end = 65 * kNsPerSecond;
                                       item.winner = "agent_1";
                                       catalog.items.push_back(item);
                                   }
                                   catalog.items[0].question = "Which\nway?";
                                   catalog.items[0].costUsd = 0.5;
                                   return catalog;
                               },
                               [this](const CatalogItem&, const ImportHooks&) -> Result<Imported> {
                                   Imported result = imported(next());
                                   result.report = std::make_shared<ImportReport>(report);
                                   return result;
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

/// The visible rows as indented text.
QString picture(const FlatTreeModel& tree)
{
    QString text;
    for (int row = 0; row < tree.rowCount(); ++row) {
        const bool hasChildren = at(tree, row, FlatTreeModel::HasChildrenRole).toBool();
        const bool isExpanded = at(tree, row, FlatTreeModel::IsExpandedRole).toBool();
        text += QString(at(tree, row, FlatTreeModel::DepthRole).toInt() * 2, QLatin1Char(' '))
            + QLatin1String(!hasChildren ? ". " : isExpanded ? "v " : "> ") + at(tree, row, FlatTreeModel::NameRole).toString()
            + QLatin1Char('\n');
    }
    return text;
}

int rowNamed(const FlatTreeModel& tree, const QString& name)
{
    for (int row = 0; row < tree.rowCount(); ++row) {
        if (at(tree, row, FlatTreeModel::NameRole).toString() == name)
            return row;
    }
    return -1;
}

} // namespace

class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runList()
    {
        Desk desk;
        RunListModel runs(desk.workspace);
        QAbstractItemModelTester tester(&runs, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(runs.count(), 0);
        desk.open();
        QCOMPARE(runs.count(), 2);
        QCOMPARE(at(runs, 0, RunListModel::TitleRole).toString(), QStringLiteral("Which way?"));
        QCOMPARE(at(runs, 1, RunListModel::TitleRole).toString(), QStringLiteral("older"));
        QCOMPARE(at(runs, 0, RunListModel::UnitRole).toString(), QStringLiteral("turn 1 · attempt 2"));
        QCOMPARE(at(runs, 0, RunListModel::StateRole).toString(), QStringLiteral("failed"));
        QCOMPARE(at(runs, 0, RunListModel::DurationRole).toString(), QStringLiteral("1m 05.0s"));
        QCOMPARE(at(runs, 0, RunListModel::CostRole).toString(), QStringLiteral("$0.500"));
        QCOMPARE(at(runs, 1, RunListModel::CostRole).toString(), QString(kUnknown));
        QCOMPARE(at(runs, 0, RunListModel::WinnerIndexRole).toInt(), 1);
        QVERIFY(at(runs, 0, RunListModel::IsCurrentRole).toBool());
        desk.workspace.openRun(1);
        QVERIFY(at(runs, 1, RunListModel::IsCurrentRole).toBool() && !at(runs, 0, RunListModel::IsCurrentRole).toBool());
        desk.workspace.closeAll();
        QCOMPARE(runs.count(), 0);
    }

    void treeShowsTheHierarchy()
    {
        Desk desk;
        FlatTreeModel tree(desk.workspace);
        QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(tree.count(), 0);
        desk.open();
        QCOMPARE(picture(tree), QStringLiteral("v coordination.session\n"
                                               "  > agent.agent_0.round_0\n"
                                               "  > agent.agent_1.round_0\n"
                                               "  > agent.agent_2.round_0\n"
                                               "  . Agent answer: agent1.1\n"
                                               "  . Agent answer: agent2.1\n"
                                               "  . Agent answer: agent3.1\n"
                                               "  > agent.agent_1.round_1\n"
                                               "  . agent.agent_2.round_1\n"
                                               "  . Agent vote: agent_1 -> agent1.1\n"
                                               "  . Agent vote: agent_2 -> agent1.1\n"
                                               "  . Winner selected: agent1.1\n"));
        const int failed = rowNamed(tree, QStringLiteral("agent.agent_1.round_1"));
        tree.setExpanded(failed, true);
        QCOMPARE(at(tree, failed + 1, FlatTreeModel::NameRole).toString(), QStringLiteral("mcp.lab.fail"));
        QVERIFY(at(tree, failed + 1, FlatTreeModel::IsErrorRole).toBool());
        QCOMPARE(tree.parentOf(failed + 1), failed);
        QCOMPARE(tree.parentOf(0), -1);
        tree.expandAll();
        QCOMPARE(tree.count(), 16);
        tree.collapseAll();
        QCOMPARE(tree.count(), 1);
        tree.setSubtreeExpanded(0, true);
        QCOMPARE(tree.count(), 16);
    }

    void treeTellsFiguresAndNeverInventsThem()
    {
        Desk desk;
        FlatTreeModel tree(desk.workspace);
        desk.open();
        tree.expandAll();
        QCOMPARE(at(tree, 0, FlatTreeModel::TokensRole).toString(), QStringLiteral("1,200"));
        QCOMPARE(at(tree, 0, FlatTreeModel::DurationRole).toString(), QStringLiteral("10.0 s"));
        const int tool = rowNamed(tree, QStringLiteral("mcp.lab.add"));
        QCOMPARE(at(tree, tool, FlatTreeModel::DurationRole).toString(), QStringLiteral("400 ms"));
        QCOMPARE(at(tree, tool, FlatTreeModel::CostRole).toString(), QString());
        QCOMPARE(at(tree, tool, FlatTreeModel::BarFromRole).toDouble(), 0.05);
        QCOMPARE(at(tree, tool, FlatTreeModel::BarToRole).toDouble(), 0.09);
        const int answer = rowNamed(tree, QStringLiteral("Agent answer: agent1.1"));
        QVERIFY(at(tree, answer, FlatTreeModel::IsMarkRole).toBool());
        QCOMPARE(at(tree, answer, FlatTreeModel::DurationRole).toString(), QString());
    }

    void treeKeepsItsStateWhileDataGrows()
    {
        Desk desk;
        auto run = std::make_shared<MadeRun>();
        run->fillUsual();
        desk.next = [run] { return run->publish(); };
        FlatTreeModel tree(desk.workspace);
        QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.open();
        tree.setExpanded(1, true);
        const QString before = picture(tree);
        run->span("late tool", 0, 1000, 1100, 1); // below the first round, which is unfolded
        QSignalSpy resets(&tree, &QAbstractItemModel::modelReset);
        desk.workspace.reload();
        QTRY_VERIFY(rowNamed(tree, QStringLiteral("late tool")) > 0);
        QCOMPARE(picture(tree).remove(QStringLiteral("    . late tool\n")), before);
    }

    void openingAndClosingMovesRowsOnly()
    {
        Desk desk;
        FlatTreeModel tree(desk.workspace);
        QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.open();
        QSignalSpy resets(&tree, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&tree, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&tree, &QAbstractItemModel::rowsRemoved);
        tree.setExpanded(1, true);
        tree.setExpanded(1, false);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted[0][1].toInt(), 2);
        QCOMPARE(inserted[0][2].toInt(), 2);
        QCOMPARE(resets.size(), 0);
    }

    void treeFollowsTheSelection()
    {
        Desk desk;
        FlatTreeModel tree(desk.workspace);
        desk.open();
        QCOMPARE(tree.current(), 0); // the session
        RowId tool = 0;
        while (desk.workspace.snapshot()->name(tool) != "mcp.lab.fail")
            ++tool;
        desk.workspace.selection().select(tool, Selection::Origin::Timeline);
        QCOMPARE(at(tree, tree.current(), FlatTreeModel::NameRole).toString(), QStringLiteral("mcp.lab.fail"));
        tree.select(0);
        QCOMPARE(desk.workspace.selection().row(), RowId(0));
        QCOMPARE(desk.workspace.selection().origin(), Selection::Origin::Tree);
    }

    void treeFiltersAndSorts()
    {
        Desk desk;
        FlatTreeModel tree(desk.workspace);
        QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.open();
        Search& search = desk.workspace.search();
        search.setText(QStringLiteral("LAB.FAIL"));
        QTRY_COMPARE(picture(tree), QStringLiteral("v coordination.session\n  v agent.agent_1.round_1\n    . mcp.lab.fail\n"));
        QCOMPARE(search.count(), 1);
        tree.setShowsOnlyHits(false);
        QCOMPARE(tree.count(), 12);
        tree.setShowsOnlyHits(true);
        QCOMPARE(tree.count(), 3);
        search.setText(QStringLiteral("nothing has this"));
        QTRY_COMPARE(tree.count(), 0);
        search.setText({});
        QCOMPARE(tree.count(), 12);
        tree.setOrder(QStringLiteral("duration"));
        QCOMPARE(at(tree, 1, FlatTreeModel::NameRole).toString(), QStringLiteral("agent.agent_2.round_0"));
        tree.setOrder(QStringLiteral("start"));
        QCOMPARE(at(tree, 1, FlatTreeModel::NameRole).toString(), QStringLiteral("agent.agent_0.round_0"));
    }

    void jsonIsIndentedAsItIs()
    {
        std::string out;
        appendIndented(out, "{\"b\":[1,{\"x\":\"a,{\\\"}\"}],\"b\":{},\"n\":1e400,\"l\":[]}");
        QCOMPARE(out, std::string("{\n  \"b\": [\n    1,\n    {\n      \"x\": \"a,{\\\"}\"\n    }\n  ],\n  \"b\": {},\n  \"n\": 1e400,\n  \"l\": []\n}"));
        std::string broken;
        appendIndented(broken, "]]]{\"open");
        QVERIFY(broken.find("open") != std::string::npos);
    }

    /// The window goes on while a value of 20 MB is made readable.
    void hugeValuesOpenWithoutFreezing()
    {
        Desk desk;
        desk.next = [] {
            MadeRun run;
            std::string lines;
            for (int i = 0; i < 600'000; ++i)
                lines += "a line of a tool's long result\\n";
            run.span("huge", 0, 10, 20, kNoRow, "{\"tool.result\":\"" + lines + "\"}");
            std::string keys = "{\"k\":0";
            for (int i = 0; i < 100'000; ++i)
                keys += ",\"key" + std::to_string(i) + "\":{\"a\":" + std::to_string(i) + "}";
            run.span("many", 0, 30, 40, kNoRow, keys + "}");
            return run.publish();
        };
        RecordDetails details(desk.workspace);
        desk.open();
        for (const char* name : {"huge", "many"}) {
            RowId row = 0;
            while (desk.workspace.snapshot()->name(row) != name)
                ++row;
            QElapsedTimer clock;
            clock.start();
            desk.workspace.selection().select(row, Selection::Origin::Tree);
            qint64 longest = clock.restart();
            QVERIFY(details.isBusy());
            while (details.isBusy()) {
                QCoreApplication::processEvents();
                longest = std::max(longest, clock.restart());
            }
            QVERIFY2(longest < 250, qPrintable(QString::number(longest))); // ms; usually far less, on a busy machine more
            QVERIFY(details.attributes()->count() > 0);
            QVERIFY(details.attributes()->head().size() <= int(AttributeModel::kHeadRows));
            QVERIFY(details.raw()->isLong());
        }
        QCOMPARE(details.attributes()->count(), 200'001);
    }

    void problemsTellOfTheRunAndTheImport()
    {
        Desk desk;
        desk.report.add(Problem::Severity::Warning, "events.jsonl", "line 7", "cut short");
        desk.report.add(Problem::Severity::Error, "status.json", "", "is missing");
        ProblemsModel problems(desk.workspace);
        QAbstractItemModelTester tester(&problems, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(problems.count(), 0);
        desk.open();
        QCOMPARE(problems.count(), 3);
        QCOMPARE(problems.errorCount(), 1);
        QCOMPARE(at(problems, 0, ProblemsModel::SentenceRole).toString(), QStringLiteral("mcp.lab.fail"));
        QCOMPARE(at(problems, 1, ProblemsModel::SentenceRole).toString(), QStringLiteral("is missing"));
        QCOMPARE(at(problems, 2, ProblemsModel::PlaceRole).toString(), QStringLiteral("events.jsonl, line 7"));
        problems.select(0);
        QCOMPARE(desk.workspace.snapshot()->name(desk.workspace.selection().row()), std::string_view("mcp.lab.fail"));
        problems.select(2); // a problem of the import is no record
        QCOMPARE(desk.workspace.snapshot()->name(desk.workspace.selection().row()), std::string_view("mcp.lab.fail"));
    }

    void detailsTellEverything()
    {
        Desk desk;
        RecordDetails details(desk.workspace);
        QVERIFY(!details.hasRecord());
        desk.open();
        FlatTreeModel tree(desk.workspace);
        tree.expandAll();
        tree.select(rowNamed(tree, QStringLiteral("mcp.lab.add")));
        QCOMPARE(details.property("name").toString(), QStringLiteral("mcp.lab.add"));
        QCOMPARE(details.property("textTitles").toStringList(),
                 QStringList({QStringLiteral("tool.arguments"), QStringLiteral("tool.result")}));
        QCOMPARE(details.text()->wholeText(), QStringLiteral("{\"a\": 1}"));
        details.setTextIndex(1);
        QCOMPARE(details.text()->wholeText(), QString(150, QLatin1Char('x')));
        QVERIFY(details.raw()->wholeText().contains(QStringLiteral("\"span_name\": \"mcp.lab.add\"")));
        details.selectParent();
        QCOMPARE(details.property("name").toString(), QStringLiteral("agent.agent_0.round_0"));
        const QVariantList tiles = details.property("tiles").toList();
        QCOMPARE(tiles.size(), 6);
        QCOMPARE(tiles[0].toMap()[QStringLiteral("value")].toString(), QStringLiteral("2.90 s"));
        QCOMPARE(tiles[1].toMap()[QStringLiteral("value")].toString(), QStringLiteral("2.50 s")); // self
        QCOMPARE(tiles[2].toMap()[QStringLiteral("value")].toString(), QStringLiteral("$0.0010"));
        const QVariantList shares = details.property("shares").toList();
        QCOMPARE(shares.size(), 2);
        QCOMPARE(shares[0].toMap()[QStringLiteral("kind")].toString(), QStringLiteral("tools"));
        desk.workspace.selection().clear();
        QVERIFY(!details.hasRecord());
        QCOMPARE(details.attributes()->count(), 0);
    }

    void aggregateModelCountsOnlyWhileSomeoneLooks()
    {
        Desk desk;
        AggregateModel model(desk.workspace);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.open();
        QTest::qWait(20);
        QCOMPARE(model.count(), 0);
        model.setActive(true);
        QTRY_COMPARE(model.count(), 8);
        QCOMPARE(at(model, 0, AggregateModel::NameRole).toString(), QStringLiteral("coordination.session"));
        model.setOrder(QStringLiteral("errors"));
        QCOMPARE(at(model, 0, AggregateModel::NameRole).toString(), QStringLiteral("mcp.lab.fail"));
        model.setOrder(QStringLiteral("name"));
        QCOMPARE(at(model, 0, AggregateModel::NameRole).toString(), QStringLiteral("agent.agent_0.round_0"));
        QVERIFY(!model.hasRange());
        // Half a second in which only tools of two agents work.
        desk.workspace.range().set(400 * kMs, 900 * kMs);
        QTRY_VERIFY(model.hasRange());
        QTRY_COMPARE(model.count(), 5); // session, three rounds, tools
        model.setOrder(QStringLiteral("count"));
        QCOMPARE(at(model, 0, AggregateModel::NameRole).toString(), QStringLiteral("mcp.lab.add"));
        QCOMPARE(at(model, 0, AggregateModel::CountRole).toString(), QStringLiteral("2"));
        QCOMPARE(at(model, 0, AggregateModel::TotalRole).toString(), formatDuration(600 * kMs));
        model.setByAgent(true);
        QTRY_COMPARE(model.count(), 4);
        QCOMPARE(at(model, 0, AggregateModel::NameRole).toString(), QStringLiteral("agent_0"));
        QVERIFY(model.sumText().startsWith(QStringLiteral("6 spans")));
        desk.workspace.reload(); // the same run: the stretch stays
        QTRY_COMPARE(desk.workspace.state(), Workspace::State::Ready);
        QTRY_VERIFY(model.hasRange());
        desk.workspace.range().clear();
        QTRY_VERIFY(!model.hasRange());
        desk.workspace.range().set(400 * kMs, 900 * kMs);
        desk.workspace.openRun(1); // another run: it does not
        QVERIFY(QTest::qWaitFor([&] { return desk.workspace.range().isEmpty(); }));
        desk.workspace.closeAll();
        QCOMPARE(model.count(), 0);
    }

    void attributesAreATreeWithASearch()
    {
        AttributeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setJson(R"({"b":{"x":[1,9007199254740993]},"massgen.round":3,"a":"text","n":null,"empty":{}})");
        QStringList lines;
        for (int row = 0; row < model.count(); ++row)
            lines.append(QStringLiteral("%1%2=%3").arg(QString(at(model, row, AttributeModel::DepthRole).toInt(), QLatin1Char(' ')),
                                                       at(model, row, AttributeModel::KeyRole).toString(), model.value(row)));
        QCOMPARE(lines, QStringList({"massgen.round=3", "b=", " x=", "  0=1", "  1=9007199254740993", "a=text", "n=null", "empty={}"}));
        model.setFilter(QStringLiteral("B.X.1"));
        QCOMPARE(model.count(), 1);
        model.setFilter(QStringLiteral("TEXT"));
        QCOMPARE(model.count(), 1);
        model.setFilter({});
        model.setJson("not json at all");
        QCOMPARE(model.count(), 0);
    }

    void longTextsAreLines()
    {
        TextLinesModel lines;
        QAbstractItemModelTester tester(&lines, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(lines.count(), 0);
        lines.setText(QStringLiteral("one\n\nthree"));
        QCOMPARE(lines.count(), 3);
        QVERIFY(!lines.isLong());
        QCOMPARE(at(lines, 1, TextLinesModel::LineRole).toString(), QString());
        QCOMPARE(at(lines, 2, TextLinesModel::NumberRole).toString(), QStringLiteral("3"));
        // A long line is cut, but never through a character outside the basic plane.
        const QString smile = QString::fromUcs4(U"\U0001F600");
        QString text = QString(999, QLatin1Char('a')) + smile + QString(100'000, QLatin1Char('b'));
        lines.setText(text);
        QVERIFY(lines.isLong());
        QVERIFY(lines.shortText().isEmpty());
        QString whole;
        for (int row = 0; row < lines.count(); ++row) {
            const QString piece = at(lines, row, TextLinesModel::LineRole).toString();
            QVERIFY(piece.size() <= TextLinesModel::kPieceLength && !piece.front().isLowSurrogate());
            whole += piece;
        }
        QCOMPARE(whole, text);
    }

    void twentyMegabytesOpenAtOnce()
    {
        TextLinesModel lines;
        QString text;
        while (text.size() < 20'000'000)
            text += QStringLiteral("a line of an answer that goes on and on and on\n");
        QElapsedTimer clock;
        clock.start();
        lines.setText(text);
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(lines.isLong());
    }

    void filesOutsideTheRunAreNotRead()
    {
        QTemporaryDir folder;
        QDir(folder.path()).mkpath(QStringLiteral("run/a"));
        const auto write = [&](const QString& name, const char* text) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        write(QStringLiteral("run/a/answer.txt"), "the answer");
        write(QStringLiteral("secret.txt"), "the secret");
        QFile::link(folder.filePath(QStringLiteral("secret.txt")), folder.filePath(QStringLiteral("run/link.txt")));
        const QString run = folder.filePath(QStringLiteral("run"));
        QCOMPARE(readRunFile(run + QStringLiteral("/a/answer.txt"), run), QStringLiteral("the answer"));
        for (const char* name : {"/../secret.txt", "/link.txt", "/missing.txt"})
            QVERIFY(!readRunFile(run + QLatin1String(name), run).contains(QStringLiteral("the secret")));
    }

    void explorerSaysWhatIsOpen()
    {
        Desk desk;
        Explorer explorer(desk.workspace, {});
        QVERIFY(explorer.isEmpty() && !explorer.hasSample());
        explorer.open({QUrl(QStringLiteral("https://example.org/x"))});
        QVERIFY(explorer.error().contains(QStringLiteral("not on this machine")));
        explorer.dismissError();
        explorer.open({QUrl::fromLocalFile(QStringLiteral("/made"))});
        QTRY_VERIFY(explorer.hasTrace() && !explorer.isBusy());
        QCOMPARE(explorer.runName(), QStringLiteral("newer"));
        QCOMPARE(explorer.runUnit(), QStringLiteral("turn 1 › attempt 2"));
        QCOMPARE(explorer.recordsText(), QStringLiteral("16 records"));
        QCOMPARE(explorer.lengthText(), QStringLiteral("10.0 s"));
        desk.settings.setTheme(QStringLiteral("dark"));
        explorer.toggleTheme();
        QCOMPARE(desk.settings.theme(), QStringLiteral("light"));
        explorer.closeAll();
        QVERIFY(explorer.isEmpty());
    }
};

QTEST_MAIN(TestModels)
#include "tst_models.moc"
