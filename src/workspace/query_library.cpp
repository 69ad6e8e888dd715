// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/query_library.h"

#include "workspace/format.h"
#include "workspace/query_search.h"
#include "workspace/safe_file.h"
#include "workspace/shipped_queries.h"

#include <algorithm>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

namespace mgx {

namespace {

QString ownPath(const QString& path)
{
    if (!path.isEmpty())
        return path == QLatin1String("-") ? path : QFileInfo(path).absoluteFilePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/massgen-explorer/queries.json");
}

std::vector<SavedQuery>::iterator placeOf(std::vector<SavedQuery>& queries, const QString& id)
{
    return std::find_if(queries.begin(), queries.end(), [&](const SavedQuery& q) { return q.id == id; });
}

tl::unexpected<Error> notThere(const QString& id)
{
    return failure("there is no saved query " + utf8(id));
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace

QString shelfTitle(SavedQuery::Shelf shelf)
{
    switch (shelf) {
    case SavedQuery::Shelf::Standard: return QueryLibrary::tr("Standard");
    case SavedQuery::Shelf::MassGen: return QueryLibrary::tr("MassGen");
    case SavedQuery::Shelf::Own: return QueryLibrary::tr("Mine");
    case SavedQuery::Shelf::Workspace: return QueryLibrary::tr("Workspace");
    }
    return {};
}

QueryLibrary::QueryLibrary(const QString& path, QObject* parent) : QObject(parent), m_store(ownPath(path)), m_shipped(shippedQueries())
{
    gather();
}

QueryLibrary::~QueryLibrary() = default;

void QueryLibrary::gather()
{
    m_all = m_shipped;
    m_all.insert(m_all.end(), m_workspace.begin(), m_workspace.end());
    m_all.insert(m_all.end(), m_store.queries().begin(), m_store.queries().end());
    Q_EMIT changed();
}

const SavedQuery* QueryLibrary::byId(const QString& id) const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const SavedQuery& q) { return q.id == id; });
    return found == m_all.end() ? nullptr : &*found;
}

const SavedQuery* QueryLibrary::named(const QString& name) const
{
    const QString wanted = name.simplified();
    // The own ones stand last.
    const auto isIt = [&](const SavedQuery& q) {
        return q.id.compare(wanted, Qt::CaseInsensitive) == 0 || q.title.simplified().compare(wanted, Qt::CaseInsensitive) == 0;
    };
    const auto found = std::find_if(m_all.rbegin(), m_all.rend(), isIt);
    return found == m_all.rend() ? nullptr : &*found;
}

std::vector<SavedQuery> QueryLibrary::find(const QString& text) const
{
    return findQueries(m_all, text);
}

QStringList QueryLibrary::nearestTitles(const QString& name, int count) const
{
    QStringList titles;
    for (const SavedQuery& query : m_all)
        titles.append(query.title);
    return mostAlike(titles, name, count);
}

QStringList QueryLibrary::groups() const
{
    QStringList groups;
    for (const SavedQuery& query : m_all) {
        if (!query.group.isEmpty())
            groups.append(query.group);
    }
    groups.removeDuplicates();
    groups.sort(Qt::CaseInsensitive);
    return groups;
}

QStringList QueryLibrary::tags() const
{
    QStringList tags;
    for (const SavedQuery& query : m_all)
        tags += query.tags;
    tags.removeDuplicates();
    tags.sort(Qt::CaseInsensitive);
    return tags;
}

Result<void> QueryLibrary::change(SavedQuery::Shelf shelf, const Edit& edit)
{
    if (shelf == SavedQuery::Shelf::Own) {
        if (Result<void> written = m_store.change(edit); !written)
            return written;
    } else {
        edit(m_workspace);
    }
    gather();
    return {};
}

Result<void> QueryLibrary::changeOne(const QString& id, const std::function<void(SavedQuery&)>& edit)
{
    const SavedQuery* query = byId(id);
    if (!query)
        return notThere(id);
    if (query->isReadOnly())
        return failure("\"" + utf8(query->title) + "\" is shipped and stays as it is", {}, "save a copy of it");
    bool isThere = false;
    Result<void> done = change(query->shelf, [&](std::vector<SavedQuery>& queries) {
        const auto found = placeOf(queries, id); // another window may have removed it
        isThere = found != queries.end();
        if (isThere)
            edit(*found);
    });
    return done && !isThere ? Result<void>(notThere(id)) : done;
}

