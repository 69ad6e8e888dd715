// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "charts/chart_reader.h"
#include "engine/record_loader.h"
#include "workspace/workspace.h"

#include <map>
#include <QObject>

namespace mgx {

/// What the charts are about: the picture that is open, and the other listed runs, which are read in the background, once, when they
/// are wanted. GUI thread.
class ChartSources : public QObject
{
    Q_OBJECT

public:
    explicit ChartSources(Workspace& workspace, QObject* parent = nullptr);

    /// Nothing is read before that, or after it was taken back.
    void setWanted(bool isWanted);
    [[nodiscard]] bool isReading() const { return m_job.isRunning(); }
    /// The open picture first; null where nothing is open.
    [[nodiscard]] SnapshotList snapshots() const;
    /// Every run that is no part of another one, as the engine numbers them when it has loaded snapshots().
    [[nodiscard]] std::vector<ChartRun> runs() const;
    /// The run that the page is about: that of the selected record, else the one with the most records; -1 = there is none.
    [[nodiscard]] std::int64_t current() const;
    /// A condition on run_id that holds for it, whatever else is open.
    [[nodiscard]] std::string currentCondition() const;
    /// Place in the list of runs of the workspace; -1 = not listed.
    [[nodiscard]] int listed(std::int64_t run) const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] RunId currentRun() const;
    void read();

    Workspace& m_workspace;
    bool m_isWanted = false;
    std::map<std::string, std::shared_ptr<const TraceSnapshot>> m_others; ///< by path
    std::vector<std::string> m_order;                                     ///< paths of the others, as listed
    JobSlot m_job;
};

} // namespace mgx
