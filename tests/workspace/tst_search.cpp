// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/made_run.h"
#include "workspace/search.h"

#include <QtTest>
#include <random>

using namespace mgx;
using namespace mgx::test;

namespace {

std::vector<std::string> named(const TraceSnapshot& snapshot, const SearchHits& hits)
{
    std::vector<std::string> names;
    for (const RowId row : hits.rows)
        names.emplace_back(snapshot.name(row));
    return names;
}

SearchHits find(const std::shared_ptr<const TraceSnapshot>& snapshot, std::string_view text)
{
    return searchRecords(*snapshot, text, {});
}

} // namespace

class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsLookedAt()
    {
        MadeRun run;
        run.span("quiet", 0, 10, 20, kNoRow, "{\"note\":\"line\\nbreak \\\"quoted\\\" \u00e4\"}");
        run.facts().finalAnswer = "Take the LEFT way.";
        const auto snapshot = run.fillUsual().publish();
        using Names = std::vector<std::string>;
        QCOMPARE(named(*snapshot, find(snapshot, "mcp.LAB.fail")), Names{"mcp.lab.fail"});        // name
        QCOMPARE(named(*snapshot, find(snapshot, "\"quoted\" \u00e4")), Names{"quiet"});          // attribute, as a person reads it
        QCOMPARE(named(*snapshot, find(snapshot, "line\nbreak")), Names{"quiet"});
        QCOMPARE(find(snapshot, "xxxxxxxx").rows.size(), std::size_t(3));                        // results of tools
        QCOMPARE(named(*snapshot, find(snapshot, "left way")), Names{"coordination.session"});    // final answer
        QCOMPARE(named(*snapshot, find(snapshot, "which way")), Names{"coordination.session"});   // question
        QCOMPARE(find(snapshot, "the better one").rows.size(), std::size_t(2));                  // reasons of votes
        QVERIFY(find(snapshot, "").rows.empty());
        QVERIFY(find(snapshot, "no such thing").rows.empty());
    }

    void hitsStandInTime()
    {
        const auto snapshot = MadeRun().fillUsual().publish();
        const SearchHits hits = find(snapshot, "agent");
        QVERIFY(hits.rows.size() > 8);
        for (std::size_t i = 1; i < hits.rows.size(); ++i)
            QVERIFY(snapshot->start(hits.rows[i - 1]) <= snapshot->start(hits.rows[i]));
        for (RowId row = 0; row < snapshot->rowCount(); ++row)
            QCOMPARE(hits.contains(row), std::find(hits.rows.begin(), hits.rows.end(), row) != hits.rows.end());
    }

    /// Against the plainest way there is.
    void caseIsFoldedLikeLetterByLetter()
    {
        std::mt19937 random(5);
        const auto word = [&](int length) {
            std::string text;
            for (int i = 0; i < length; ++i)
                text += "aAbB.1"[random() % 6];
            return text;
        };
        for (int round = 0; round < 300; ++round) {
            MadeRun run(1);
            const std::string hay = word(12);
            const std::string needle = word(1 + static_cast<int>(random() % 3));
            run.span(hay, 0, 1, 2, kNoRow);
            const auto snapshot = run.publish();
            const bool expected = QString::fromStdString(hay).contains(QString::fromStdString(needle), Qt::CaseInsensitive);
            QCOMPARE(find(snapshot, needle).contains(snapshot->rowCount() - 1), expected);
        }
    }

    void stepsGoRoundFromTheSelection()
    {
        const auto snapshot = MadeRun().fillUsual().publish();
        Selection selection;
        selection.setSnapshot(snapshot, false);
        Search search(selection);
        search.setSnapshot(snapshot, false);
        search.setText("lab.add");
        search.step(1); // before the hits are there: done when they are
        QTRY_COMPARE(search.count(), 3);
        QCOMPARE(search.position(), 1);
        search.step(-1);
        QCOMPARE(search.position(), 3);
        search.step(1);
        search.step(1);
        QCOMPARE(search.position(), 2);
        RowId between = 0; // a record that is no hit, between the second and the third
        while (snapshot->start(between) <= snapshot->start(search.hits()->rows[1]))
            ++between;
        QVERIFY(!search.hits()->contains(between));
        selection.select(between, Selection::Origin::Tree);
        QCOMPARE(search.position(), 0);
        search.step(-1);
        QVERIFY(search.position() > 0);
        QVERIFY(snapshot->start(selection.row()) <= snapshot->start(between));
        search.setText({});
        QVERIFY(!search.isActive());
    }

    void newRecordsAreFoundToo()
    {
        MadeRun run;
        run.span("needle one", 0, 10, 20, kNoRow);
        Selection selection;
        Search search(selection);
        const auto first = run.publish();
        selection.setSnapshot(first, false);
        search.setSnapshot(first, false);
        search.setText("NEEDLE");
        QTRY_COMPARE(search.count(), 1);
        run.span("needle two", 0, 30, 40, kNoRow);
        const auto second = run.publish();
        selection.setSnapshot(second, true);
        search.setSnapshot(second, true);
        QVERIFY(search.isActive()); // the hits before stay meanwhile
        QTRY_COMPARE(search.count(), 2);
        search.setSnapshot(nullptr, false);
        QCOMPARE(search.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
