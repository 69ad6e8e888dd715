// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <array>
#include <utility>
#include <vector>

namespace mgx {

/// Hash table of rows whose keys stay in the columns. A slot holds the row and the upper half of its hash, so that the columns
/// are looked at for the row that is meant and hardly ever for another: 12 to 24 bytes per row. The caller gives hashes and
/// tells whether a row is the one it looks for. Open addressing; nothing is ever removed. O(1), and never a long pause: it
/// grows one of its 64 parts at a time, each at another load between 1/3 and 2/3, so that they do not all grow together.
class RowMap
{
public:
    template <class IsMatch>
    [[nodiscard]] RowId find(std::uint64_t hash, IsMatch&& isMatch) const
    {
        const Part& part = m_parts[hash % kParts];
        return part.slots.empty() ? kNoRow : part.slots[part.place(tagOf(hash), isMatch)].row;
    }

    /// The row that is there already, or kNoRow after `row` was added.
    template <class IsMatch>
    [[nodiscard]] RowId findOrInsert(std::uint64_t hash, RowId row, IsMatch&& isMatch)
    {
        Part& part = m_parts[hash % kParts];
        const std::size_t third = part.slots.size() / 3;
        if (part.count >= third + third * (hash % kParts) / kParts)
            part.grow();
        Slot& slot = part.slots[part.place(tagOf(hash), isMatch)];
        if (slot.row != kNoRow)
            return slot.row;
        slot = {row, tagOf(hash)};
        ++part.count;
        return kNoRow;
    }

    [[nodiscard]] std::size_t byteSize() const
    {
        std::size_t bytes = 0;
        for (const Part& part : m_parts)
            bytes += part.slots.capacity() * sizeof(Slot);
        return bytes;
    }

private:
    static constexpr std::size_t kParts = 64;

    struct Slot
    {
        RowId row = kNoRow; ///< kNoRow = free
        std::uint32_t tag = 0;
    };
    struct Part
    {
        std::vector<Slot> slots; ///< a power of two
        std::size_t count = 0;

        /// The slot of the row that matches, or the free one where it belongs.
        template <class IsMatch>
        [[nodiscard]] std::size_t place(std::uint32_t tag, IsMatch&& isMatch) const
        {
            const std::size_t mask = slots.size() - 1;
            std::size_t i = tag & mask;
            while (slots[i].row != kNoRow && !(slots[i].tag == tag && isMatch(slots[i].row)))
                i = (i + 1) & mask;
            return i;
        }
        void grow()
        {
            const std::size_t size = slots.empty() ? 16 : slots.size() * 2;
            for (const Slot& old : std::exchange(slots, std::vector<Slot>(size))) {
                if (old.row != kNoRow)
                    slots[place(old.tag, [](RowId) { return false; })] = old;
            }
        }
    };
    static std::uint32_t tagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

    std::array<Part, kParts> m_parts;
};

} // namespace mgx
