// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/folder_finder.h"

#include <deque>
#include <QDir>
#include <QElapsedTimer>
#include <QSet>

namespace mgx {

namespace {

/// Folders that hold thousands of others and no run of their own.
bool isHeap(const QString& name)
{
    static const QSet<QString> heaps{QStringLiteral("node_modules"), QStringLiteral("site-packages"), QStringLiteral("__pycache__"),
                                     QStringLiteral("venv"), QStringLiteral("build"), QStringLiteral("proc"), QStringLiteral("sys")};
    return heaps.contains(name);
}

} // namespace

QStringList findMassgenFolders(const QStringList& starts, const FinderLimits& limits, const CancelToken& cancel)
{
    struct Place
    {
        QString path;
        int depth;
    };
    std::deque<Place> todo;
    for (const QString& start : starts)
        todo.push_back({QDir(start).canonicalPath(), 0});
    QElapsedTimer clock;
    clock.start();
    QSet<QString> seen;
    QStringList found;
    while (!todo.empty() && seen.size() < limits.folders && found.size() < limits.found && clock.elapsed() < limits.milliseconds
           && !cancel.isCancelled()) {
        const Place place = todo.front();
        todo.pop_front();
        if (place.path.isEmpty() || seen.contains(place.path))
            continue;
        seen.insert(place.path);
        const auto filters = QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot | QDir::NoSymLinks | QDir::Readable;
        for (const QString& name : QDir(place.path).entryList(filters, QDir::Name)) {
            const QString path = place.path + QLatin1Char('/') + name;
            if (name == QLatin1String(".massgen"))
                found.append(path);
            else if (place.depth < limits.depth && !name.startsWith(QLatin1Char('.')) && !isHeap(name))
                todo.push_back({path, place.depth + 1});
        }
    }
    found.removeDuplicates();
    return found;
}

void FolderFinder::start(const QStringList& folders)
{
    m_job.start([folders](const JobSlot::Run& run) { return findMassgenFolders(folders, {}, run.cancel); },
                [this](const QStringList& found) {
                    m_found = found;
                    m_isDone = true;
                    Q_EMIT changed();
                });
    Q_EMIT changed();
}

} // namespace mgx
