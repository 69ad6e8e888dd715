// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/trace_snapshot.h"

#include <algorithm>

namespace mgx {

std::string_view TraceSnapshot::message(RowId row) const
{
    const TextRef ref = chunk(row).message[slot(row)];
    return ref.packed == 0 ? name(row) : text(ref);
}

SourceRef TraceSnapshot::sourceRef(RowId row) const
{
    SourceRef ref;
    const std::uint32_t file = chunk(row).file[slot(row)];
    if (file < m_files->size())
        ref.file = (*m_files)[file];
    const std::uint64_t position = chunk(row).position[slot(row)];
    if (position & SpanChunk::kPointerBit)
        ref.pointer = string(static_cast<StringId>(position));
    else
        ref.line = position;
    return ref;
}

std::vector<RowId> TraceSnapshot::children(RowId row, ParentMode mode) const
{
    std::vector<RowId> rows;
    for (const auto& index : m_children) {
        const auto part = index->children(row, mode);
        rows.insert(rows.end(), part.begin(), part.end());
    }
    const auto isBefore = [this](RowId a, RowId b) {
        const TimeNs startA = start(a);
        const TimeNs startB = start(b);
        return startA != startB ? startA < startB : a < b;
    };
    if (!std::is_sorted(rows.begin(), rows.end(), isBefore))
        std::sort(rows.begin(), rows.end(), isBefore);
    return rows;
}

bool TraceSnapshot::hasChildren(RowId row, ParentMode mode) const
{
    return std::any_of(m_children.begin(), m_children.end(),
                       [&](const auto& index) { return !index->children(row, mode).empty(); });
}

int TraceSnapshot::depth(RowId row, ParentMode mode) const
{
    int depth = 0;
    const auto up = [&](RowId r) { return mode == ParentMode::Repaired ? parent(r) : recordedParent(r); };
    for (RowId p = up(row); p != kNoRow; p = up(p))
        ++depth;
    return depth;
}

const RepairNote* TraceSnapshot::repair(RowId row) const
{
    if (!m_repairs)
        return nullptr;
    const auto found = m_repairs->find(row);
    return found == m_repairs->end() ? nullptr : &found->second;
}

TimeNs TraceSnapshot::selfTime(RowId row) const
{
    const TimeNs rowStart = start(row);
    const TimeNs rowEnd = end(row);
    TimeNs covered = 0;
    TimeNs coveredTo = rowStart;
    for (const RowId child : children(row)) { // by start
        if (isSettledPending(child))
            continue;
        const TimeNs from = std::clamp(start(child), coveredTo, rowEnd);
        const TimeNs to = std::clamp(end(child), from, rowEnd);
        covered += to - from;
        coveredTo = std::max(coveredTo, to);
    }
    return rowEnd - rowStart - covered;
}

std::size_t TraceSnapshot::byteSize() const
{
    std::size_t bytes = std::size_t(m_rowCount) * SpanChunk::kBytesPerRow + m_strings->byteSize() + m_texts->byteSize();
    for (const auto& index : m_children)
        bytes += index->byteSize();
    for (const Lane& lane : m_lanes)
        bytes += lane.index.byteSize();
    return bytes;
}

} // namespace mgx
