// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the charts page, one JSON line each: from showing it to the last picture, the longest that the event loop stood still
// meanwhile, and layout and painting of each chart. On runs of a million spans, of which some or nearly all are tool calls.
#include "analysis/derive_rows.h"
#include "charts/chart_desk.h"
#include "charts/chart_item.h"
#include "charts/scene_painter.h"
#include "store/snapshot_builder.h"

#include <algorithm>
#include <cstdio>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <string>

using namespace mgx;

namespace {

constexpr int kAgents = 8;
constexpr QSize kCard(640, 240);

void print(const char* figure, const char* run, double value)
{
    std::printf("{\"bench\":\"charts\",\"figure\":\"%s\",\"run\":\"%s\",\"value\":%.3f,\"unit\":\"ms\"}\n", figure, run, value);
}

/// Rounds of `spansPerRound` spans, of which `tools` are tool calls.
std::shared_ptr<const TraceSnapshot> trace(int rows, int spansPerRound, int tools)
{
    SnapshotBuilder builder;
    (void)builder.addSource(SourceKind::Local, "/made");
    const RunId run = builder.addRun();
    RunFacts facts;
    facts.name = "log_made";
    facts.trace = {1, 1};
    facts.start = 0;
    for (int i = 0; i < kAgents; ++i)
        facts.agents.push_back({.id = "agent_" + std::to_string(i)});
    for (int i = 0; i < rows; ++i) {
        const int place = i % spansPerRound;
        const int round = i / spansPerRound;
        const int agent = round % kAgents;
        RecordDraft draft;
        draft.trace = facts.trace;
        draft.spanId = std::uint64_t(i) + 1;
        draft.parentSpanId = place == 0 ? 0 : std::uint64_t(i - place) + 1;
        draft.start = TimeNs(round / kAgents) * kNsPerSecond + place * (900'000'000 / spansPerRound);
        draft.end = place == 0 ? draft.start + 950'000'000 : draft.start + 800'000'000 / spansPerRound;
        draft.run = run;
        draft.agent = facts.agents[std::size_t(agent)].id;
        draft.name = place == 0 ? "agent.round" : "mcp.lab.read_file";
        const RowId row = builder.append(draft);
        facts.end = std::max(facts.end, draft.end);
        if (place == 0)
            facts.rounds.push_back({.agent = agent, .row = row, .number = round / kAgents, .start = draft.start, .end = draft.end, .outcome = "vote", .usage = Usage{5000, 200, 0, 0, 0.001}});
        else if (place <= tools)
            facts.toolCalls.push_back({.agent = agent, .round = round, .row = row, .name = "tool_" + std::to_string(i % 12), .start = draft.start, .end = draft.end, .success = i % 9 != 0});
    }
    builder.setRunFacts(run, std::make_shared<const RunFacts>(facts));
    return builder.publish();
}

void measure(const char* name, const std::shared_ptr<const TraceSnapshot>& snapshot)
{
    QElapsedTimer derivation;
    derivation.start();
    (void)deriveRows(*snapshot, 0);
    print("rows that an analysis adds", name, double(derivation.nsecsElapsed()) / 1e6);
    Settings settings(QStringLiteral("-"));
    QueryLibrary library(QStringLiteral("-"));
    Workspace workspace({[](const std::string& path, const CancelToken&) -> Result<Catalog> {
                             Catalog catalog;
                             catalog.items.push_back({.path = path, .name = "log_made"});
                             return catalog;
                         },
                         [&](const CatalogItem&, const ImportHooks&) -> Result<Imported> {
                             return Imported{snapshot, std::make_shared<ImportReport>(), 0, true};
                         }}, settings);
    ChartDesk desk(workspace, library, nullptr);
    workspace.open({QStringLiteral("/made")});
    while (workspace.state() != Workspace::State::Ready)
        QCoreApplication::processEvents();
    for (const char* figure : {"first picture of the page", "page after a change"}) {
        QElapsedTimer clock;
        clock.start();
        qint64 before = 0;
        qint64 longest = 0;
        desk.setShown(true);
        desk.setLinked(std::string_view(figure) != "first picture of the page");
        do {
            QCoreApplication::processEvents();
            longest = std::max(longest, clock.nsecsElapsed() - before);
            before = clock.nsecsElapsed();
        } while (desk.isBusy());
        print(figure, name, double(clock.nsecsElapsed()) / 1e6);
        print("longest standstill", name, double(longest) / 1e6);
    }
    QFont font;
    font.setPixelSize(13);
    ChartTheme theme;
    theme.body = theme.caption = font;
    for (const auto& chart : desk.list()->charts()) {
        if (!chart->data())
            continue;
        QElapsedTimer clock;
        clock.start();
        const ChartScene scene = layOut({*chart->data(), kCard, font, font, {}});
        const double layout = double(clock.nsecsElapsed()) / 1e6;
        QImage image(kCard, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        clock.restart();
        paintScene(painter, scene, theme);
        print(qPrintable(QStringLiteral("layout of ") + chart->name()), name, layout);
        print(qPrintable(QStringLiteral("painting of ") + chart->name()), name, double(clock.nsecsElapsed()) / 1e6);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QGuiApplication app(argc, argv);
    constexpr int kRows = 1'000'000;
    measure("2,000 rounds, 20,000 tool calls", trace(kRows, 500, 10));
    measure("50,000 rounds, 950,000 tool calls", trace(kRows, 20, 19));
}
