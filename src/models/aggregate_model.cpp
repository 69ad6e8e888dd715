// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aggregate_model.h"

#include "workspace/format.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace mgx {

AggregateModel::AggregateModel(Workspace& workspace, QObject* parent) : QAbstractListModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::snapshotChanged, this, &AggregateModel::refresh);
}

void AggregateModel::setActive(bool isActive)
{
    if (isActive == m_isActive)
        return;
    m_isActive = isActive;
    refresh();
    Q_EMIT activeChanged();
}

void AggregateModel::refresh()
{
    const auto snapshot = m_workspace.snapshot();
    if (!snapshot) {
        m_job.cancel();
        take(nullptr, {});
    } else if (m_isActive && snapshot != m_snapshot) {
        m_job.start([snapshot](const JobSlot::Run& run) { return aggregateByName(*snapshot, run.cancel); },
                    [this, snapshot](std::vector<AggregateRow> rows) { take(snapshot, std::move(rows)); });
    }
}

void AggregateModel::take(std::shared_ptr<const TraceSnapshot> snapshot, std::vector<AggregateRow> rows)
{
    beginResetModel();
    m_snapshot = std::move(snapshot);
    m_rows = std::move(rows);
    m_longest = m_rows.empty() ? 1 : std::max<TimeNs>(1, m_rows.front().total);
    sort();
    endResetModel();
    Q_EMIT countChanged();
}

void AggregateModel::setOrder(const QString& order)
{
    if (order == m_order)
        return;
    beginResetModel();
    m_order = order;
    sort();
    endResetModel();
    Q_EMIT orderChanged();
}

void AggregateModel::sort()
{
    const auto key = [this](const AggregateRow& row) -> TimeNs {
        if (m_order == QLatin1String("self"))
            return row.self;
        if (m_order == QLatin1String("count"))
            return row.count;
        if (m_order == QLatin1String("p50"))
            return row.p50;
        if (m_order == QLatin1String("p95"))
            return row.p95;
        if (m_order == QLatin1String("max"))
            return row.max;
        return m_order == QLatin1String("errors") ? TimeNs(row.errors) : row.total;
    };
    if (m_order == QLatin1String("name")) {
        std::stable_sort(m_rows.begin(), m_rows.end(), [this](const AggregateRow& a, const AggregateRow& b) {
            return m_snapshot->string(a.name) < m_snapshot->string(b.name);
        });
        return;
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [&](const AggregateRow& a, const AggregateRow& b) { return key(a) > key(b); });
}

int AggregateModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QString AggregateModel::name(int index) const
{
    return index >= 0 && index < count() ? toQString(m_snapshot->string(m_rows[static_cast<std::size_t>(index)].name)) : QString();
}

QVariant AggregateModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const AggregateRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case NameRole: return name(index.row());
    case CountRole: return formatCount(row.count);
    case TotalRole: return formatDuration(row.total);
    case SelfRole: return formatDuration(row.self);
    case P50Role: return formatDuration(row.p50);
    case P95Role: return formatDuration(row.p95);
    case MaxRole: return formatDuration(row.max);
    case ErrorsRole: return row.errors == 0 ? QString() : formatCount(row.errors);
    case ShareRole: return double(row.total) / double(m_longest);
    default: return {};
    }
}

QHash<int, QByteArray> AggregateModel::roleNames() const
{
    return {{NameRole, "name"}, {CountRole, "spans"}, {TotalRole, "total"}, {SelfRole, "self"},  {P50Role, "p50"},
            {P95Role, "p95"},   {MaxRole, "longest"}, {ErrorsRole, "errors"}, {ShareRole, "share"}};
}

} // namespace mgx
