// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/critical_path_model.h"

#include "workspace/format.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace mgx {

CriticalPathModel::CriticalPathModel(Workspace& workspace, QObject* parent) : QAbstractListModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::snapshotChanged, this, &CriticalPathModel::refresh);
    connect(&workspace.selection(), &Selection::changed, this, &CriticalPathModel::takeSelection);
}

void CriticalPathModel::setActive(bool isActive)
{
    if (std::exchange(m_isActive, isActive) == isActive)
        return;
    refresh();
    Q_EMIT activeChanged();
}

void CriticalPathModel::setOnTimeline(bool isOnTimeline)
{
    if (std::exchange(m_isOnTimeline, isOnTimeline) == isOnTimeline)
        return;
    refresh();
    setStretches();
    Q_EMIT onTimelineChanged();
}

/// The run that is shown stays until a record of another one is selected.
RunId CriticalPathModel::wantedRun() const
{
    const auto& s = m_workspace.snapshot();
    const RowId selected = m_workspace.selection().row();
    if (selected != kNoRow && selected < s->rowCount() && s->run(selected) != kNoRun)
        return s->run(selected);
    if (m_run && m_lineage == m_workspace.lineage() && m_run->run < s->runCount())
        return m_run->run;
    for (RunId run = 0; run < s->runCount(); ++run) {
        if (!s->runFacts(run).rounds.empty())
            return run;
    }
    return s->runCount() > 0 ? 0 : kNoRun;
}

void CriticalPathModel::refresh()
{
    const auto& snapshot = m_workspace.snapshot();
    if (!snapshot || m_lineage != m_workspace.lineage()) { // rows mean something else
        m_job.cancel();
        m_lineage = m_workspace.lineage();
        if (m_run)
            take({});
    }
    m_isStale = m_job.isRunning();
    if (!snapshot || m_isStale || (!m_isActive && !m_isOnTimeline))
        return;
    const RunId run = wantedRun();
    if (run == kNoRun || (m_run && m_run->snapshot == snapshot && m_run->run == run))
        return;
    m_job.start(
        [snapshot, run](const JobSlot::Run&) {
            auto asked = std::make_shared<AskedRun>();
            asked->snapshot = snapshot;
            asked->run = run;
            asked->time = runTime(*snapshot, run);
            asked->costUsd = mgx::whatIf(*snapshot, run, {}).costUsd;
            asked->changeables = changeables(*snapshot, run);
            return Found{asked, criticalPath(*snapshot, run, asked->time).steps};
        },
        [this](Found found) {
            take(std::move(found));
            if (m_isStale)
                refresh();
        });
}

void CriticalPathModel::take(Found found)
{
    beginResetModel();
    m_run = std::move(found.run);
    m_steps = std::move(found.steps);
    endResetModel();
    m_whatIf.setRun(m_run);
    setStretches();
    Q_EMIT this->found();
    takeSelection();
}

void CriticalPathModel::takeSelection()
{
    if (m_workspace.snapshot())
        refresh();
    const RowId row = m_workspace.selection().row();
    const auto step = std::find_if(m_steps.begin(), m_steps.end(), [&](const PathStep& s) { return s.agent >= 0 && s.row == row && row != kNoRow; });
    const int current = step == m_steps.end() ? -1 : static_cast<int>(step - m_steps.begin());
    if (std::exchange(m_current, current) != current)
        Q_EMIT currentChanged();
}

void CriticalPathModel::setStretches()
{
    QList<double> numbers;
    for (const PathStep& step : m_steps) {
        if (m_isOnTimeline && step.agent >= 0 && step.row != kNoRow)
            numbers << double(step.row) << double(step.start - m_workspace.origin()) << double(step.end - m_workspace.origin());
    }
    if (numbers == m_stretches)
        return;
    m_stretches = numbers;
    Q_EMIT stretchesChanged();
}

QString CriticalPathModel::agentOf(const PathStep& step) const
{
    return step.agent < 0 ? QString() : toQString(m_run->snapshot->runFacts(m_run->run).agents[static_cast<std::size_t>(step.agent)].id);
}

QString CriticalPathModel::sumText() const
{
    if (!m_run || m_steps.empty())
        return {};
    std::vector<TimeNs> byAgent(m_run->time.agents.size());
    for (const PathStep& step : m_steps) {
        if (step.agent >= 0)
            byAgent[static_cast<std::size_t>(step.agent)] += step.end - step.start;
    }
    const auto most = std::max_element(byAgent.begin(), byAgent.end());
    const QString length = formatDuration(m_steps.back().end - m_steps.front().start);
    const QString steps = m_steps.size() == 1 ? tr("1 step") : tr("%1 steps").arg(formatCount(static_cast<qint64>(m_steps.size())));
    if (most == byAgent.end() || *most == 0)
        return tr("%1 in %2").arg(length, steps);
    const QString agent = toQString(m_run->snapshot->runFacts(m_run->run).agents[static_cast<std::size_t>(most - byAgent.begin())].id);
    return tr("%1 in %2, %3 of it waiting for %4").arg(length, steps, formatDuration(*most), agent);
}

int CriticalPathModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CriticalPathModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const PathStep& step = m_steps[static_cast<std::size_t>(index.row())];
    const double share = double(step.end - step.start) / double(std::max<TimeNs>(1, m_steps.back().end - m_steps.front().start));
    switch (role) {
    case Qt::DisplayRole:
    case StepRole:
        switch (step.kind) {
        case PathStep::Kind::StartUp: return tr("Start-up");
        case PathStep::Kind::Round: return tr("Round");
        case PathStep::Kind::Gap: return tr("Hand-over");
        case PathStep::Kind::Presentation: return tr("Presentation");
        case PathStep::Kind::ShutDown: return tr("Shut-down");
        }
        return {};
    case AgentRole: return agentOf(step);
    case ColourRole: return step.agent;
    case StartRole: return formatDuration(step.start - m_workspace.origin());
    case DurationRole: return formatDuration(step.end - step.start);
    case ShareRole: return share;
    case PercentRole: return share > 0 && share < 0.01 ? tr("< 1 %") : tr("%1 %").arg(qRound(share * 100));
    case ReasonRole: return toQString(step.reason);
    default: return {};
    }
}

void CriticalPathModel::select(int index)
{
    if (index < 0 || index >= count() || m_steps[static_cast<std::size_t>(index)].row == kNoRow)
        return;
    m_workspace.selection().select(m_steps[static_cast<std::size_t>(index)].row, Selection::Origin::None);
}

QHash<int, QByteArray> CriticalPathModel::roleNames() const
{
    return {{StepRole, "step"},         {AgentRole, "agent"}, {ColourRole, "colour"},   {StartRole, "start"},
            {DurationRole, "duration"}, {ShareRole, "share"}, {PercentRole, "percent"}, {ReasonRole, "reason"}};
}

} // namespace mgx
