// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <cstddef>
#include <span>
#include <vector>

namespace mgx {

/// When each slot of a lane is free again, as a tournament tree: "first slot from `first` on that is free at `time`" in
/// O(log slots), however many slots there are.
class SlotFinder
{
public:
    explicit SlotFinder(std::size_t maxSlots) : m_maxSlots(maxSlots) {}

    void restore(std::span<const TimeNs> ends);
    /// The slot, or the last one of all if none is free.
    [[nodiscard]] std::size_t find(std::size_t first, TimeNs time) const;
    /// Takes `slot` until `end`, if that is later than what it has.
    void occupy(std::size_t slot, TimeNs end);
    /// Ends of the slots in use.
    [[nodiscard]] std::span<const TimeNs> ends() const { return {m_tree.data() + m_leaves, m_used}; }

private:
    void grow(std::size_t leaves);

    std::size_t m_maxSlots;
    std::size_t m_leaves = 0; ///< a power of two, or 0
    std::size_t m_used = 0;
    std::vector<TimeNs> m_tree; ///< node n has the earlier end of nodes 2n and 2n+1; leaves from m_leaves on
};

} // namespace mgx
