// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/span_chunk.h"

#include <memory>
#include <vector>

namespace mgx {

/// The builder's side of the columns: rows are appended to the tail, and a row that a snapshot counts is changed in a copy
/// of its chunk. One thread.
class SpanTable
{
public:
    [[nodiscard]] RowId size() const { return m_size; }

    /// Makes room for one more row and returns it; its columns are garbage until written through `edit`.
    RowId append()
    {
        if ((m_size & SpanChunk::kMask) == 0) {
            m_chunks.push_back(std::make_shared<SpanChunk>());
            m_states.push_back({});
        }
        m_states.back().isIndexStale = true;
        return m_size++;
    }

    [[nodiscard]] const SpanChunk& chunk(RowId row) const { return *m_chunks[row >> SpanChunk::kShift]; }
    [[nodiscard]] static std::size_t slot(RowId row) { return row & SpanChunk::kMask; }

    /// The chunk of `row`, free to be written in that row. The copy is made once per publish and chunk.
    [[nodiscard]] SpanChunk& edit(RowId row)
    {
        const std::size_t c = row >> SpanChunk::kShift;
        if (row < m_published && m_states[c].isShared) {
            m_chunks[c] = std::make_shared<SpanChunk>(*m_chunks[c], rowsIn(c));
            m_states[c].isShared = false;
        }
        return *m_chunks[c];
    }
    /// The parent of `row` has changed: the child index of its chunk is stale.
    void touchIndex(RowId row) { m_states[row >> SpanChunk::kShift].isIndexStale = true; }

    /// Hands out the chunks; from now on the rows so far are read-only in them. Returns the chunks whose index is stale.
    [[nodiscard]] std::vector<std::size_t> publish()
    {
        std::vector<std::size_t> stale;
        for (std::size_t c = 0; c < m_states.size(); ++c) {
            m_states[c].isShared = true;
            if (std::exchange(m_states[c].isIndexStale, false))
                stale.push_back(c);
        }
        m_published = m_size;
        return stale;
    }
    [[nodiscard]] RowId published() const { return m_published; }
    [[nodiscard]] const std::vector<std::shared_ptr<SpanChunk>>& chunks() const { return m_chunks; }
    [[nodiscard]] std::size_t rowsIn(std::size_t c) const
    {
        return std::min<std::size_t>(SpanChunk::kRows, m_size - (c << SpanChunk::kShift));
    }

    // The columns that indexing reads.
    [[nodiscard]] TimeNs start(RowId row) const { return chunk(row).start[slot(row)]; }
    [[nodiscard]] TimeNs end(RowId row) const { return chunk(row).end[slot(row)]; }
    [[nodiscard]] std::uint64_t spanId(RowId row) const { return chunk(row).spanId[slot(row)]; }
    [[nodiscard]] RowId parent(RowId row) const { return chunk(row).parent[slot(row)]; }
    [[nodiscard]] RowId recordedParent(RowId row) const { return chunk(row).recordedParent[slot(row)]; }
    [[nodiscard]] LaneId lane(RowId row) const { return chunk(row).lane[slot(row)]; }
    [[nodiscard]] RecordKind kind(RowId row) const { return chunk(row).kind[slot(row)]; }
    [[nodiscard]] std::uint8_t level(RowId row) const { return chunk(row).level[slot(row)]; }
    [[nodiscard]] std::uint8_t flags(RowId row) const { return chunk(row).flags[slot(row)]; }

private:
    struct State
    {
        bool isShared = false;
        bool isIndexStale = false;
    };
    std::vector<std::shared_ptr<SpanChunk>> m_chunks;
    std::vector<State> m_states;
    RowId m_size = 0;
    RowId m_published = 0;
};

} // namespace mgx
