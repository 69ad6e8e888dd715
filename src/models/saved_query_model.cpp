// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/saved_query_model.h"

#include "workspace/format.h"

#include <algorithm>

namespace mgx {

SavedQueryModel::SavedQueryModel(QueryLibrary& library, QObject* parent) : QAbstractListModel(parent), m_library(library)
{
    connect(&library, &QueryLibrary::changed, this, &SavedQueryModel::refresh);
    refresh();
}

void SavedQueryModel::refresh()
{
    beginResetModel();
    m_shown = m_library.find(m_search);
    if (!m_search.isEmpty()) // best first among all shelves; the list is by shelf
        std::stable_sort(m_shown.begin(), m_shown.end(), [](const auto& a, const auto& b) { return a.shelf < b.shelf; });
    endResetModel();
    Q_EMIT changed();
}

void SavedQueryModel::setSearch(const QString& search)
{
    if (search == m_search)
        return;
    m_search = search;
    refresh();
}

int SavedQueryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant SavedQueryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const SavedQuery& query = m_shown[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole: return query.title;
    case SentenceRole: return query.sentence;
    case ShelfRole: return shelfTitle(query.shelf);
    case TagsRole: return query.tags.join(QStringLiteral(", "));
    case IsReadOnlyRole: return query.isReadOnly();
    case IsFirstOfShelfRole: return index.row() == 0 || m_shown[static_cast<std::size_t>(index.row()) - 1].shelf != query.shelf;
    default: return {};
    }
}

QHash<int, QByteArray> SavedQueryModel::roleNames() const
{
    return {{TitleRole, "title"}, {SentenceRole, "sentence"}, {ShelfRole, "shelf"}, {TagsRole, "tags"}, {IsReadOnlyRole, "isReadOnly"},
            {IsFirstOfShelfRole, "isFirstOfShelf"}};
}

QString SavedQueryModel::title(int index) const
{
    return index >= 0 && index < count() ? m_shown[static_cast<std::size_t>(index)].title : QString();
}

QString SavedQueryModel::sql(int index) const
{
    return index >= 0 && index < count() ? m_shown[static_cast<std::size_t>(index)].sql : QString();
}

void SavedQueryModel::tell(const Result<void>& result, const QString& done)
{
    Q_EMIT told(result ? done : toQString(result.error().sentence()));
}

void SavedQueryModel::save(const QString& title, const QString& sql)
{
    SavedQuery query;
    query.title = title;
    query.sql = sql;
    if (const SavedQuery* known = m_library.named(title); known && !known->isReadOnly()) {
        query = *known;
        query.sql = sql;
    }
    const Result<QString> id = m_library.save(query);
    Q_EMIT told(id ? tr("Saved as “%1”.").arg(title) : toQString(id.error().sentence()));
}

void SavedQueryModel::rename(int index, const QString& title)
{
    if (index >= 0 && index < count())
        tell(m_library.rename(m_shown[static_cast<std::size_t>(index)].id, title), tr("Renamed."));
}

void SavedQueryModel::remove(int index)
{
    if (index >= 0 && index < count())
        tell(m_library.remove(m_shown[static_cast<std::size_t>(index)].id), tr("Deleted; Undo brings it back."));
}

void SavedQueryModel::undoRemove()
{
    tell(m_library.undoRemove(), tr("It is back."));
}

void SavedQueryModel::importFile(const QUrl& file)
{
    const auto imported = m_library.importFile(file.toLocalFile());
    if (!imported) {
        Q_EMIT told(toQString(imported.error().sentence()));
        return;
    }
    QString sentence = tr("%1 queries added, %2 replaced.").arg(imported->added).arg(imported->replaced);
    if (!imported->problems.isEmpty())
        sentence += QLatin1Char(' ') + imported->problems.first();
    Q_EMIT told(sentence);
}

void SavedQueryModel::exportFile(const QUrl& file)
{
    tell(m_library.exportFile(file.toLocalFile()), tr("Written to %1.").arg(file.toLocalFile()));
}

} // namespace mgx
