// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QDateTime>
#include <QtQml/qqmlregistration.h>
#include <vector>

namespace mgx {

class Settings;

/// The statements that were run, newest first, with what came of them. Kept in the settings.
class QueryHistory : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Queries")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { SqlRole = Qt::UserRole + 1, WhenRole, OutcomeRole, IsFailureRole };
    Q_ENUM(Role)

    struct Entry
    {
        QString sql;
        QDateTime when;
        QString outcome; ///< "1,204 rows, 12 ms", or the error
        bool isFailure = false;
    };

    explicit QueryHistory(Settings& settings, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }

    /// The same statement as the newest takes its place.
    void add(Entry entry);
    Q_INVOKABLE QString sql(int index) const;
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void countChanged();

private:
    void save();

    Settings& m_settings;
    std::vector<Entry> m_entries;
};

} // namespace mgx
