// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <array>
#include <utility>
#include <vector>

namespace mgx {

/// Hash table of rows whose keys stay in the columns: 6 to 12 bytes per row. The caller gives hashes and
/// tells whether a row is the one it looks for. Open addressing; nothing is ever removed. O(1), and never a long pause: it
/// grows one of its 64 parts at a time, each at another load between 1/3 and 2/3, so that they do not all grow together.
class RowMap
{
public:
    template <class IsMatch>
    [[nodiscard]] RowId find(std::uint64_t hash, IsMatch&& isMatch) const
    {
        const Part& part = m_parts[hash % kParts];
        if (part.slots.empty())
            return kNoRow;
        for (std::size_t i = part.home(hash);; i = part.next(i)) {
            if (part.slots[i] == kNoRow || isMatch(part.slots[i]))
                return part.slots[i];
        }
    }

    /// Adds a row that `find` did not find. `hashOf(row)` is asked when the table grows.
    template <class HashOf>
    void insert(std::uint64_t hash, RowId row, HashOf&& hashOf)
    {
        Part& part = m_parts[hash % kParts];
        const std::size_t third = part.slots.size() / 3;
        if (part.count >= third + third * (hash % kParts) / kParts) {
            const std::size_t size = part.slots.empty() ? 16 : part.slots.size() * 2;
            for (const RowId old : std::exchange(part.slots, std::vector<RowId>(size, kNoRow))) {
                if (old != kNoRow)
                    part.place(hashOf(old), old);
            }
        }
        part.place(hash, row);
        ++part.count;
    }

    [[nodiscard]] std::size_t byteSize() const
    {
        std::size_t bytes = 0;
        for (const Part& part : m_parts)
            bytes += part.slots.capacity() * sizeof(RowId);
        return bytes;
    }

private:
    static constexpr std::size_t kParts = 64;

    struct Part
    {
        std::vector<RowId> slots; ///< a power of two; kNoRow = free
        std::size_t count = 0;

        [[nodiscard]] std::size_t home(std::uint64_t hash) const { return (hash / kParts) & (slots.size() - 1); }
        [[nodiscard]] std::size_t next(std::size_t i) const { return (i + 1) & (slots.size() - 1); }
        void place(std::uint64_t hash, RowId row)
        {
            std::size_t i = home(hash);
            while (slots[i] != kNoRow)
                i = next(i);
            slots[i] = row;
        }
    };
    std::array<Part, kParts> m_parts;
};

} // namespace mgx
