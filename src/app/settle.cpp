// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settle.h"

#include "workspace/workspace.h"

#include <QEventLoop>
#include <QTimer>

namespace mgx {

namespace {

constexpr int kQuietRounds = 3;
constexpr int kRoundMs = 20;

void runFor(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

QString waitUntilRead(Workspace& workspace)
{
    const auto isBusy = [&] {
        return workspace.state() == Workspace::State::Listing || workspace.state() == Workspace::State::Loading;
    };
    QString failure;
    QEventLoop loop;
    QObject::connect(&workspace, &Workspace::failed, &loop, [&](const QString& sentence) {
        if (failure.isEmpty())
            failure = sentence;
    });
    QObject::connect(&workspace, &Workspace::stateChanged, &loop, [&] {
        if (!isBusy())
            loop.quit();
    });
    if (isBusy())
        loop.exec();
    return failure;
}

QImage grabSettled(QQuickWindow& window)
{
    // A change of one item may move another: two pictures alike mean that nothing moves any more.
    QImage before;
    for (int round = 0; round < 50; ++round) {
        runFor(kRoundMs);
        QImage now = window.grabWindow();
        if (round >= kQuietRounds && now == before)
            return now;
        before = std::move(now);
    }
    return before;
}

} // namespace mgx
