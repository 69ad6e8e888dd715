// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aggregate_model.h"

#include "workspace/format.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace mgx {

AggregateModel::AggregateModel(Workspace& workspace, QObject* parent) : QAbstractListModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::snapshotChanged, this, &AggregateModel::refresh);
    connect(&workspace.range(), &TimeSelection::changed, this, &AggregateModel::refresh);
}

void AggregateModel::setActive(bool isActive)
{
    if (isActive == m_isActive)
        return;
    m_isActive = isActive;
    refresh();
    Q_EMIT activeChanged();
}

void AggregateModel::setByAgent(bool isByAgent)
{
    if (isByAgent == this->isByAgent())
        return;
    m_wanted.by = isByAgent ? AggregateBy::Agent : AggregateBy::Name;
    refresh();
    Q_EMIT groupingChanged();
}

void AggregateModel::refresh()
{
    const auto snapshot = m_workspace.snapshot();
    const TimeSelection& range = m_workspace.range();
    m_wanted.from = range.isEmpty() ? -kMaxTime : m_workspace.origin() + range.stretch().fromNs;
    m_wanted.to = range.isEmpty() ? kMaxTime : m_workspace.origin() + range.stretch().toNs;
    m_isStale = true;
    if (!snapshot) {
        m_job.cancel();
        take({});
        return;
    }
    // What was begun for the same snapshot is shown when it is done, so that the figures follow a drag instead of waiting for its end.
    const bool isUseful = m_job.isRunning() && m_data && &m_data->snapshot() == snapshot.get();
    if (!m_isActive || isUseful)
        return;
    const bool isKnown = m_data && &m_data->snapshot() == snapshot.get();
    if (isKnown && m_wanted.from == m_shown.from && m_wanted.to == m_shown.to && m_wanted.by == m_shown.by)
        return;
    m_isStale = false;
    m_job.start(
        [snapshot, query = m_wanted, data = isKnown ? m_data : nullptr](const JobSlot::Run& run) {
            Counted counted{data ? data : std::make_shared<const Aggregator>(snapshot, run.cancel), query, {}};
            counted.result = counted.data->count(query, run.cancel);
            return counted;
        },
        [this](Counted counted) {
            take(std::move(counted));
            if (m_isStale)
                refresh();
        });
}

void AggregateModel::take(Counted counted)
{
    beginResetModel();
    m_data = std::move(counted.data);
    m_shown = counted.query;
    m_rows = std::move(counted.result.rows);
    m_sum = counted.result.sum;
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
        if (m_order == QLatin1String("tokens"))
            return row.tokens.value_or(-1);
        if (m_order == QLatin1String("cost"))
            return static_cast<TimeNs>(row.costUsd.value_or(-1e-9) * 1e9);
        return m_order == QLatin1String("errors") ? TimeNs(row.errors) : row.total;
    };
    if (m_order == QLatin1String("name")) {
        std::stable_sort(m_rows.begin(), m_rows.end(), [this](const AggregateRow& a, const AggregateRow& b) {
            return title(a) < title(b);
        });
        return;
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [&](const AggregateRow& a, const AggregateRow& b) { return key(a) > key(b); });
}

int AggregateModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QString AggregateModel::title(const AggregateRow& row) const
{
    if (m_shown.by == AggregateBy::Agent && row.kind == LaneKind::Coordination)
        return tr("Coordination");
    return row.name.empty() ? tr("(no name)") : toQString(row.name);
}

QString AggregateModel::name(int index) const
{
    return index >= 0 && index < count() ? title(m_rows[static_cast<std::size_t>(index)]) : QString();
}

QString AggregateModel::sumText() const
{
    if (!m_data)
        return {};
    QStringList parts{m_sum.count == 1 ? tr("1 span") : tr("%1 spans").arg(formatCount(m_sum.count)),
                      tr("%1 in all").arg(formatDuration(m_sum.total)), tr("%1 self").arg(formatDuration(m_sum.self)),
                      tr("p50 %1").arg(formatDuration(m_sum.p50)), tr("p95 %1").arg(formatDuration(m_sum.p95)),
                      tr("max %1").arg(formatDuration(m_sum.max))};
    if (m_sum.tokens)
        parts.append(tr("%1 tokens").arg(formatCount(*m_sum.tokens)));
    if (m_sum.costUsd)
        parts.append(formatCost(m_sum.costUsd));
    if (m_sum.errors > 0)
        parts.append(m_sum.errors == 1 ? tr("1 error") : tr("%1 errors").arg(formatCount(m_sum.errors)));
    return parts.join(QStringLiteral(" · "));
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
    case TokensRole: return row.tokens ? formatCount(*row.tokens) : QString();
    case CostRole: return row.costUsd ? formatCost(row.costUsd) : QString();
    case ErrorsRole: return row.errors == 0 ? QString() : formatCount(row.errors);
    case ShareRole: return double(row.total) / double(m_longest);
    default: return {};
    }
}

QHash<int, QByteArray> AggregateModel::roleNames() const
{
    return {{NameRole, "name"}, {CountRole, "spans"}, {TotalRole, "total"}, {SelfRole, "self"},  {P50Role, "p50"},
            {P95Role, "p95"},   {MaxRole, "longest"}, {TokensRole, "tokens"}, {CostRole, "cost"},
            {ErrorsRole, "errors"}, {ShareRole, "share"}};
}

} // namespace mgx
