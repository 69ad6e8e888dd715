// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <QVariantList>
#include <string_view>
#include <vector>

namespace mgx {

/// A JSON object as a list of keys and values; nested objects and arrays are indented below their key. MassGen's own keys come
/// first. A search keeps the rows that have the text in key or value. Numbers are shown as written.
class AttributeModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// {key, value, depth} of the first kHeadRows entries, whatever the filter.
    Q_PROPERTY(QVariantList head READ head NOTIFY headChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)

public:
    enum Role { KeyRole = Qt::UserRole + 1, ValueRole, DepthRole, PathRole, IsMassgenRole };
    Q_ENUM(Role)

    struct Entry
    {
        QString key;
        QString value; ///< whole
        QString path;  ///< "a.b.0"
        int depth = 0;
        bool isMassgen = false;
    };

    static constexpr std::size_t kHeadRows = 60;

    using QAbstractListModel::QAbstractListModel;

    /// The entries of a JSON object; of anything else none. O(size of the text). Any thread.
    [[nodiscard]] static std::vector<Entry> entriesOf(std::string_view object);
    void setEntries(std::vector<Entry> entries);
    void setJson(std::string_view object) { setEntries(entriesOf(object)); }
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_all; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
    [[nodiscard]] QVariantList head() const;
    [[nodiscard]] QString filter() const { return m_filter; }
    void setFilter(const QString& filter);
    /// The whole value, for copying.
    Q_INVOKABLE QString value(int index) const;

Q_SIGNALS:
    void countChanged();
    void filterChanged();
    void headChanged();

private:
    void show();

    std::vector<Entry> m_all;
    std::vector<int> m_shown; ///< indexes into m_all
    QString m_filter;
};

} // namespace mgx
