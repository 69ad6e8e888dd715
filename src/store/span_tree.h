// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"
#include "store/span_chunk.h"

#include <cstddef>
#include <span>
#include <vector>

namespace mgx {

/// Which of the two parents of a record a question is about.
enum class ParentMode : std::uint8_t { Recorded, Repaired };

/// The rows of one chunk ordered by parent, so that the children of any row are found in O(log n) per chunk and a chunk that
/// does not change is never looked at again. Immutable.
class ChildIndex
{
public:
    /// Indexes rows [firstRow, firstRow + count) of `chunk`. O(count log count), O(count) where parents arrive in order.
    ChildIndex(const SpanChunk& chunk, RowId firstRow, std::size_t count);

    /// Rows of this chunk below `parent` (kNoRow: the roots), in order of arrival.
    [[nodiscard]] std::span<const RowId> children(RowId parent, ParentMode mode) const;
    [[nodiscard]] bool hasRepairs() const { return !m_repaired.parents.empty(); }
    [[nodiscard]] std::size_t byteSize() const;

private:
    struct Order
    {
        std::vector<RowId> parents; ///< distinct, ascending
        std::vector<std::uint32_t> begins; ///< first child of parents[i] in rows; one more at the end
        std::vector<RowId> rows;
    };
    static Order orderBy(const SpanChunk::Of<RowId>& parentOf, RowId firstRow, std::size_t count);

    Order m_recorded;
    Order m_repaired; ///< empty where no row of the chunk was repaired
};

} // namespace mgx