Result<QString> QueryLibrary::save(SavedQuery query)
{
    query.title = query.title.simplified();
    if (query.title.isEmpty() || query.sql.trimmed().isEmpty())
        return failure("a saved query needs a title and SQL");
    if (query.sql.size() > QueryFile::kMaxSql)
        return failure("the SQL is too long to be saved");
    const SavedQuery* before = byId(query.id);
    if (before && !before->isReadOnly())
        query.shelf = before->shelf;
    else if (query.isReadOnly() || (before && before->isReadOnly()))
        query.shelf = SavedQuery::Shelf::Own;
    if (query.id.isEmpty() || (before && before->isReadOnly()))
        query.id = newId();
    Result<void> done = change(query.shelf, [&](std::vector<SavedQuery>& queries) {
        const auto found = placeOf(queries, query.id);
        if (found != queries.end())
            *found = query;
        else
            queries.push_back(query);
    });
    return done ? Result<QString>(query.id) : tl::unexpected(done.error());
}

Result<void> QueryLibrary::rename(const QString& id, const QString& title)
{
    const QString wanted = title.simplified();
    if (wanted.isEmpty())
        return failure("a saved query needs a title");
    return changeOne(id, [&](SavedQuery& query) { query.title = wanted; });
}

Result<void> QueryLibrary::moveToGroup(const QString& id, const QString& group)
{
    return changeOne(id, [&](SavedQuery& query) { query.group = group.simplified(); });
}

Result<void> QueryLibrary::setTags(const QString& id, const QStringList& tags)
{
    QStringList wanted;
    for (const QString& tag : tags) {
        if (!tag.simplified().isEmpty() && !wanted.contains(tag.simplified(), Qt::CaseInsensitive))
            wanted.append(tag.simplified());
    }
    return changeOne(id, [&](SavedQuery& query) { query.tags = wanted; });
}

Result<void> QueryLibrary::remove(const QString& id)
{
    const SavedQuery* query = byId(id);
    if (!query)
        return notThere(id);
    if (query->isReadOnly())
        return failure("\"" + utf8(query->title) + "\" is shipped and stays");
    std::optional<Removed> removed;
    Result<void> done = change(query->shelf, [&](std::vector<SavedQuery>& queries) {
        const auto found = placeOf(queries, id);
        if (found == queries.end())
            return;
        removed = Removed{*found, static_cast<std::size_t>(found - queries.begin())};
        queries.erase(found);
    });
    if (done && removed)
        m_removed.push_back(std::move(*removed));
    return done;
}

Result<void> QueryLibrary::undoRemove()
{
    if (m_removed.empty())
        return failure("nothing was removed");
    const Removed removed = m_removed.back();
    Result<void> done = change(removed.query.shelf, [&](std::vector<SavedQuery>& queries) {
        if (placeOf(queries, removed.query.id) == queries.end())
            queries.insert(queries.begin() + static_cast<std::ptrdiff_t>(std::min(removed.place, queries.size())), removed.query);
    });
    if (done)
        m_removed.pop_back();
    return done;
}

Result<QueryLibrary::Imported> QueryLibrary::importFile(const QString& path)
{
    const Result<std::string> bytes = readSmallFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    Result<QueryFile> file = parseQueryFile(*bytes, SavedQuery::Shelf::Own);
    if (!file)
        return failure(file.error().what, utf8(path), file.error().advice);
    Imported imported;
    imported.problems = file->problems;
    Result<void> done = change(SavedQuery::Shelf::Own, [&](std::vector<SavedQuery>& queries) {
        for (SavedQuery& query : file->queries) {
            const SavedQuery* other = byId(query.id);
            if (other && other->shelf != SavedQuery::Shelf::Own)
                query.id = newId();
            const auto found = placeOf(queries, query.id);
            ++(found == queries.end() ? imported.added : imported.replaced);
            if (found == queries.end())
                queries.push_back(query);
            else
                *found = query;
        }
    });
    return done ? Result<Imported>(imported) : tl::unexpected(done.error());
}

Result<void> QueryLibrary::exportFile(const QString& path, const QStringList& ids) const
{
    std::vector<SavedQuery> queries;
    for (const SavedQuery& query : m_all) {
        if (ids.isEmpty() ? !query.isReadOnly() : ids.contains(query.id))
            queries.push_back(query);
    }
    if (queries.empty())
        return failure("there is no query to export");
    return writeSafely(path, queryFileText(queries));
}

void QueryLibrary::setWorkspaceQueries(std::vector<SavedQuery> queries)
{
    m_workspace.clear();
    for (SavedQuery& query : queries) {
        const SavedQuery* other = byId(query.id);
        if (query.id.isEmpty() || (other && other->shelf != SavedQuery::Shelf::Workspace))
            query.id = newId();
        query.shelf = SavedQuery::Shelf::Workspace;
        m_workspace.push_back(std::move(query));
    }
    std::erase_if(m_removed, [](const Removed& removed) { return removed.query.shelf == SavedQuery::Shelf::Workspace; });
    gather();
}

void QueryLibrary::refresh()
{
    if (m_store.refresh())
        gather();
}

} // namespace mgx
