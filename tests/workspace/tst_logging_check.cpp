// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/logging_check.h"
#include "workspace/help_pages.h"
#include "workspace/made_run.h"

#include <QtTest>

using namespace mgx;
using namespace mgx::test;

class TestLoggingCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("pattern"); // empty = none of MassGen's
        const auto row = [](const char* name, const char* pattern) { QTest::newRow(name) << name << pattern; };
        row("coordination.session", "coordination.session");
        row("agent.agent_a.round_0", "agent.{id}.round_{n}");
        row("agent.agent.b.presentation", "agent.{id}.presentation");
        row("agent.other", "");
        row("llm.openai.stream", "llm.{provider}.{operation}");
        row("mcp.filesystem.read_file", "mcp.{server}.{tool}");
        row("mcp_tool.read_file", "mcp_tool.{tool}");
        row("Tool execution: x", "Tool execution: {tool}");
        row("Agent vote: a -> b1.1", "Agent vote: {from} -> {to}");
        row("Final answer from a", "Final answer from {agent}");
        row("GET /", "");
    }
    void names()
    {
        QFETCH(QString, name);
        QFETCH(QString, pattern);
        const int type = expectedRecordOf(name.toStdString());
        const auto found = type < 0 ? std::string_view() : expectedRecords()[static_cast<std::size_t>(type)].pattern;
        QCOMPARE(QString::fromUtf8(found.data(), static_cast<qsizetype>(found.size())), pattern);
    }

    void whatIsMissingIsCounted()
    {
        MadeRun run;
        run.fillUsual();
        const std::string whole = "{\"tool.name\":\"mcp__a__b\",\"mcp.server\":\"a\",\"massgen.agent_id\":\"agent_0\",\"massgen.round\":0,\"tool.input_preview\":\"";
        run.span("mcp.a.whole", 0, 100, 200, kNoRow, whole + "short\"}");
        run.span("mcp.a.cut", 0, 100, 200, kNoRow, whole + std::string(500, 'x') + "\"}");
        run.span("mcp.a.null", 0, 100, 200, kNoRow, "{\"tool.name\":null,\"mcp.server\":\"a\",\"massgen.agent_id\":\"agent_0\",\"massgen.round\":0}");
        const auto snapshot = run.publish();
        const std::vector<LoggingFinding> findings = checkLogging(*snapshot);
        QCOMPARE(findings.size(), expectedRecords().size());
        const LoggingFinding& tools = findings[static_cast<std::size_t>(expectedRecordOf("mcp.a.b"))];
        QCOMPARE(tools.count, std::size_t(7));
        QCOMPARE(tools.truncated, std::size_t(1));
        const auto missing = [&](const char* key) {
            const auto found = std::find_if(tools.missing.begin(), tools.missing.end(), [&](const auto& m) { return m.first == key; });
            return found == tools.missing.end() ? std::size_t(0) : found->second;
        };
        QCOMPARE(missing("mcp.server"), std::size_t(4)); // the four that fillUsual() makes
        QCOMPARE(missing("tool.name"), std::size_t(5));  // and the one that says null
        QVERIFY(!tools.isGood());
        const LoggingFinding& models = findings[static_cast<std::size_t>(expectedRecordOf("llm.x.stream"))];
        QCOMPARE(models.count, std::size_t(0));
        QVERIFY(!models.isGood());
    }

    void everyTypeCanBeWritten()
    {
        for (const ExpectedRecord& record : expectedRecords())
            QVERIFY2(!record.snippet.empty() && !record.sentence.empty() && !record.where.empty(), std::string(record.pattern).c_str());
    }

    /// The pages are whole, and each topic of the list has one.
    void pagesOfHelp()
    {
        QStringList ids;
        for (const HelpPage& page : helpPages()) {
            ids.append(page.id);
            QVERIFY2(!page.title.isEmpty() && page.blocks.size() > 2, qPrintable(page.id));
            for (const HelpBlock& block : page.blocks) {
                QVERIFY(!block.text.isEmpty());
                QCOMPARE(block.kind == HelpBlock::Kind::Link, block.url.startsWith("https://"));
            }
        }
        QCOMPARE(ids, QStringList({"start", "tracing", "sql", "live", "remote", "models", "automation", "ask"}));
    }
};

QTEST_GUILESS_MAIN(TestLoggingCheck)
#include "tst_logging_check.moc"
