// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/attribute_model.h"

#include "workspace/format.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mgx {

namespace {

/// A cell shows this much of a value; the rest is in the texts.
constexpr qsizetype kShownCharacters = 2000;

/// Takes a JSON object as it is read: nothing is built besides the entries, keys keep their order, and no depth overflows the
/// stack.
class EntryReader : public nlohmann::json_sax<nlohmann::json>
{
public:
    bool null() override { return add(QStringLiteral("null")); }
    bool boolean(bool value) override { return add(value ? QStringLiteral("true") : QStringLiteral("false")); }
    bool number_integer(number_integer_t value) override { return add(QString::number(value)); }
    bool number_unsigned(number_unsigned_t value) override { return add(QString::number(value)); }
    bool number_float(number_float_t, const string_t& written) override { return add(QString::fromStdString(written)); }
    bool string(string_t& value) override { return add(QString::fromStdString(value)); }
    bool binary(binary_t&) override { return false; }
    bool key(string_t& key) override
    {
        m_key = QString::fromStdString(key);
        if (m_frames.size() == 1)
            m_isMassgen = m_key.startsWith(QLatin1String("massgen."));
        return true;
    }
    bool start_object(std::size_t) override { return open(false); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_object() override { return close(QStringLiteral("{}")); }
    bool end_array() override { return close(QStringLiteral("[]")); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

    std::vector<AttributeModel::Entry> entries;

private:
    struct Frame
    {
        QString path;
        std::size_t entry = 0; ///< of the container itself
        int next = 0;          ///< element of an array
        bool isArray = false;
    };

    bool add(const QString& value)
    {
        if (m_frames.empty())
            return false; // not an object
        Frame& frame = m_frames.back();
        const QString key = frame.isArray ? QString::number(frame.next++) : m_key;
        const QString path = frame.path.isEmpty() ? key : frame.path + QLatin1Char('.') + key;
        entries.push_back({key, value, path, static_cast<int>(m_frames.size()) - 1, m_isMassgen});
        return true;
    }
    bool open(bool isArray)
    {
        if (m_frames.empty()) {
            m_frames.push_back({{}, 0, 0, isArray});
            return !isArray;
        }
        if (m_frames.size() >= kDeepest || !add({}))
            return false;
        m_frames.push_back({entries.back().path, entries.size() - 1, 0, isArray});
        return true;
    }
    bool close(const QString& ifEmpty)
    {
        if (m_frames.size() > 1 && m_frames.back().entry + 1 == entries.size())
            entries.back().value = ifEmpty;
        m_frames.pop_back();
        return true;
    }

    static constexpr std::size_t kDeepest = 1000; ///< paths grow with the depth
    std::vector<Frame> m_frames;
    QString m_key;
    bool m_isMassgen = false;
};

} // namespace

std::vector<AttributeModel::Entry> AttributeModel::entriesOf(std::string_view object)
{
    EntryReader reader;
    if (!object.empty())
        nlohmann::json::sax_parse(object, &reader); // of damaged JSON what came before the damage is shown
    std::stable_partition(reader.entries.begin(), reader.entries.end(), [](const Entry& entry) { return entry.isMassgen; });
    return std::move(reader.entries);
}

void AttributeModel::setEntries(std::vector<Entry> entries)
{
    beginResetModel();
    m_all = std::move(entries);
    show();
    endResetModel();
    Q_EMIT countChanged();
    Q_EMIT headChanged();
}

QVariantList AttributeModel::head() const
{
    QVariantList rows;
    for (std::size_t i = 0; i < std::min(kHeadRows, m_all.size()); ++i) {
        const Entry& entry = m_all[i];
        QString key = entry.key;
        if (entry.isMassgen)
            key.remove(QStringLiteral("massgen."));
        rows.append(QVariantMap{{QStringLiteral("key"), key},
                                {QStringLiteral("value"), entry.value.left(kShownCharacters)},
                                {QStringLiteral("depth"), entry.depth}});
    }
    return rows;
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
