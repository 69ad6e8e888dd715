// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/job.h"

#include <atomic>
#include <QSemaphore>
#include <QtTest>

using namespace mgx;

class TestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultArrivesOnTheOwnersThread()
    {
        JobSlot slot;
        QThread* worked = nullptr;
        int result = 0;
        slot.start(
            [&](const JobSlot::Run&) {
                worked = QThread::currentThread();
                return 42;
            },
            [&](int value) {
                QCOMPARE(QThread::currentThread(), thread());
                result = value;
            });
        QVERIFY(slot.isRunning());
        QTRY_COMPARE(result, 42);
        QVERIFY(!slot.isRunning());
        QVERIFY(worked != thread());
    }

    void postsArriveInOrderBeforeTheResult()
    {
        JobSlot slot;
        QList<int> seen;
        slot.start(
            [&seen](const JobSlot::Run& run) {
                for (int i = 0; i < 5; ++i)
                    run.post([&seen, i] { seen.append(i); });
                return 5;
            },
            [&seen](int value) { seen.append(value); });
        QTRY_COMPARE(seen.size(), 6);
        QCOMPARE(seen, QList<int>({0, 1, 2, 3, 4, 5}));
    }

    void aNewerStartMakesTheOlderVanish()
    {
        JobSlot slot;
        QSemaphore hold;
        std::atomic_bool wasCancelled = false;
        QList<int> results;
        int posts = 0;
        slot.start(
            [&](const JobSlot::Run& run) {
                run.post([&posts] { ++posts; });
                hold.acquire();
                wasCancelled = run.cancel.isCancelled();
                run.post([&posts] { ++posts; });
                return 1;
            },
            [&](int value) { results.append(value); });
        slot.start([](const JobSlot::Run&) { return 2; }, [&](int value) { results.append(value); });
        hold.release();
        QTRY_COMPARE(results.size(), 1);
        QThreadPool::globalInstance()->waitForDone();
        QTest::qWait(20);
        QCOMPARE(results, QList<int>({2}));
        QCOMPARE(posts, 0);
        QVERIFY(wasCancelled);
    }

    void destroyingTheSlotMakesItVanish()
    {
        bool hasArrived = false;
        QSemaphore hold;
        {
            JobSlot slot;
            slot.start(
                [&](const JobSlot::Run&) {
                    hold.acquire();
                    return 1;
                },
                [&](int) { hasArrived = true; });
        }
        hold.release();
        QThreadPool::globalInstance()->waitForDone();
        QTest::qWait(20);
        QVERIFY(!hasArrived);
    }

    void aPostMayCancelItsOwnRun()
    {
        JobSlot slot;
        int posts = 0;
        slot.start(
            [&](const JobSlot::Run& run) {
                for (int i = 0; i < 3; ++i) {
                    run.post([&] {
                        ++posts;
                        slot.cancel();
                    });
                }
                return 1;
            },
            [&](int) { posts += 100; });
        QTRY_COMPARE(posts, 1);
        QTest::qWait(20);
        QCOMPARE(posts, 1);
    }

    void theResultMayStartTheNext()
    {
        JobSlot slot;
        int last = 0;
        slot.start([](const JobSlot::Run&) { return 1; },
                   [&](int) { slot.start([](const JobSlot::Run&) { return 2; }, [&](int value) { last = value; }); });
        QTRY_COMPARE(last, 2);
    }
};

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
