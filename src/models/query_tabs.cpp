// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/query_tabs.h"

#include "workspace/settings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mgx {

namespace {

constexpr std::size_t kMostTabs = 100;
constexpr std::size_t kMostClosed = 20;
constexpr int kSaveAfterMs = 500;
constexpr qsizetype kLongestKept = 1 << 20; ///< characters of a tab that the settings keep

const QString kKey = QStringLiteral("queryTabs");

QString firstText()
{
    return QStringLiteral("SELECT start_timestamp, span_name, message, duration\nFROM records\nORDER BY start_timestamp\nLIMIT 100");
}

} // namespace

QueryTabs::QueryTabs(Settings& settings, QObject* parent) : QAbstractListModel(parent), m_settings(settings)
{
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(kSaveAfterMs);
    connect(&m_saveSoon, &QTimer::timeout, this, &QueryTabs::save);
    read(settings.layout(kKey, QString()).toString());
    if (m_tabs.empty())
        m_tabs.push_back({tr("Query 1"), firstText(), 0});
    m_current = std::clamp(m_current, 0, count() - 1);
}

QueryTabs::~QueryTabs()
{
    if (m_saveSoon.isActive())
        save();
}

/// What a settings file holds that somebody may have edited: what is not as expected is left out.
void QueryTabs::read(const QString& text)
{
    try {
        const auto json = nlohmann::json::parse(text.toStdString(), nullptr, false);
        if (!json.is_object())
            return;
        for (const auto& tab : json.value("tabs", nlohmann::json::array())) {
            if (m_tabs.size() < kMostTabs)
                m_tabs.push_back({QString::fromStdString(tab.at("title")), QString::fromStdString(tab.at("sql")), 0});
        }
        m_current = json.value("current", 0);
    } catch (const nlohmann::json::exception&) {
        return; // what came before it is there
    }
}

int QueryTabs::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant QueryTabs::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    return role == TitleRole || role == Qt::DisplayRole ? m_tabs[static_cast<std::size_t>(index.row())].title : QVariant();
}

QHash<int, QByteArray> QueryTabs::roleNames() const
{
    return {{TitleRole, "title"}};
}

void QueryTabs::setCurrent(int current)
{
    current = std::clamp(current, 0, count() - 1);
    if (std::exchange(m_current, current) == current)
        return;
    Q_EMIT currentChanged();
    save();
}

void QueryTabs::setTabs(std::vector<Tab> tabs, int current)
{
    beginResetModel();
    m_tabs = std::move(tabs);
    if (m_tabs.empty())
        m_tabs.push_back({tr("Query 1"), firstText(), 0});
    m_current = std::clamp(current, 0, count() - 1);
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT currentChanged();
    save();
}

QString QueryTabs::freeTitle() const
{
    for (int number = count() + 1;; ++number) {
        const QString title = tr("Query %1").arg(number);
        if (std::none_of(m_tabs.begin(), m_tabs.end(), [&](const Tab& tab) { return tab.title == title; }))
            return title;
    }
}

void QueryTabs::add(const QString& title, const QString& text)
{
    if (m_tabs.size() >= kMostTabs)
        return;
    beginInsertRows({}, count(), count());
    m_tabs.push_back({title.isEmpty() ? freeTitle() : title, text, 0});
    endInsertRows();
    Q_EMIT countChanged();
    setCurrent(count() - 1);
}

void QueryTabs::close(int index)
{
    if (index < 0 || index >= count())
        return;
    const auto at = m_tabs.begin() + index;
    m_closed.push_back(*at);
    if (m_closed.size() > kMostClosed)
        m_closed.erase(m_closed.begin());
    beginRemoveRows({}, index, index);
    m_tabs.erase(at);
    endRemoveRows();
    if (m_tabs.empty()) {
        beginInsertRows({}, 0, 0);
        m_tabs.push_back({tr("Query 1"), {}, 0});
        endInsertRows();
    }
    m_current = std::clamp(m_current > index ? m_current - 1 : m_current, 0, count() - 1);
    Q_EMIT countChanged();
    Q_EMIT currentChanged();
    save();
}

void QueryTabs::reopen()
{
    if (m_closed.empty())
        return;
    const Tab tab = m_closed.back();
    m_closed.pop_back();
    add(tab.title, tab.text);
}

void QueryTabs::rename(int index, const QString& title)
{
    if (index < 0 || index >= count() || title.trimmed().isEmpty())
        return;
    m_tabs[static_cast<std::size_t>(index)].title = title.trimmed().left(100);
    Q_EMIT dataChanged(this->index(index), this->index(index));
    save();
}

QString QueryTabs::title(int index) const
{
    return index >= 0 && index < count() ? m_tabs[static_cast<std::size_t>(index)].title : QString();
}

QString QueryTabs::text(int index) const
{
    return index >= 0 && index < count() ? m_tabs[static_cast<std::size_t>(index)].text : QString();
}

int QueryTabs::cursor(int index) const
{
    return index >= 0 && index < count() ? m_tabs[static_cast<std::size_t>(index)].cursor : 0;
}

void QueryTabs::setText(int index, const QString& text, int cursor)
{
    if (index < 0 || index >= count())
        return;
    Tab& tab = m_tabs[static_cast<std::size_t>(index)];
    tab.cursor = cursor;
    if (tab.text == text)
        return;
    tab.text = text;
    m_saveSoon.start();
}

void QueryTabs::save()
{
    m_saveSoon.stop();
    Q_EMIT edited();
    nlohmann::json json{{"current", m_current}, {"tabs", nlohmann::json::array()}};
    for (const Tab& tab : m_tabs) {
        if (tab.text.size() <= kLongestKept)
            json["tabs"].push_back({{"title", tab.title.toStdString()}, {"sql", tab.text.toStdString()}});
    }
    m_settings.setLayout(kKey, QString::fromStdString(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
}

} // namespace mgx
