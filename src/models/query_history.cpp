// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/query_history.h"

#include "workspace/settings.h"

#include <nlohmann/json.hpp>

namespace mgx {

namespace {

constexpr std::size_t kMost = 200;
constexpr qsizetype kLongestKept = 20'000; ///< characters of a statement

const QString kKey = QStringLiteral("queryHistory");

} // namespace

QueryHistory::QueryHistory(Settings& settings, QObject* parent) : QAbstractListModel(parent), m_settings(settings)
{
    try { // a settings file that somebody may have edited: what is not as expected is left out
        for (const auto& entry : nlohmann::json::parse(settings.layout(kKey, QString()).toString().toStdString(), nullptr, false)) {
            if (m_entries.size() < kMost)
                m_entries.push_back({QString::fromStdString(entry.at("sql")), QDateTime::fromMSecsSinceEpoch(entry.at("when")),
                                     QString::fromStdString(entry.at("outcome")), entry.at("failed")});
        }
    } catch (const nlohmann::json::exception&) {
        return;
    }
}

int QueryHistory::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant QueryHistory::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case SqlRole: return entry.sql.left(300).simplified();
    case WhenRole: return entry.when.toString(QStringLiteral("MM-dd HH:mm:ss"));
    case OutcomeRole: return entry.outcome;
    case IsFailureRole: return entry.isFailure;
    default: return {};
    }
}

QHash<int, QByteArray> QueryHistory::roleNames() const
{
    return {{SqlRole, "sql"}, {WhenRole, "when"}, {OutcomeRole, "outcome"}, {IsFailureRole, "isFailure"}};
}

QString QueryHistory::sql(int index) const
{
    return index >= 0 && index < count() ? m_entries[static_cast<std::size_t>(index)].sql : QString();
}

void QueryHistory::add(Entry entry)
{
    if (entry.sql.size() > kLongestKept)
        return;
    if (!m_entries.empty() && m_entries.front().sql == entry.sql) {
        m_entries.front() = std::move(entry);
        Q_EMIT dataChanged(index(0), index(0));
        save();
        return;
    }
    beginInsertRows({}, 0, 0);
    m_entries.insert(m_entries.begin(), std::move(entry));
    endInsertRows();
    if (m_entries.size() > kMost) {
        beginRemoveRows({}, static_cast<int>(kMost), count() - 1);
        m_entries.resize(kMost);
        endRemoveRows();
    }
    Q_EMIT countChanged();
    save();
}

void QueryHistory::clear()
{
    beginResetModel();
    m_entries.clear();
    endResetModel();
    Q_EMIT countChanged();
    save();
}

void QueryHistory::save()
{
    nlohmann::json json = nlohmann::json::array();
    for (const Entry& entry : m_entries)
        json.push_back({{"sql", entry.sql.toStdString()}, {"when", entry.when.toMSecsSinceEpoch()}, {"outcome", entry.outcome.toStdString()}, {"failed", entry.isFailure}});
    m_settings.setLayout(kKey, QString::fromStdString(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
}

} // namespace mgx
