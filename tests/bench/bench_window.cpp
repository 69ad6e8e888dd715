// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the window's work without the window, one JSON line each: frames of the timeline while zooming and panning,
// key marks, unfolding the hierarchy. On made traces of 100,000 and 1,000,000 spans, or on the files that are named.
#include "ingest/catalog.h"
#include "models/aggregate.h"
#include "models/flat_tree.h"
#include "timeline/frame_builder.h"
#include "timeline/frame_overlay.h"
#include "timeline/overview_bars.h"
#include "timeline/timeline_theme.h"
#include "store/snapshot_builder.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <QGuiApplication>
#include <QPainter>
#include <random>
#include <string>

using namespace mgx;

namespace {

class Clock
{
public:
    [[nodiscard]] double ms() const
    {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

void print(const char* figure, int rows, double value, const char* unit)
{
    std::printf("{\"bench\":\"window\",\"figure\":\"%s\",\"rows\":%d,\"value\":%.3f,\"unit\":\"%s\"}\n", figure, rows, value, unit);
}

/// Forty agents with rounds of some seconds, twenty tools in each, every hundredth failed.
std::shared_ptr<const TraceSnapshot> trace(int rows)
{
    SnapshotBuilder builder;
    (void)builder.addSource(SourceKind::Local, "/made");
    const RunId run = builder.addRun();
    for (int i = 0; i < rows; ++i) {
        const bool isRound = i % 20 == 0;
        const std::string agent = "agent_" + std::to_string(i / 20 % 40);
        RecordDraft draft;
        draft.trace = {1, 1};
        draft.spanId = std::uint64_t(i) + 1;
        draft.parentSpanId = isRound ? 0 : std::uint64_t(i / 20 * 20) + 1;
        draft.start = TimeNs(i / 800) * kNsPerSecond + (isRound ? 0 : i % 20 * 40'000'000);
        draft.end = draft.start + (isRound ? 900'000'000 : 30'000'000);
        draft.level = i % 100 == 7 ? level::kError : level::kInfo;
        draft.run = run;
        draft.agent = agent;
        draft.name = isRound ? "agent.round" : "mcp.lab.read_file";
        builder.append(draft);
    }
    return builder.publish();
}

void frames(const TraceSnapshot& snapshot, int rows)
{
    TimelineTheme theme;
    theme.agents = {QColor(10, 100, 200), QColor(200, 100, 10), QColor(10, 200, 100)};
    const LaneLayout layout(snapshot);
    const Clock marksClock;
    const MarkIndex marks(snapshot);
    print("key marks", rows, marksClock.ms(), "ms");
    const RoundLabels labels = roundLabels(snapshot);
    LabelCache cache(theme.labelFont);
    std::mt19937 random(1);
    std::vector<double> times;
    std::vector<double> paintTimes;
    std::size_t most = 0;
    std::size_t mostMarks = 0;
    QImage picture(1400, 560, QImage::Format_ARGB32_Premultiplied);
    const TimeNs length = snapshot.maxTime() - snapshot.minTime();
    for (int i = 0; i < 300; ++i) {
        const TimeNs width = std::max<TimeNs>(1000, length >> (random() % 14));
        const TimeNs from = snapshot.minTime() + TimeNs(double(length - width) * double(random() % 1000) / 1000.0);
        const FrameInput input{snapshot, layout, marks, theme, labels, {from, from + width, 1400}, double(random() % 800), 560, 26, cache, kNoRow, true};
        const Clock clock;
        const TimelineFrame frame = FrameBuilder(input).build();
        times.push_back(clock.ms());
        most = std::max(most, frame.quads.size());
        mostMarks = std::max(mostMarks, frame.marks.size());
        const Clock paintClock;
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paintOverlay(painter, frame, theme.labelFont);
        paintTimes.push_back(paintClock.ms());
    }
    std::sort(times.begin(), times.end());
    print("frame, p95 of 300", rows, times[285], "ms");
    print("frame, worst of 300", rows, times.back(), "ms");
    print("quads of the largest frame", rows, double(most), "quads");
    std::sort(paintTimes.begin(), paintTimes.end());
    print("labels, marks and links painted, p95 of 300", rows, paintTimes[285], "ms");
    print("labels, marks and links painted, worst of 300", rows, paintTimes.back(), "ms");
    print("marks of the largest frame", rows, double(mostMarks), "marks");
}

void tree(const std::shared_ptr<const TraceSnapshot>& snapshot, int rows)
{
    FlatTree tree;
    tree.setSnapshot(snapshot);
    tree.expandAll();
    const Clock clock;
    const std::size_t visible = tree.visibleRows().size();
    print("unfold everything", static_cast<int>(visible), clock.ms(), "ms");
    const Clock filterClock;
    const auto hits = std::make_shared<const SearchHits>(searchRecords(*snapshot, "read_FILE", {}));
    print("search", rows, filterClock.ms(), "ms");
    const Clock keepClock;
    tree.setHits(hits, true);
    print("show only hits", static_cast<int>(tree.visibleRows().size()), keepClock.ms(), "ms");
}

/// Stretches of all lengths, as they come while one is drawn.
void statistics(const std::shared_ptr<const TraceSnapshot>& snapshot, int rows)
{
    const Clock making;
    const Aggregator aggregator(snapshot, {});
    print("range statistics: first look at a trace", rows, making.ms(), "ms");
    std::mt19937 random(2);
    for (const AggregateBy by : {AggregateBy::Name, AggregateBy::Agent}) {
        std::vector<double> times;
        const TimeNs length = snapshot->maxTime() - snapshot->minTime();
        for (int i = 0; i < 30; ++i) {
            const TimeNs width = length >> (i % 10);
            const TimeNs from = snapshot->minTime() + TimeNs(double(length - width) * double(random() % 1000) / 1000.0);
            const Clock clock;
            const Aggregate counted = aggregator.count({from, from + width, by}, {});
            times.push_back(clock.ms());
            if (counted.rows.empty())
                std::printf("nothing was counted\n");
        }
        std::sort(times.begin(), times.end());
        print(by == AggregateBy::Name ? "range statistics by name, median" : "range statistics by agent, median", rows, times[15], "ms");
        print(by == AggregateBy::Name ? "range statistics by name, worst" : "range statistics by agent, worst", rows, times.back(), "ms");
    }
    const Clock bars;
    const std::size_t count = overviewBars(*snapshot, 200, {}).size();
    print("overview histogram", static_cast<int>(count), bars.ms(), "ms");
}

void measure(const std::shared_ptr<const TraceSnapshot>& snapshot)
{
    const int rows = int(snapshot->rowCount());
    frames(*snapshot, rows);
    tree(snapshot, rows);
    statistics(snapshot, rows);
}

} // namespace

int main(int argc, char** argv)
{
    const QGuiApplication app(argc, argv);
    if (argc == 1) {
        for (const int rows : {100'000, 1'000'000})
            measure(trace(rows));
    }
    for (int i = 1; i < argc; ++i) {
        CatalogItem item;
        item.kind = CatalogItem::Kind::TraceFile;
        item.path = argv[i];
        if (const Result<Imported> imported = importItem(item, {}))
            measure(imported->snapshot);
        else
            std::fprintf(stderr, "%s\n", imported.error().sentence().c_str());
    }
    return 0;
}
