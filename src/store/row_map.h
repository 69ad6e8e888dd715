// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <utility>
#include <vector>

namespace mgx {

/// Hash table of rows whose keys stay in the columns: 4 bytes per row at a load of at most 1/2. The caller gives hashes and
/// tells whether a row is the one it looks for. Open addressing; nothing is ever removed. O(1).
class RowMap
{
public:
    template <class IsMatch>
    [[nodiscard]] RowId find(std::uint64_t hash, IsMatch&& isMatch) const
    {
        if (m_slots.empty())
            return kNoRow;
        for (std::size_t i = hash & m_mask;; i = (i + 1) & m_mask) {
            if (m_slots[i] == kNoRow || isMatch(m_slots[i]))
                return m_slots[i];
        }
    }

    /// Adds a row that `find` did not find. `hashOf(row)` is asked when the table grows.
    template <class HashOf>
    void insert(std::uint64_t hash, RowId row, HashOf&& hashOf)
    {
        if (2 * (m_count + 1) > m_slots.size())
            grow(hashOf);
        place(hash, row);
        ++m_count;
    }

    /// Puts `row` in the place of the row that `isMatch` accepts; that row must be there.
    template <class IsMatch>
    void exchange(std::uint64_t hash, RowId row, IsMatch&& isMatch)
    {
        std::size_t i = hash & m_mask;
        while (!isMatch(m_slots[i]))
            i = (i + 1) & m_mask;
        m_slots[i] = row;
    }

    [[nodiscard]] std::size_t byteSize() const { return m_slots.capacity() * sizeof(RowId); }

private:
    void place(std::uint64_t hash, RowId row)
    {
        std::size_t i = hash & m_mask;
        while (m_slots[i] != kNoRow)
            i = (i + 1) & m_mask;
        m_slots[i] = row;
    }

    template <class HashOf>
    void grow(HashOf&& hashOf)
    {
        const auto old = std::exchange(m_slots, std::vector<RowId>(m_slots.empty() ? 1024 : m_slots.size() * 2, kNoRow));
        m_mask = m_slots.size() - 1;
        for (const RowId row : old) {
            if (row != kNoRow)
                place(hashOf(row), row);
        }
    }

    std::vector<RowId> m_slots;
    std::size_t m_mask = 0;
    std::size_t m_count = 0;
};

} // namespace mgx
