// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/span_tree.h"

#include <algorithm>

namespace mgx {

ChildIndex::ChildIndex(const SpanChunk& chunk, RowId firstRow, std::size_t count)
    : m_recorded(orderBy(chunk.recordedParent, firstRow, count))
{
    for (std::size_t i = 0; i < count; ++i) {
        if (chunk.parent[i] != chunk.recordedParent[i]) {
            m_repaired = orderBy(chunk.parent, firstRow, count);
            break;
        }
    }
}

ChildIndex::Order ChildIndex::orderBy(const SpanChunk::Of<RowId>& parentOf, RowId firstRow, std::size_t count)
{
    std::vector<std::uint64_t> keys(count); // parent, then row: one word sorts faster than rows through their parents
    for (std::size_t i = 0; i < count; ++i)
        keys[i] = std::uint64_t(parentOf[i]) << 32 | (firstRow + i);
    if (!std::is_sorted(keys.begin(), keys.end()))
        std::sort(keys.begin(), keys.end());

    Order order;
    order.rows.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        order.rows[i] = static_cast<RowId>(keys[i]);
        const auto parent = static_cast<RowId>(keys[i] >> 32);
        if (order.parents.empty() || order.parents.back() != parent) {
            order.parents.push_back(parent);
            order.begins.push_back(static_cast<std::uint32_t>(i));
        }
    }
    order.begins.push_back(static_cast<std::uint32_t>(count));
    return order;
}

std::span<const RowId> ChildIndex::children(RowId parent, ParentMode mode) const
{
    const Order& order = mode == ParentMode::Repaired && hasRepairs() ? m_repaired : m_recorded;
    // Children come soon after their parents, but for those of the session: most chunks have none, which two looks tell.
    if (order.parents.empty() || parent > order.parents.back())
        return {};
    if (order.parents.size() > 1 && parent < order.parents[1] && parent != order.parents[0])
        return {};
    const auto found = std::lower_bound(order.parents.begin(), order.parents.end(), parent);
    if (found == order.parents.end() || *found != parent)
        return {};
    const auto i = static_cast<std::size_t>(found - order.parents.begin());
    return {order.rows.data() + order.begins[i], order.begins[i + 1] - order.begins[i]};
}

std::size_t ChildIndex::byteSize() const
{
    const auto bytes = [](const Order& o) {
        return (o.parents.capacity() + o.begins.capacity() + o.rows.capacity()) * sizeof(RowId);
    };
    return bytes(m_recorded) + bytes(m_repaired);
}

} // namespace mgx
