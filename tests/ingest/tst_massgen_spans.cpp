// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/case_folder.h"
#include "ingest/catalog.h"

#include <QTest>

#include <cstdlib>
#include <sstream>

using namespace mgx;

namespace {

/// A span as MassGen sent it over OpenTelemetry, from the `sent.tsv` of a case.
struct Sent
{
    TimeNs start = 0;
    TimeNs end = 0;
    std::string agent;
    std::string name;
};

std::vector<Sent> sentSpans(const std::string& text)
{
    std::vector<Sent> spans;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        Sent span;
        std::string start;
        std::string end;
        if (line.starts_with('#') || !std::getline(fields, start, '\t') || !std::getline(fields, end, '\t'))
            continue;
        std::getline(fields, span.agent, '\t');
        std::getline(fields, span.name, '\t');
        span.start = std::stoll(start);
        span.end = std::stoll(end);
        spans.push_back(std::move(span));
    }
    return spans;
}

/// What the local record of such a span is called: the wrapper of a tool call is not made.
std::string localName(const std::string& name)
{
    constexpr std::string_view kTool = "mcp_tool.mcp__";
    if (!name.starts_with(kTool))
        return name;
    std::string rest = name.substr(kTool.size());
    rest.replace(rest.find("__"), 2, ".");
    return "mcp." + rest;
}

struct Found
{
    std::shared_ptr<const TraceSnapshot> snapshot;
    RowId row = kNoRow;
};

} // namespace

/// Rounds and tool calls, read from the files alone, against the spans that MassGen itself sent while it ran.
class TestMassgenSpans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agrees_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : ingestCases()) {
            if (std::filesystem::exists(caseFolder(name) / "sent.tsv"))
                QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }

    void agrees()
    {
        QFETCH(QString, name);
        const auto folder = caseFolder(name.toStdString());
        const Result<Catalog> catalog = listCatalog((folder / "input").string(), {});
        QVERIFY(catalog.has_value());
        std::vector<Found> local;
        for (const CatalogItem& item : catalog->items) {
            const Result<Imported> imported = importItem(item, {});
            QVERIFY(imported.has_value());
            const auto& snapshot = imported->snapshot;
            for (RowId row = 0; row < snapshot->rowCount(); ++row) {
                const bool isCompared = snapshot->name(row).starts_with("agent.") || snapshot->name(row).starts_with("mcp.");
                if (snapshot->kind(row) == RecordKind::Span && isCompared && !snapshot->name(row).ends_with(".post_evaluation"))
                    local.push_back({snapshot, row});
            }
        }
        const std::vector<Sent> sent = sentSpans(readWhole(folder / "sent.tsv"));
        QVERIFY(!sent.empty());
        QCOMPARE(local.size(), sent.size());
        for (const Sent& span : sent)
            compare(span, local);
    }

private:
    static void compare(const Sent& span, std::vector<Found>& local)
    {
        constexpr TimeNs kTolerance = 50'000'000;
        Found* best = nullptr;
        TimeNs bestDistance = kTolerance;
        for (Found& found : local) {
            if (!found.snapshot || found.snapshot->name(found.row) != localName(span.name)
                || found.snapshot->agent(found.row) != span.agent)
                continue;
            const TimeNs distance = std::abs(found.snapshot->start(found.row) - span.start);
            if (distance <= bestDistance) {
                best = &found;
                bestDistance = distance;
            }
        }
        QVERIFY2(best, (span.name + ": no local record starts within 50 ms").c_str());
        if (!best->snapshot->isOpen(best->row)) {
            const TimeNs difference = best->snapshot->end(best->row) - span.end;
            QVERIFY2(std::abs(difference) <= kTolerance,
                     (span.name + ": ends " + std::to_string(difference / 1000) + " us off").c_str());
        }
        best->snapshot.reset(); // taken
    }
};

QTEST_GUILESS_MAIN(TestMassgenSpans)
#include "tst_massgen_spans.moc"
