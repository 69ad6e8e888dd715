// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/snapshot_builder.h"

#include <QtTest>
#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace mgx;

namespace {

RecordDraft record(std::uint64_t id, std::uint64_t parent, TimeNs start, TimeNs end, RecordKind kind, std::uint8_t level)
{
    RecordDraft d;
    d.trace = {1, 1};
    d.spanId = id;
    d.parentSpanId = parent;
    d.kind = kind;
    d.start = start;
    d.end = end;
    d.level = level;
    d.name = "x";
    return d;
}

/// A lane with spans of all lengths, nested, overlapping, at equal times, and marks among them, in random order.
std::shared_ptr<const TraceSnapshot> randomLane(unsigned seed, int count, int publishes)
{
    std::mt19937 random(seed);
    SnapshotBuilder builder;
    std::vector<int> ids(static_cast<std::size_t>(count));
    std::iota(ids.begin(), ids.end(), 1);
    std::shuffle(ids.begin(), ids.end(), random);
    std::shared_ptr<const TraceSnapshot> s;
    int i = 0;
    for (const int id : ids) {
        const TimeNs start = TimeNs(random() % 100'000);
        const int length = 1 << random() % 12;
        const TimeNs end = start + TimeNs(random() % static_cast<unsigned>(length));
        const auto kind = random() % 5 == 0 ? RecordKind::Log : RecordKind::Span;
        const std::uint8_t lvl = random() % 50 == 0 ? level::kError : level::kInfo;
        builder.append(record(std::uint64_t(id), random() % 2 ? random() % std::uint64_t(count) : 0, start,
                              kind == RecordKind::Log ? start : end, kind, lvl));
        if (++i % (count / publishes + 1) == 0)
            s = builder.publish();
    }
    return builder.publish();
}

bool isBefore(const LaneQuad& a, const LaneQuad& b)
{
    return std::pair(a.start, a.end) < std::pair(b.start, b.end);
}

/// Goes through the spans of one slot and what is drawn for them side by side; a sentence if they disagree.
QString comparePicture(const TraceSnapshot& s, const std::vector<LaneQuad>& spans, const std::vector<LaneQuad>& quads, TimeNs from, TimeNs to)
{
    std::size_t next = 0;
    for (; next < spans.size() && spans[next].end < from; ++next) {}
    for (std::size_t i = 0; i < quads.size(); ++i) {
        const LaneQuad& quad = quads[i];
        if (i > 0 && quads[i - 1].end > quad.start)
            return QStringLiteral("two quads of a slot overlap at %1").arg(quad.start);
        TimeNs longest = 0;
        SpanStatus worst = SpanStatus::Ok;
        for (std::uint32_t k = 0; k < quad.count; ++k, ++next) {
            if (next >= spans.size() || spans[next].start < quad.start || spans[next].end > quad.end)
                return QStringLiteral("the quad at %1 does not hold the spans it counts").arg(quad.start);
            longest = std::max(longest, spans[next].end - spans[next].start);
            worst = std::max(worst, spans[next].worst);
        }
        if (s.duration(quad.row) != longest || quad.worst != worst)
            return QStringLiteral("the quad at %1 shows %2 ns, not %3, or another status").arg(quad.start).arg(s.duration(quad.row)).arg(longest);
    }
    return next < spans.size() && spans[next].start < to ? QStringLiteral("the span at %1 is not drawn").arg(spans[next].start) : QString();
}

} // namespace

class TestLaneIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySpanHasItsOwnPlace_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("publishes");
        QTest::newRow("one publish") << 30'000 << 1;
        QTest::newRow("many publishes") << 30'000 << 40;
        QTest::newRow("few") << 50 << 7;
    }
    void everySpanHasItsOwnPlace()
    {
        QFETCH(int, count);
        QFETCH(int, publishes);
        const auto s = randomLane(1, count, publishes);
        const LaneIndex& lane = s->lanes().at(0).index;
        std::vector<LaneQuad> quads;
        lane.spans(-kMaxTime, kMaxTime, 0, quads);
        std::map<int, std::vector<LaneQuad>> bySlot;
        std::set<RowId> rows;
        for (const LaneQuad& q : quads) {
            QCOMPARE(q.count, 1u);
            QVERIFY(q.start == s->start(q.row) && q.end == s->end(q.row));
            QCOMPARE(q.worst == SpanStatus::Error, s->isError(q.row));
            QVERIFY(rows.insert(q.row).second);
            bySlot[q.slot].push_back(q);
        }
        std::size_t spans = 0;
        for (RowId row = 0; row < s->rowCount(); ++row)
            spans += s->kind(row) == RecordKind::Span;
        QCOMPARE(rows.size(), spans);
        QCOMPARE(lane.spanCount(), spans);
        QCOMPARE(lane.markCount(), s->rowCount() - spans);
        for (auto& [slot, list] : bySlot) {
            for (std::size_t i = 1; i < list.size(); ++i)
                QVERIFY(list[i - 1].end <= list[i].start);
        }
        for (const LaneQuad& q : quads) {
            QCOMPARE(lane.slotOf(q.row, q.start), int(q.slot));
            const RowId parent = s->parent(q.row);
            if (parent != kNoRow && s->kind(parent) == RecordKind::Span && s->start(parent) < q.start)
                QVERIFY(lane.slotOf(parent, s->start(parent)) < int(q.slot));
        }
    }

    void mergedQuadsAgreeWithBruteForce()
    {
        const auto s = randomLane(2, 40'000, 9);
        const LaneIndex& lane = s->lanes().at(0).index;
        std::vector<LaneQuad> all;
        lane.spans(-kMaxTime, kMaxTime, 0, all);
        std::mt19937 random(3);
        for (int trial = 0; trial < 200; ++trial) {
            const TimeNs from = TimeNs(random() % 110'000) - 5000;
            const TimeNs to = from + 1 + TimeNs(random() % 100'000);
            const TimeNs resolution = 1 + TimeNs(random() % 3000);
            std::vector<LaneQuad> quads;
            lane.spans(from, to, resolution, quads);
            // Each visible span is in exactly one quad of its slot, each quad tells its worst and its longest.
            std::map<int, std::vector<LaneQuad>> bySlot;
            for (const LaneQuad& q : quads)
                bySlot[q.slot].push_back(q);
            std::size_t merged = 0;
            for (auto& [slot, list] : bySlot) {
                std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
                for (std::size_t i = 0; i < list.size(); ++i) {
                    // The first pixel also holds what began up to a pixel before it.
                    QVERIFY(list[i].count == 1 || list[i].end - list[i].start < 3 * resolution);
                    merged += list[i].count;
                }
            }
            std::size_t visible = 0;
            for (const LaneQuad& span : all) {
                if (span.end < from || span.start >= to)
                    continue;
                ++visible;
                const auto& list = bySlot[span.slot];
                QVERIFY(std::any_of(list.begin(), list.end(), [&](const LaneQuad& q) {
                    const bool isHolder = q.start <= span.start && q.end >= span.end && (q.count > 1 || q.row == span.row);
                    return isHolder && q.worst >= span.worst && s->duration(q.row) >= span.end - span.start;
                }));
            }
            // A pixel may reach beyond `to` and take spans with it that begin in the same pixel, never fewer than visible.
            QVERIFY(merged >= visible);
            for (const auto& [slot, list] : bySlot) {
                const auto pixels = static_cast<std::size_t>((to - from) / resolution + 3);
                QVERIFY(list.size() <= 2 * pixels * (all.size() / 8192 + 2));
            }
        }
    }

    /// In 10,000 windows of all sizes at all zooms: what is drawn for a stretch has the longest of its spans and their worst status,
    /// exactly, counts all of them, and quads of one slot never overlap.
    void everyPictureTellsTheLongestAndTheWorst()
    {
        std::mt19937 random(7);
        for (unsigned lot = 0; lot < 10; ++lot) {
            const auto s = randomLane(100 + lot, 1500, 1 + int(lot) * 3);
            const LaneIndex& lane = s->lanes().at(0).index;
            std::vector<LaneQuad> all;
            lane.spans(-kMaxTime, kMaxTime, 0, all);
            std::map<int, std::vector<LaneQuad>> spansOf;
            for (const LaneQuad& span : all)
                spansOf[span.slot].push_back(span);
            for (auto& [slot, spans] : spansOf)
                std::sort(spans.begin(), spans.end(), isBefore);
            for (int trial = 0; trial < 1000; ++trial) {
                const TimeNs from = TimeNs(random() % 110'000) - 5000;
                const TimeNs to = from + 1 + TimeNs(random() % (1u << random() % 18));
                const TimeNs resolution = 1 + TimeNs(random() % (1u << random() % 13));
                std::vector<LaneQuad> quads;
                lane.spans(from, to, resolution, quads);
                std::map<int, std::vector<LaneQuad>> quadsOf;
                for (const LaneQuad& quad : quads)
                    quadsOf[quad.slot].push_back(quad);
                for (auto& [slot, list] : quadsOf)
                    std::sort(list.begin(), list.end(), isBefore);
                for (const auto& [slot, spans] : spansOf) {
                    const QString wrong = comparePicture(*s, spans, quadsOf[slot], from, to);
                    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
                }
            }
        }
    }

    void marksAgreeWithBruteForce()
    {
        const auto s = randomLane(4, 20'000, 5);
        const LaneIndex& lane = s->lanes().at(0).index;
        std::mt19937 random(3);
        for (int trial = 0; trial < 100; ++trial) {
            const TimeNs from = TimeNs(random() % 100'000);
            const TimeNs to = from + 1 + TimeNs(random() % 50'000);
            const TimeNs resolution = TimeNs(random() % 500);
            std::vector<LaneMark> marks;
            lane.marks(from, to, resolution, marks);
            std::size_t counted = 0;
            for (const LaneMark& m : marks)
                counted += m.count;
            std::size_t inside = 0, near = 0;
            for (RowId row = 0; row < s->rowCount(); ++row) {
                if (s->kind(row) == RecordKind::Log) {
                    inside += s->start(row) >= from && s->start(row) < to;
                    near += s->start(row) >= from && s->start(row) < to + resolution;
                }
            }
            QVERIFY(counted >= inside && counted <= near);
        }
    }

    void hitTestFindsTheCoveringOrNearestSpan()
    {
        const auto s = randomLane(6, 5000, 3);
        const LaneIndex& lane = s->lanes().at(0).index;
        std::vector<LaneQuad> all;
        lane.spans(-kMaxTime, kMaxTime, 0, all);
        std::mt19937 random(3);
        for (int trial = 0; trial < 2000; ++trial) {
            const int slot = static_cast<int>(random() % static_cast<unsigned>(lane.slotCount()));
            const TimeNs time = TimeNs(random() % 105'000);
            TimeNs best = 50 + 1;
            for (const LaneQuad& q : all) {
                if (q.slot == slot)
                    best = std::min(best, std::max<TimeNs>({0, q.start - time, time - q.end}));
            }
            const RowId row = lane.spanAt(slot, time, 50);
            QCOMPARE(row != kNoRow, best <= 50);
            if (row != kNoRow)
                QCOMPARE(std::max<TimeNs>({0, s->start(row) - time, time - s->end(row)}), best);
        }
    }

    void manyOverlapsStayBounded()
    {
        SnapshotBuilder builder;
        for (std::uint64_t i = 1; i <= 20'000; ++i)
            builder.append(record(i, 0, TimeNs(i), 1'000'000, RecordKind::Span, level::kInfo));
        const auto s = builder.publish();
        const LaneIndex& lane = s->lanes().at(0).index;
        QCOMPARE(lane.slotCount(), LaneIndex::kMaxSlots);
        QCOMPARE(lane.spanCount(), std::size_t(20'000));
    }

    void pendingRowsOfKnownSpansAreNotDrawn()
    {
        SnapshotBuilder builder;
        builder.append(record(1, 0, 1, kNoTime, RecordKind::Span, level::kInfo));
        const RowId pending = builder.append(record(10, 1, 5, kNoTime, RecordKind::PendingSpan, level::kInfo));
        const RowId child = builder.append(record(11, 10, 6, 7, RecordKind::Span, level::kInfo));
        const auto before = builder.publish();
        QCOMPARE(before->lanes()[0].index.spanCount(), std::size_t(3));
        QVERIFY(!before->isSettledPending(pending));
        QCOMPARE(before->parent(child), pending);
        const RowId span = builder.append(record(10, 1, 5, 9, RecordKind::Span, level::kInfo));
        const auto after = builder.publish();
        QCOMPARE(after->lanes()[0].index.spanCount(), std::size_t(3));
        QVERIFY(after->isSettledPending(pending));
        QCOMPARE(after->parent(child), span);
        QCOMPARE(after->parent(span), RowId(0));
    }
};

QTEST_APPLESS_MAIN(TestLaneIndex)
#include "tst_lane_index.moc"
