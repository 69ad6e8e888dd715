// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/query_sources.h"

namespace mgx {

QuerySources::QuerySources(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::snapshotChanged, this, &QuerySources::refresh);
    connect(&workspace, &Workspace::runsChanged, this, [this] {
        if (m_coversAll)
            refresh();
    });
    refresh();
}

void QuerySources::setCoversAll(bool coversAll)
{
    if (coversAll == m_coversAll)
        return;
    m_coversAll = coversAll;
    refresh();
}

void QuerySources::refresh()
{
    const auto& open = m_workspace.snapshot();
    if (!m_coversAll) {
        m_job.cancel();
        // A snapshot of another lineage is another source: the engine must not take it for a later one of the first.
        if (std::exchange(m_lineage, m_workspace.lineage()) != m_workspace.lineage() || m_snapshots.size() != 1)
            m_snapshots.assign(m_snapshots.size(), nullptr);
        if (m_snapshots.empty() || !m_snapshots.back())
            m_snapshots.push_back(open);
        else
            m_snapshots.back() = open;
        Q_EMIT changed();
        return;
    }
    m_job.start(
        [runs = m_workspace.runs(), import = m_workspace.reader().import](const JobSlot::Run& run) {
            std::vector<std::shared_ptr<const TraceSnapshot>> snapshots;
            for (const CatalogItem& item : runs) {
                ImportHooks hooks;
                hooks.cancel = run.cancel;
                if (run.cancel.isCancelled())
                    break;
                if (auto imported = import(item, hooks))
                    snapshots.push_back(imported->snapshot);
            }
            return snapshots;
        },
        [this](std::vector<std::shared_ptr<const TraceSnapshot>> snapshots) {
            m_snapshots.assign(m_snapshots.size(), nullptr);
            m_snapshots.insert(m_snapshots.end(), snapshots.begin(), snapshots.end());
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

} // namespace mgx
