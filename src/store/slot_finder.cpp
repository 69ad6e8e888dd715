// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/slot_finder.h"

#include <algorithm>

namespace mgx {

void SlotFinder::restore(std::span<const TimeNs> ends)
{
    m_used = ends.size();
    m_leaves = 16;
    while (m_leaves < m_used)
        m_leaves *= 2;
    m_tree.assign(2 * m_leaves, kNoTime);
    std::copy(ends.begin(), ends.end(), m_tree.begin() + static_cast<std::ptrdiff_t>(m_leaves));
    for (std::size_t n = m_leaves - 1; n > 0; --n)
        m_tree[n] = std::min(m_tree[2 * n], m_tree[2 * n + 1]);
}

std::size_t SlotFinder::find(std::size_t first, TimeNs time) const
{
    if (first >= m_leaves)
        return std::min(first, m_maxSlots - 1);
    // Up from the leaf until a subtree to the right has a free slot, then down to the first one.
    std::size_t n = first + m_leaves;
    while (m_tree[n] > time) {
        while (n % 2 == 1) {
            n /= 2;
            if (n <= 1)
                return std::min(m_leaves, m_maxSlots - 1);
        }
        ++n;
    }
    while (n < m_leaves)
        n = m_tree[2 * n] <= time ? 2 * n : 2 * n + 1;
    return std::min(n - m_leaves, m_maxSlots - 1);
}

void SlotFinder::occupy(std::size_t slot, TimeNs end)
{
    if (slot >= m_leaves)
        grow(slot + 1);
    m_used = std::max(m_used, slot + 1);
    std::size_t n = slot + m_leaves;
    m_tree[n] = std::max(m_tree[n], end);
    for (n /= 2; n > 0; n /= 2)
        m_tree[n] = std::min(m_tree[2 * n], m_tree[2 * n + 1]);
}

void SlotFinder::grow(std::size_t leaves)
{
    std::vector<TimeNs> ends(m_tree.begin() + static_cast<std::ptrdiff_t>(m_leaves), m_tree.end());
    ends.resize(std::max(leaves, 2 * m_leaves), kNoTime);
    const std::size_t used = m_used;
    restore(ends);
    m_used = used;
}

} // namespace mgx
