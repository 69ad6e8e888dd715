// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "workspace/workspace.h"

#include <memory>
#include <QObject>
#include <vector>

namespace mgx {

/// What a query sees: the run that is open, or all listed runs, which are read in the background when they are first wanted.
class QuerySources : public QObject
{
    Q_OBJECT

public:
    explicit QuerySources(Workspace& workspace, QObject* parent = nullptr);

    [[nodiscard]] bool coversAll() const { return m_coversAll; }
    void setCoversAll(bool coversAll);
    [[nodiscard]] bool isReading() const { return m_job.isRunning(); }
    /// One snapshot for each source; a source keeps its place while it is open.
    [[nodiscard]] const std::vector<std::shared_ptr<const TraceSnapshot>>& snapshots() const { return m_snapshots; }

Q_SIGNALS:
    /// Other snapshots, or whether they are being read.
    void changed();

private:
    void refresh();

    Workspace& m_workspace;
    bool m_coversAll = false;
    quint64 m_lineage = 0;
    std::vector<std::shared_ptr<const TraceSnapshot>> m_snapshots;
    JobSlot m_job;
};

} // namespace mgx
