// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_list_model.h"

#include "workspace/format.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace mgx {

namespace {

QString stateName(const CatalogItem& run)
{
    if (run.kind == CatalogItem::Kind::TraceFile)
        return QStringLiteral("file");
    switch (run.state) {
    case RunState::Complete: return QStringLiteral("complete");
    case RunState::Running: return QStringLiteral("running");
    case RunState::Incomplete: return QStringLiteral("incomplete");
    case RunState::Failed: return QStringLiteral("failed");
    }
    return {};
}

QString stateText(const CatalogItem& run)
{
    if (run.kind == CatalogItem::Kind::TraceFile)
        return RunListModel::tr("trace file");
    switch (run.state) {
    case RunState::Complete: return RunListModel::tr("complete");
    case RunState::Running: return RunListModel::tr("running");
    case RunState::Incomplete: return RunListModel::tr("incomplete");
    case RunState::Failed: return RunListModel::tr("failed");
    }
    return {};
}

QString unitText(const CatalogItem& run)
{
    QStringList parts;
    if (run.turn > 0)
        parts.append(RunListModel::tr("turn %1").arg(run.turn));
    if (run.attempt > 0)
        parts.append(RunListModel::tr("attempt %1").arg(run.attempt));
    return parts.join(QStringLiteral(" · "));
}

int winnerIndex(const CatalogItem& run)
{
    const auto found = std::find(run.agents.begin(), run.agents.end(), run.winner);
    return found == run.agents.end() ? -1 : static_cast<int>(found - run.agents.begin());
}

} // namespace

RunListModel::RunListModel(Workspace& workspace, QObject* parent) : QAbstractListModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::runsChanged, this, &RunListModel::takeRuns);
    connect(&workspace, &Workspace::currentRunChanged, this, &RunListModel::takeCurrent);
    connect(&workspace, &Workspace::shownChanged, this, &RunListModel::takeShown);
    takeRuns();
}

int RunListModel::shownCount() const
{
    int shown = 0;
    for (int run = 0; run < count(); ++run)
        shown += m_workspace.isShown(run);
    return shown;
}

void RunListModel::takeShown()
{
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {IsShownRole});
    Q_EMIT shownChanged();
}

int RunListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

void RunListModel::takeRuns()
{
    beginResetModel();
    m_runs = m_workspace.runs();
    m_current = m_workspace.currentRun();
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT currentChanged();
}

void RunListModel::takeCurrent()
{
    const int before = std::exchange(m_current, m_workspace.currentRun());
    if (before == m_current)
        return;
    for (const int row : {before, m_current}) {
        if (row >= 0 && row < count())
            Q_EMIT dataChanged(index(row), index(row), {IsCurrentRole, IsShownRole});
    }
    Q_EMIT currentChanged();
    Q_EMIT shownChanged();
}

QVariant RunListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const CatalogItem& run = m_runs[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole: return toQString(run.question.empty() ? run.name : run.question).simplified();
    case NameRole: return toQString(run.name);
    case UnitRole: return unitText(run);
    case IsOneOfManyRole:
        return std::count_if(m_runs.begin(), m_runs.end(), [&](const CatalogItem& r) { return r.name == run.name; }) > 1;
    case StateRole: return stateName(run);
    case StateTextRole: return stateText(run);
    case AgentCountRole: return static_cast<int>(run.agents.size());
    case WinnerRole: return toQString(run.winner);
    case WinnerIndexRole: return winnerIndex(run);
    case DurationRole:
        return run.start == kNoTime || run.end == kNoTime ? QString(kUnknown) : formatDuration(run.end - run.start);
    case CostRole: return formatCost(run.costUsd);
    case StartedRole: return run.start == kNoTime ? QString() : formatTime(run.start, m_workspace.settings().timeDisplay() != QLatin1String("utc")).left(16);
    case PathRole: return toQString(run.path);
    case IsSupersededRole: return run.isSuperseded;
    case IsCurrentRole: return index.row() == m_current;
    case IsShownRole: return m_workspace.isShown(index.row());
    default: return {};
    }
}

QHash<int, QByteArray> RunListModel::roleNames() const
{
    return {{TitleRole, "title"},           {NameRole, "name"},
            {UnitRole, "unit"},             {StateRole, "runState"},
            {IsOneOfManyRole, "isOneOfMany"},
            {StateTextRole, "stateText"},   {AgentCountRole, "agentCount"},
            {WinnerRole, "winner"},         {WinnerIndexRole, "winnerIndex"},
            {DurationRole, "duration"},     {CostRole, "cost"},
            {StartedRole, "started"},       {PathRole, "path"},
            {IsSupersededRole, "isSuperseded"}, {IsCurrentRole, "isCurrent"},
            {IsShownRole, "isShown"}};
}

} // namespace mgx
