// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/flat_tree.h"

#include <algorithm>

namespace mgx {

void FlatTree::setSnapshot(std::shared_ptr<const TraceSnapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    m_usage = m_snapshot ? RowUsage(*m_snapshot) : RowUsage();
    applyFilter();
}

void FlatTree::setParentMode(ParentMode mode)
{
    m_mode = mode;
    applyFilter();
}

void FlatTree::setHits(std::shared_ptr<const SearchHits> hits, bool isFilter)
{
    m_hits = std::move(hits);
    m_isFilter = isFilter;
    applyFilter();
}

void FlatTree::applyFilter()
{
    m_keep.clear();
    if (m_isFilter && m_hits && m_snapshot) {
        m_keep.assign(m_snapshot->rowCount(), false);
        for (const RowId hit : m_hits->rows) {
            for (RowId row = hit; row != kNoRow && row < m_keep.size() && !m_keep[row]; row = parentOf(row))
                m_keep[row] = true;
        }
    }
    findParents();
}

/// Once for all rows: asked row by row it would be a search in every chunk for each row of an unfolded tree.
void FlatTree::findParents()
{
    m_isParent.assign(m_snapshot ? m_snapshot->rowCount() : 0, false);
    for (RowId row = 0; row < m_isParent.size(); ++row) {
        if (const RowId parent = parentOf(row); parent != kNoRow && isShown(row))
            m_isParent[parent] = true;
    }
}

bool FlatTree::isShown(RowId row) const
{
    if (!m_keep.empty() && (row >= m_keep.size() || !m_keep[row]))
        return false;
    return !m_snapshot->isHidden(row);
}

std::vector<RowId> FlatTree::childrenOf(RowId row) const
{
    const TraceSnapshot& s = *m_snapshot;
    std::vector<RowId> rows = s.children(row, m_mode);
    std::erase_if(rows, [this](RowId r) { return !isShown(r); });
    if (m_order == TreeOrder::Duration) {
        std::stable_sort(rows.begin(), rows.end(), [&](RowId a, RowId b) { return s.duration(a) > s.duration(b); });
    } else if (m_order == TreeOrder::Cost) {
        const auto cost = [this](RowId r) { return m_usage.find(r) ? m_usage.find(r)->costUsd : -1.0; };
        std::stable_sort(rows.begin(), rows.end(), [&](RowId a, RowId b) { return cost(a) > cost(b); });
    }
    return rows;
}

bool FlatTree::isExpanded(RowId row, int depth) const
{
    if (!m_keep.empty())
        return true; // what a filter keeps is shown
    return m_toggled.contains(keyOf(*m_snapshot, row)) != (depth < m_defaultDepth);
}

void FlatTree::setExpanded(RowId row, int depth, bool isExpanded)
{
    if (isExpanded == (depth < m_defaultDepth))
        m_toggled.erase(keyOf(*m_snapshot, row));
    else
        m_toggled.insert(keyOf(*m_snapshot, row));
}

void FlatTree::setSubtreeExpanded(RowId row, int depth, bool isExpanded)
{
    std::vector<std::pair<RowId, int>> todo{{row, depth}};
    while (!todo.empty()) {
        const auto [next, nextDepth] = todo.back();
        todo.pop_back();
        const std::vector<RowId> rows = m_snapshot->children(next, m_mode);
        if (rows.empty())
            continue;
        setExpanded(next, nextDepth, isExpanded);
        for (const RowId child : rows)
            todo.emplace_back(child, nextDepth + 1);
    }
}

void FlatTree::setDefaultDepth(int depth)
{
    m_defaultDepth = depth;
    m_toggled.clear();
}

void FlatTree::expandTo(RowId row)
{
    int depth = m_snapshot->depth(row, m_mode);
    for (RowId p = parentOf(row); p != kNoRow; p = parentOf(p))
        setExpanded(p, --depth, true);
}

std::vector<FlatTree::Row> FlatTree::visibleRows() const
{
    std::vector<Row> rows;
    if (!m_snapshot)
        return rows;
    std::vector<std::pair<RowId, int>> todo; // the next row to show is the last
    const auto push = [&](RowId parent, int depth) {
        const std::vector<RowId> children = childrenOf(parent);
        for (auto child = children.rbegin(); child != children.rend(); ++child)
            todo.emplace_back(*child, depth);
    };
    push(kNoRow, 0);
    while (!todo.empty()) {
        const auto [row, depth] = todo.back();
        todo.pop_back();
        Row visible{row, depth, bool(m_isParent[row]), false};
        visible.isExpanded = visible.hasChildren && isExpanded(row, depth);
        rows.push_back(visible);
        if (visible.isExpanded)
            push(row, depth + 1);
    }
    return rows;
}

} // namespace mgx
