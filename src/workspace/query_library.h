// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/query_store.h"

#include <QObject>

namespace mgx {

/// Every query that is kept: the shipped libraries "Standard" and "MassGen" (read-only), those of the open workspace, and the
/// person's own. What is changed is written at once. GUI thread.
class QueryLibrary : public QObject
{
    Q_OBJECT

public:
    /// Where the own queries are: an empty path is the file in the folder of settings; "-" keeps them in memory.
    explicit QueryLibrary(const QString& path = {}, QObject* parent = nullptr);
    ~QueryLibrary() override;

    /// Standard, MassGen, workspace, own; within a shelf in the order of its file. Valid until the next change.
    [[nodiscard]] const std::vector<SavedQuery>& all() const { return m_all; }
    /// Those with every word of the text in title, sentence, group, tags or SQL; hits in titles first. All for an empty text.
    [[nodiscard]] std::vector<SavedQuery> find(const QString& text) const;
    /// Null if there is none.
    [[nodiscard]] const SavedQuery* byId(const QString& id) const;
    /// By id or title in any case; of several with the same title the person's own first. Null if there is none.
    [[nodiscard]] const SavedQuery* named(const QString& name) const;
    /// Titles for a name that is not there, most alike first.
    [[nodiscard]] QStringList nearestTitles(const QString& name, int count) const;
    /// Headings and tags of all queries, sorted, each once.
    [[nodiscard]] QStringList groups() const;
    [[nodiscard]] QStringList tags() const;
    /// What was wrong with the own file when it was read.
    [[nodiscard]] const QStringList& problems() const { return m_store.problems(); }

    /// Replaces the query with this id, or adds it: with a new id where it has none or that of a shipped one, whose copy it is then.
    /// The shelf decides where a new one goes. Returns the id.
    [[nodiscard]] Result<QString> save(SavedQuery query);
    [[nodiscard]] Result<void> rename(const QString& id, const QString& title);
    [[nodiscard]] Result<void> moveToGroup(const QString& id, const QString& group);
    [[nodiscard]] Result<void> setTags(const QString& id, const QStringList& tags);
    [[nodiscard]] Result<void> remove(const QString& id);
    /// Puts back what was removed last, where it was. May be called once for each remove().
    [[nodiscard]] Result<void> undoRemove();
    [[nodiscard]] bool canUndoRemove() const { return !m_removed.empty(); }

    struct Imported
    {
        int added = 0;
        int replaced = 0; ///< had an id that was there
        QStringList problems;
    };
    /// Takes the queries of a file over as own ones.
    [[nodiscard]] Result<Imported> importFile(const QString& path);
    /// Writes the queries with these ids; all that are not shipped if the list is empty.
    [[nodiscard]] Result<void> exportFile(const QString& path, const QStringList& ids = {}) const;

    /// The queries that the open workspace brings.
    void setWorkspaceQueries(std::vector<SavedQuery> queries);
    [[nodiscard]] const std::vector<SavedQuery>& workspaceQueries() const { return m_workspace; }

    /// Reads the own file again if another window has changed it.
    void refresh();

Q_SIGNALS:
    void changed();

private:
    struct Removed
    {
        SavedQuery query;
        std::size_t place = 0; ///< on its shelf
    };

    using Edit = std::function<void(std::vector<SavedQuery>&)>;
    [[nodiscard]] Result<void> change(SavedQuery::Shelf shelf, const Edit& edit);
    [[nodiscard]] Result<void> changeOne(const QString& id, const std::function<void(SavedQuery&)>& edit);
    void gather();

    QueryStore m_store;
    std::vector<SavedQuery> m_shipped;
    std::vector<SavedQuery> m_workspace;
    std::vector<SavedQuery> m_all;
    std::vector<Removed> m_removed;
};

/// "Standard", "MassGen", "Mine" or "Workspace", for headings.
[[nodiscard]] QString shelfTitle(SavedQuery::Shelf shelf);

} // namespace mgx
