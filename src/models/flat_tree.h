// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/row_usage.h"
#include "workspace/record_key.h"

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

    void setOrder(TreeOrder order) { m_order = order; }
    [[nodiscard]] TreeOrder order() const { return m_order; }
    /// Keeps rows whose name, message or agent has `text` in it (any case), and their ancestors. Empty = all. O(n).
    void setFilter(std::string text);
    [[nodiscard]] const std::string& filter() const { return m_filter; }
    [[nodiscard]] std::size_t matchCount() const { return m_matchCount; }
    [[nodiscard]] bool isMatch(RowId row) const { return row < m_keep.size() && m_keep[row] == kMatch; }

    void setExpanded(RowId row, int depth, bool isExpanded);
    void setSubtreeExpanded(RowId row, int depth, bool isExpanded);
    void expandAll() { setDefaultDepth(1 << 30); }
    void collapseAll() { setDefaultDepth(0); }
    /// Unfolds every ancestor of `row`.
    void expandTo(RowId row);

    /// All visible rows from top to bottom. O(visible × log n).
    [[nodiscard]] std::vector<Row> visibleRows() const;

private:
    static constexpr char kDrop = 0, kAncestor = 1, kMatch = 2;

    void setDefaultDepth(int depth);
    void applyFilter();
    [[nodiscard]] bool isShown(RowId row) const;
    [[nodiscard]] bool isExpanded(RowId row, int depth) const;
    [[nodiscard]] std::vector<RowId> childrenOf(RowId row) const;
    [[nodiscard]] bool hasShownChildren(RowId row) const;

    std::shared_ptr<const TraceSnapshot> m_snapshot;
    RowUsage m_usage;
    TreeOrder m_order = TreeOrder::Start;
    std::string m_filter; ///< lower case
    std::vector<char> m_keep; ///< by row; empty = no filter
    std::size_t m_matchCount = 0;
    int m_defaultDepth = 1; ///< rows above this depth are unfolded unless toggled
    std::unordered_set<RecordKey> m_toggled;
};

} // namespace mgx
