// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/snapshot_builder.h"

#include <QtTest>
#include <map>
#include <random>

using namespace mgx;

namespace {

RecordDraft span(std::uint64_t id, std::uint64_t parent, TimeNs start, TimeNs end)
{
    RecordDraft draft;
    draft.trace = {1, 2};
    draft.spanId = id;
    draft.parentSpanId = parent;
    draft.start = start;
    draft.end = end;
    draft.name = "work";
    draft.service = "svc";
    return draft;
}

/// The tree as indented span ids, children by start.
std::string picture(const TraceSnapshot& s, ParentMode mode = ParentMode::Repaired, RowId row = kNoRow, int depth = 0)
{
    std::string text;
    for (const RowId child : s.children(row, mode)) {
        text += std::string(static_cast<std::size_t>(depth), ' ') + std::to_string(s.spanId(child)) + "\n";
        text += picture(s, mode, child, depth + 1);
    }
    return text;
}

} // namespace

class TestSnapshotBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptySnapshotIsUsable()
    {
        SnapshotBuilder builder;
        const auto s = builder.publish();
        QCOMPARE(s->rowCount(), 0u);
        QVERIFY(s->children(kNoRow).empty());
        QVERIFY(s->lanes().empty());
        QCOMPARE(s->minTime(), 0);
    }

    void everyFieldComesBack()
    {
        SnapshotBuilder builder;
        RecordDraft d = span(7, 0, 10, 30);
        d.source = builder.addSource(SourceKind::Local, "/logs");
        d.file = builder.addFile("events.jsonl");
        d.run = builder.addRun();
        d.kind = RecordKind::Log;
        d.level = level::kWarning;
        d.flags = kIsException;
        d.timeQuality = TimeQuality::LocalClock;
        d.message = "did work";
        d.agent = "agent a";
        d.scope = "massgen";
        d.resource = R"({"k":1})";
        d.attributes = R"({"a":"b"})";
        d.rest = R"({"url_path":"/"})";
        d.position = 12;
        const RowId row = builder.append(d);
        d.pointer = "#/events/3";
        d.spanId = 8;
        const RowId other = builder.append(d);
        const auto s = builder.publish();
        QVERIFY(s->trace(row) == (TraceId{1, 2}));
        QCOMPARE(s->spanId(row), std::uint64_t(7));
        QCOMPARE(s->kind(row), RecordKind::Log);
        QCOMPARE(s->duration(row), TimeNs(20));
        QCOMPARE(s->level(row), level::kWarning);
        QVERIFY(s->isError(row) && !s->isOpen(row));
        QCOMPARE(s->timeQuality(row), TimeQuality::LocalClock);
        QCOMPARE(s->name(row), std::string_view("work"));
        QCOMPARE(s->message(row), std::string_view("did work"));
        QCOMPARE(s->agent(row), std::string_view("agent a"));
        QCOMPARE(s->scope(row), std::string_view("massgen"));
        QCOMPARE(s->resource(row), std::string_view(R"({"k":1})"));
        QCOMPARE(s->attributes(row), std::string_view(R"({"a":"b"})"));
        QCOMPARE(s->rest(row), std::string_view(R"({"url_path":"/"})"));
        QCOMPARE(s->source(row).path, std::string("/logs"));
        QCOMPARE(s->sourceRef(row).file, std::string_view("events.jsonl"));
        QCOMPARE(s->sourceRef(row).line, std::uint64_t(12));
        QCOMPARE(s->sourceRef(other).pointer, std::string_view("#/events/3"));
        QCOMPARE(s->run(row), 0u);
        QCOMPARE(s->lanes().at(s->lane(row)).kind, LaneKind::Agent);
    }

    void treeDoesNotDependOnOrder()
    {
        std::vector<std::pair<int, int>> edges;
        for (int i = 1; i <= 300; ++i)
            edges.emplace_back(i, i / 3);
        std::mt19937 random(5);
        std::string expected;
        for (int round = 0; round < 20; ++round) {
            SnapshotBuilder builder;
            int appended = 0;
            std::shared_ptr<const TraceSnapshot> s;
            for (const auto& [id, parent] : edges) {
                builder.append(span(std::uint64_t(id), std::uint64_t(parent), id, id + 1000));
                if (++appended % 37 == 0)
                    s = builder.publish();
            }
            s = builder.publish();
            if (expected.empty())
                expected = picture(*s);
            QCOMPARE(picture(*s), expected);
            for (RowId row = 0; row < s->rowCount(); ++row)
                QVERIFY(!s->hasFlag(row, kIsOrphan));
            std::shuffle(edges.begin(), edges.end(), random);
        }
    }

    void publishedSnapshotsNeverChange()
    {
        SnapshotBuilder builder;
        builder.append(span(2, 1, 5, 6));
        const auto before = builder.publish();
        const RowId late = builder.append(span(1, 0, 0, 10));
        builder.replace(0, span(2, 1, 5, 9));
        const auto after = builder.publish();
        QCOMPARE(picture(*before), std::string("2\n"));
        QVERIFY(before->hasFlag(0, kIsOrphan));
        QCOMPARE(before->end(0), TimeNs(6));
        QCOMPARE(picture(*after), std::string("1\n 2\n"));
        QVERIFY(!after->hasFlag(0, kIsOrphan));
        QCOMPARE(after->end(0), TimeNs(9));
        QCOMPARE(after->changedRows().size(), std::size_t(1));
        QCOMPARE(after->changedRows()[0], 0u);
        QCOMPARE(late, 1u);
        QVERIFY(builder.publish()->changedRows().empty());
    }

    void cyclesAreCutOnce()
    {
        SnapshotBuilder builder;
        builder.append(span(1, 3, 0, 9));
        builder.append(span(2, 1, 1, 9));
        builder.append(span(3, 2, 2, 9));
        builder.append(span(4, 4, 3, 9));
        const auto s = builder.publish();
        QCOMPARE(picture(*s), std::string("1\n 2\n  3\n4\n"));
        QVERIFY(s->hasFlag(0, kIsCycleCut));
        QVERIFY(!s->hasFlag(1, kIsCycleCut) && !s->hasFlag(2, kIsCycleCut));
        QVERIFY(s->hasFlag(3, kIsCycleCut));
    }

    void duplicatesAndZeroIdsAreKept()
    {
        SnapshotBuilder builder;
        builder.append(span(1, 0, 0, 9));
        builder.append(span(1, 0, 1, 9));
        builder.append(span(0, 0, 2, 9));
        builder.append(span(0, 1, 3, 9));
        const auto s = builder.publish();
        QCOMPARE(picture(*s), std::string("1\n 0\n1\n0\n"));
        QVERIFY(!s->hasFlag(0, kHasDuplicateId));
        QVERIFY(s->hasFlag(1, kHasDuplicateId));
        QVERIFY(!s->hasFlag(2, kHasDuplicateId) && !s->hasFlag(3, kHasDuplicateId));
    }

    void badTimesAreAdjustedAndFlagged()
    {
        SnapshotBuilder builder;
        builder.append(span(1, 0, 100, 200));
        builder.append(span(2, 0, 150, 120));
        builder.append(span(3, 0, 150, std::numeric_limits<TimeNs>::max()));
        builder.append(span(4, 0, kNoTime, 130));
        const auto s = builder.publish();
        QCOMPARE(s->end(1), TimeNs(150));
        QVERIFY(s->hasFlag(1, kHasBadTimes) && s->hasFlag(2, kHasBadTimes) && s->hasFlag(3, kHasBadTimes));
        QCOMPARE(s->end(2), kMaxTime);
        QCOMPARE(s->start(3), TimeNs(130));
        QCOMPARE(s->minTime(), TimeNs(100));
        QCOMPARE(s->maxTime(), TimeNs(200));
    }

    void openSpansEndWithTheirRun()
    {
        SnapshotBuilder builder;
        const RunId run = builder.addRun();
        RecordDraft d = span(1, 0, 100, kNoTime);
        d.run = run;
        builder.append(d);
        QCOMPARE(builder.publish()->end(0), TimeNs(100));
        d = span(2, 1, 110, 500);
        d.run = run;
        builder.append(d);
        const auto s = builder.publish();
        QVERIFY(s->isOpen(0));
        QCOMPARE(s->end(0), TimeNs(500));
        QVERIFY(s->changedRows().empty());
        d = span(1, 0, 100, 300);
        d.run = run;
        builder.replace(0, d);
        const auto closed = builder.publish();
        QVERIFY(!closed->isOpen(0));
        QCOMPARE(closed->end(0), TimeNs(300));
    }

    void repairKeepsTheRecordedParent()
    {
        SnapshotBuilder builder;
        builder.append(span(1, 0, 0, 9));
        builder.append(span(2, 1, 1, 8));
        builder.append(span(3, 1, 2, 3));
        QVERIFY(builder.setRepairedParent(2, 1));
        QVERIFY(!builder.setRepairedParent(1, 2)); // would be a cycle
        const auto s = builder.publish();
        QCOMPARE(picture(*s), std::string("1\n 2\n  3\n"));
        QCOMPARE(picture(*s, ParentMode::Recorded), std::string("1\n 2\n 3\n"));
        QVERIFY(builder.setRepairedParent(2, kNoRow));
        const auto undone = builder.publish();
        QCOMPARE(picture(*undone), std::string("1\n 2\n 3\n"));
        QCOMPARE(undone->changedRows().size(), std::size_t(1));
    }

    void replaceMovesBetweenLanesAndParents()
    {
        SnapshotBuilder builder;
        const RunId run = builder.addRun();
        const auto draft = [&](std::uint64_t id, std::uint64_t parent, const char* agent) {
            RecordDraft d = span(id, parent, TimeNs(id), 100);
            d.run = run;
            d.agent = agent;
            return d;
        };
        builder.append(draft(1, 0, ""));
        builder.append(draft(2, 0, "a"));
        builder.append(draft(3, 9, "a"));
        QVERIFY(builder.publish()->hasFlag(2, kIsOrphan));
        builder.replace(2, draft(3, 2, "b"));
        const auto s = builder.publish();
        QCOMPARE(picture(*s), std::string("1\n2\n 3\n"));
        QVERIFY(!s->hasFlag(2, kIsOrphan));
        QCOMPARE(s->lanes().size(), std::size_t(3));
        QCOMPARE(s->lanes()[1].index.spanCount(), std::size_t(1));
        QCOMPARE(s->lanes()[2].index.spanCount(), std::size_t(1));
        builder.append(draft(9, 0, "a")); // the parent it named before: no longer its own
        QCOMPARE(picture(*builder.publish()), std::string("1\n2\n 3\n9\n"));
    }

    void selfTimeCountsOverlapsOnce()
    {
        SnapshotBuilder builder;
        builder.append(span(1, 0, 0, 100));
        builder.append(span(2, 1, 10, 40));
        builder.append(span(3, 1, 30, 50));
        builder.append(span(4, 1, 90, 150));
        QCOMPARE(builder.publish()->selfTime(0), TimeNs(50));
    }

    /// Many operations in random order, compared with a plain model after every publish.
    void growthAgreesWithAModel()
    {
        struct Expected
        {
            std::uint64_t id, parent;
            TimeNs start, end;
        };
        std::mt19937 random(11);
        SnapshotBuilder builder;
        std::vector<Expected> model;
        std::vector<std::pair<std::shared_ptr<const TraceSnapshot>, std::vector<Expected>>> kept;
        for (int step = 0; step < 150'000; ++step) {
            const std::uint64_t id = std::uint64_t(step) + 1;
            const std::uint64_t parent = random() % 4 == 0 ? 0 : 1 + random() % (id + 20);
            const Expected e{id, parent, TimeNs(random() % 1000), TimeNs(1000 + random() % 1000)};
            builder.append(span(e.id, e.parent, e.start, e.end));
            model.push_back(e);
            if (step % 10 == 0) {
                Expected& old = model[random() % model.size()];
                old.end += 1;
                builder.replace(static_cast<RowId>(old.id - 1), span(old.id, old.parent, old.start, old.end));
            }
            if (step % 30'000 == 29'999)
                kept.emplace_back(builder.publish(), model);
        }
        for (const auto& [s, rows] : kept) {
            QCOMPARE(s->rowCount(), static_cast<RowId>(rows.size()));
            std::size_t reached = 0;
            std::size_t bad = 0;
            for (RowId row = 0; row < s->rowCount(); ++row) {
                const Expected& e = rows[row];
                bad += s->start(row) != e.start || s->end(row) != e.end || s->spanId(row) != e.id;
                const bool isCut = s->hasFlag(row, kIsCycleCut);
                const bool isMissing = e.parent > rows.size();
                const RowId parent = e.parent == 0 || isMissing || isCut ? kNoRow : static_cast<RowId>(e.parent - 1);
                bad += s->recordedParent(row) != parent || s->hasFlag(row, kIsOrphan) != isMissing;
            }
            QCOMPARE(bad, std::size_t(0));
            std::vector<RowId> todo = s->children(kNoRow); // every row is reached from the roots exactly once
            while (!todo.empty()) {
                const RowId row = todo.back();
                todo.pop_back();
                ++reached;
                const auto children = s->children(row);
                todo.insert(todo.end(), children.begin(), children.end());
            }
            QCOMPARE(reached, rows.size());
        }
    }
};

QTEST_APPLESS_MAIN(TestSnapshotBuilder)
#include "tst_snapshot_builder.moc"
