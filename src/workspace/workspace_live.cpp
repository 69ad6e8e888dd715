// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace.h"

#include "workspace/format.h"

#include <algorithm>

namespace mgx {

namespace {

/// Whether the list would show the two differently.
bool looksDifferent(const CatalogItem& a, const CatalogItem& b)
{
    return a.state != b.state || a.question != b.question || a.agents != b.agents || a.winner != b.winner || a.costUsd != b.costUsd
           || a.start != b.start;
}

} // namespace

void Workspace::showLive(const CatalogItem& item, const Imported& imported)
{
    if (!imported.snapshot || imported.snapshot->rowCount() == 0)
        return;
    int place = placeOfRun(toQString(item.path));
    const bool isFirst = place < 0;
    if (isFirst) {
        m_restoring.reset();
        m_readJob.cancel();
        m_runs.insert(m_runs.begin(), item);
        if (!m_paths.contains(toQString(item.path)))
            m_paths.append(toQString(item.path));
        place = 0;
        m_currentRun = 0;
        setTogether({});
        Q_EMIT runsChanged();
        Q_EMIT currentRunChanged();
    } else if (CatalogItem& known = m_runs[static_cast<std::size_t>(place)]; looksDifferent(known, item)) {
        known = item;
        Q_EMIT runsChanged();
    }
    if (place != m_currentRun || m_readJob.isRunning())
        return;
    m_sources.clear();
    m_sources.add(item, imported);
    m_isFirstPicture = true; // every picture is read anew: rows are found again by their keys
    take(imported, !isFirst);
    selectSession();
    m_isPartial = false;
    setState(State::Ready);
}

} // namespace mgx
