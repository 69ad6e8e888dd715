// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/attribute_model.h"

#include "workspace/format.h"

#include <nlohmann/json.hpp>

namespace mgx {

namespace {

using Json = nlohmann::ordered_json;

/// A cell shows this much of a value; the rest is in the texts.
constexpr qsizetype kShownCharacters = 2000;

QString plainText(const Json& value)
{
    if (value.is_string())
        return QString::fromStdString(value.get_ref<const std::string&>());
    return QString::fromStdString(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void flatten(const Json& parent, const QString& path, int depth, bool isMassgen, std::vector<AttributeModel::Entry>& out)
{
    for (auto item = parent.begin(); item != parent.end(); ++item) {
        const QString key = parent.is_array() ? QString::number(item - parent.begin()) : QString::fromStdString(item.key());
        const QString itemPath = path.isEmpty() ? key : path + QLatin1Char('.') + key;
        const bool isNested = item->is_structured() && !item->empty();
        out.push_back({key, isNested ? QString() : plainText(*item), itemPath, depth, isMassgen});
        if (isNested)
            flatten(*item, itemPath, depth + 1, isMassgen, out);
    }
}

} // namespace

void AttributeModel::setJson(std::string_view object)
{
    beginResetModel();
    m_all.clear();
    const Json json = object.empty() ? Json() : Json::parse(object, nullptr, false);
    if (json.is_object()) {
        for (const bool isMassgen : {true, false}) {
            Json part = Json::object();
            for (auto item = json.begin(); item != json.end(); ++item) {
                if ((item.key().rfind("massgen.", 0) == 0) == isMassgen)
                    part[item.key()] = *item;
            }
            flatten(part, {}, 0, isMassgen, m_all);
        }
    }
    show();
    endResetModel();
    Q_EMIT countChanged();
}

void AttributeModel::show()
{
    m_shown.clear();
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        if (m_filter.isEmpty() || m_all[i].path.contains(m_filter, Qt::CaseInsensitive)
            || m_all[i].value.contains(m_filter, Qt::CaseInsensitive))
            m_shown.push_back(static_cast<int>(i));
    }
}

void AttributeModel::setFilter(const QString& filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    show();
    endResetModel();
    Q_EMIT filterChanged();
    Q_EMIT countChanged();
}

int AttributeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant AttributeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const Entry& entry = m_all[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(index.row())])];
    switch (role) {
    case Qt::DisplayRole:
    case KeyRole: return entry.key;
    case ValueRole:
        return entry.value.size() > kShownCharacters ? entry.value.left(kShownCharacters) + QStringLiteral("…") : entry.value;
    case DepthRole: return entry.depth;
    case PathRole: return entry.path;
    case IsMassgenRole: return entry.isMassgen;
    default: return {};
    }
}

QString AttributeModel::value(int index) const
{
    return index >= 0 && index < count() ? m_all[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(index)])].value
                                         : QString();
}

QHash<int, QByteArray> AttributeModel::roleNames() const
{
    return {{KeyRole, "key"}, {ValueRole, "value"}, {DepthRole, "depth"}, {PathRole, "path"}, {IsMassgenRole, "isMassgen"}};
}

} // namespace mgx
