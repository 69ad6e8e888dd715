// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/timeline_options.h"
#include "workspace/workspace_session.h"

#include <QSignalSpy>
#include <QtTest>

using namespace mgx;

class TestTimelineOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choicesComeBackFromALayoutMap()
    {
        TimelineOptions options;
        options.setColourBy("status");
        options.setClosesGaps(true);
        options.setCollapsed("agent_a", true);
        options.setPinned("agent_a", true);
        options.setHidden("a \"quoted\" title, ünïcode", true);
        options.setOrder({"b", "a"});
        TimelineOptions other;
        QSignalSpy lanes(&other, &TimelineOptions::lanesChanged);
        other.takeLayout(options.toLayout());
        QCOMPARE(lanes.count(), 1);
        QCOMPARE(other.toLayout(), options.toLayout());
        QVERIFY(other.closesGaps() && other.colourBy() == "status");
        QCOMPARE(other.lane("agent_a"), (LaneChoice{true, false, true}));
        QVERIFY(other.lane("a \"quoted\" title, ünïcode").isHidden);
        QCOMPARE(other.order(), QStringList({"b", "a"}));
        other.takeLayout({{"timeline.colourBy", "rainbow"}, {"timeline.hiddenLanes", "not json"}, {"timeline.laneOrder", 7}});
        QCOMPARE(other.toLayout(), TimelineOptions().toLayout());
    }

    void whatIsUsualAgainIsForgotten()
    {
        TimelineOptions options;
        QSignalSpy changes(&options, &TimelineOptions::changed);
        options.setHidden("x", true);
        options.setHidden("x", true);
        QVERIFY(options.hasLaneChoices());
        options.setHidden("x", false);
        QVERIFY(!options.hasLaneChoices());
        QCOMPARE(changes.count(), 2);
        options.setPinned("x", true);
        options.setOrder({"x"});
        options.resetLanes();
        QVERIFY(!options.hasLaneChoices() && !options.lane("x").isPinned);
    }

    void colouringsAreCycled()
    {
        TimelineOptions options;
        for (int i = 0; i < TimelineOptions::colourings().size(); ++i) {
            QCOMPARE(options.colourBy(), TimelineOptions::colourings().at(i));
            options.nextColouring();
        }
        QCOMPARE(options.colourBy(), QStringLiteral("agent"));
        options.setColourBy("rainbow");
        QCOMPARE(options.colourBy(), QStringLiteral("agent"));
    }

    /// A layout map takes texts of some length only.
    void manyLanesStillFit()
    {
        TimelineOptions options;
        QStringList titles;
        for (int i = 0; i < 3000; ++i)
            titles.append(QStringLiteral("service number %1").arg(i));
        options.setOrder(titles);
        TimelineOptions other;
        other.takeLayout(options.toLayout());
        QVERIFY(options.toLayout().value("timeline.laneOrder").toString().toUtf8().size() <= 10'000);
        QVERIFY(other.order().size() > 300);
        QCOMPARE(other.order(), titles.mid(0, other.order().size()));
    }

    void theyBelongToTheWorkspaceFile()
    {
        QTemporaryDir folder;
        Settings settings("-");
        Workspace workspace({}, settings);
        QueryLibrary library("-");
        WorkspaceSession session(workspace, library, folder.filePath("recovery"));
        workspace.timeline().setPinned("agent_a", true);
        QVERIFY(session.saveAs(folder.filePath("w")));
        workspace.timeline().resetLanes();
        const auto opened = readWorkspace(folder.filePath("w.mgxw"));
        QVERIFY(opened);
        Q_EMIT workspace.fileOpened(folder.filePath("w.mgxw"), *opened);
        QVERIFY(workspace.timeline().lane("agent_a").isPinned);
        QCOMPARE(session.parts().layout, opened->document.layout);
        session.startNew();
        QVERIFY(!workspace.timeline().hasLaneChoices());
    }
};

QTEST_GUILESS_MAIN(TestTimelineOptions)
#include "tst_timeline_options.moc"
