// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_list_model.h"

#include <algorithm>

namespace mgx {

ChartListModel::ChartListModel(QObject* parent) : QAbstractListModel(parent)
{
    for (const ChartSpec& spec : shippedCharts())
        m_charts.push_back(std::make_unique<Chart>(spec, false));
}

QVariant ChartListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count() || (role != ChartRole && role != Qt::DisplayRole))
        return {};
    Chart* chart = m_charts[static_cast<std::size_t>(index.row())].get();
    return role == ChartRole ? QVariant::fromValue(chart) : QVariant(chart->title());
}

QHash<int, QByteArray> ChartListModel::roleNames() const
{
    return {{ChartRole, "chart"}};
}

Chart* ChartListModel::named(const QString& name) const
{
    const auto found = std::find_if(m_charts.begin(), m_charts.end(), [&](const auto& chart) { return chart->name() == name; });
    return found == m_charts.end() ? nullptr : found->get();
}

void ChartListModel::setCustom(std::vector<ChartSpec> specs)
{
    const auto isSame = [](const ChartSpec& a, const ChartSpec& b) {
        return a.id == b.id && a.title == b.title && a.kind == b.kind && a.sql == b.sql && a.label == b.label && a.values == b.values;
    };
    const auto first = static_cast<int>(std::count_if(m_charts.begin(), m_charts.end(), [](const auto& chart) { return !chart->isCustom(); }));
    const std::size_t there = m_charts.size() - static_cast<std::size_t>(first);
    bool isUnchanged = there == specs.size();
    for (std::size_t i = 0; isUnchanged && i < there; ++i)
        isUnchanged = isSame(m_charts[static_cast<std::size_t>(first) + i]->spec(), specs[i]);
    if (isUnchanged)
        return;
    if (there > 0) {
        beginRemoveRows({}, first, count() - 1);
        m_charts.resize(static_cast<std::size_t>(first));
        endRemoveRows();
    }
    if (!specs.empty()) {
        beginInsertRows({}, first, first + static_cast<int>(specs.size()) - 1);
        for (ChartSpec& spec : specs)
            m_charts.push_back(std::make_unique<Chart>(std::move(spec), true));
        endInsertRows();
    }
    Q_EMIT countChanged();
}

} // namespace mgx
