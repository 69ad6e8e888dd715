// SPDX-License-Identifier: GPL-3.0-or-later
// Edits and saves one workspace file until it is killed: `saving_writer FILE autosave|loop`. Says "ready" when the first save is on
// disk. A note holds the time of the last edit, so that whoever reads the file sees what is lost.
#include "workspace/autosave.h"
#include "workspace/made_document.h"
#include "workspace/workspace_file.h"

#include <cstdio>
#include <QCoreApplication>
#include <QElapsedTimer>

using namespace mgx;

namespace {

qint64 nowMs()
{
    QElapsedTimer timer;
    timer.start();
    return timer.msecsSinceReference(); // the same clock in every process
}

WorkspaceDocument stamped()
{
    WorkspaceDocument document = test::madeDocument(QStringLiteral("/tmp/f"));
    document.notes.front().text = QString::number(nowMs());
    document.tabs.front().sql = QString(200'000, QLatin1Char('x')); // large enough for a kill in the middle of writing
    return document;
}

void sayReady()
{
    std::puts("ready");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QString path = QCoreApplication::arguments().value(1);
    if (QCoreApplication::arguments().value(2) == QLatin1String("loop")) {
        for (bool isFirst = true; writeWorkspace(path, stamped()); isFirst = false) {
            if (isFirst)
                sayReady();
        }
        return 1;
    }
    WorkspaceDocument document;
    Autosave autosave([&document] { return document; });
    autosave.setPath(path);
    QTimer editing;
    QObject::connect(&editing, &QTimer::timeout, &autosave, [&] {
        document = stamped();
        autosave.touch();
    });
    QObject::connect(&autosave, &Autosave::saved, &app, [isFirst = true]() mutable {
        if (std::exchange(isFirst, false))
            sayReady();
    });
    editing.start(10);
    return QCoreApplication::exec();
}
