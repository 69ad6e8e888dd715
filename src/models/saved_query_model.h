// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/query_library.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <QUrl>

namespace mgx {

/// The saved queries that a search finds, by shelf. What cannot be done is told in a sentence.
class SavedQueryModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Queries")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY changed)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY changed)

public:
    enum Role { TitleRole = Qt::UserRole + 1, SentenceRole, ShelfRole, TagsRole, IsReadOnlyRole, IsFirstOfShelfRole };
    Q_ENUM(Role)

    explicit SavedQueryModel(QueryLibrary& library, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
    [[nodiscard]] QString search() const { return m_search; }
    void setSearch(const QString& search);
    [[nodiscard]] bool canUndo() const { return m_library.canUndoRemove(); }

    Q_INVOKABLE QString title(int index) const;
    Q_INVOKABLE QString sql(int index) const;
    /// Keeps a query as one's own; one of the same title is replaced.
    Q_INVOKABLE void save(const QString& title, const QString& sql);
    Q_INVOKABLE void rename(int index, const QString& title);
    Q_INVOKABLE void remove(int index);
    Q_INVOKABLE void undoRemove();
    Q_INVOKABLE void importFile(const QUrl& file);
    Q_INVOKABLE void exportFile(const QUrl& file);

Q_SIGNALS:
    void changed();
    void told(const QString& sentence);

private:
    void refresh();
    void tell(const Result<void>& result, const QString& done);

    QueryLibrary& m_library;
    QString m_search;
    std::vector<SavedQuery> m_shown;
};

} // namespace mgx
