// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/row_usage.h"
#include "workspace/record_key.h"
#include "workspace/search_hits.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace mgx {

enum class TreeOrder { Start, Duration, Cost };

/// What of a hierarchy is visible: which rows are unfolded, in which order siblings stand, and which rows a filter keeps.
/// Unfolding is kept by record key, so it survives new snapshots and reloads.
class FlatTree
{
public:
    struct Row
    {
        RowId row = kNoRow;
        int depth = 0;
        bool hasChildren = false;
        bool isExpanded = false;
        bool operator==(const Row&) const = default;
    };

    void setSnapshot(std::shared_ptr<const TraceSnapshot> snapshot);
    [[nodiscard]] const TraceSnapshot* snapshot() const { return m_snapshot.get(); }
    [[nodiscard]] const RowUsage& usage() const { return m_usage; }

    /// Below whom a row hangs: the parent that was recorded, or the repaired one.
    void setParentMode(ParentMode mode);
    [[nodiscard]] ParentMode parentMode() const { return m_mode; }
    [[nodiscard]] RowId parentOf(RowId row) const
    {
        return m_mode == ParentMode::Repaired ? m_snapshot->parent(row) : m_snapshot->recordedParent(row);
    }

    void setOrder(TreeOrder order) { m_order = order; }
    [[nodiscard]] TreeOrder order() const { return m_order; }
    /// What was found; with `isFilter` only that and its ancestors are shown. Null = nothing is looked for. O(hits × depth).
    void setHits(std::shared_ptr<const SearchHits> hits, bool isFilter);
    [[nodiscard]] bool hasHits() const { return m_hits != nullptr; }
    [[nodiscard]] bool isFiltered() const { return !m_keep.empty(); }
    [[nodiscard]] bool isMatch(RowId row) const { return m_hits && m_hits->contains(row); }

    void setExpanded(RowId row, int depth, bool isExpanded);
    void setSubtreeExpanded(RowId row, int depth, bool isExpanded);
    void expandAll() { setDefaultDepth(1 << 30); }
    void collapseAll() { setDefaultDepth(0); }
    /// Unfolds every ancestor of `row`.
    void expandTo(RowId row);

    /// All visible rows from top to bottom. O(visible × log n).
    [[nodiscard]] std::vector<Row> visibleRows() const;

private:
    void setDefaultDepth(int depth);
    void applyFilter();
    void findParents();
    [[nodiscard]] bool isShown(RowId row) const;
    [[nodiscard]] bool isExpanded(RowId row, int depth) const;
    [[nodiscard]] std::vector<RowId> childrenOf(RowId row) const;

    std::shared_ptr<const TraceSnapshot> m_snapshot;
    RowUsage m_usage;
    TreeOrder m_order = TreeOrder::Start;
    ParentMode m_mode = ParentMode::Repaired;
    std::shared_ptr<const SearchHits> m_hits;
    bool m_isFilter = false;
    std::vector<bool> m_keep; ///< by row; empty = all are shown
    std::vector<bool> m_isParent; ///< by row: of a row that is shown
    int m_defaultDepth = 1; ///< rows above this depth are unfolded unless toggled
    std::unordered_set<RecordKey> m_toggled;
};

} // namespace mgx
