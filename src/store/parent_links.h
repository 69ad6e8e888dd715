// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/row_map.h"
#include "store/span_table.h"

#include <unordered_map>
#include <vector>

namespace mgx {

/// Finds parents by id while records arrive in any order: a child that comes before its parent waits for it. A pending row
/// stands in for its span until that comes; then it hangs below it, and its children move over. Keeps both
/// parent columns free of cycles and sets the flags orphan, duplicate id and cycle cut. One thread, O(1) per record plus
/// the depth of a row that has children when it gets its parent.
class ParentLinks
{
public:
    /// `changed` collects the rows below SpanTable::published() that this class writes to; repeats are possible.
    ParentLinks(SpanTable& table, std::vector<RowId>& changed) : m_table(table), m_changed(changed) {}

    /// Links a row just written or rewritten, whose parents are kNoRow: it to its parent, and the rows that wait for it to it.
    void link(RowId row);
    /// Links a row that names no parent to one that is there.
    void adopt(RowId row, RowId parent);
    /// False if that would make a cycle. kNoRow: as recorded again.
    bool repair(RowId row, RowId parent);

    [[nodiscard]] RowId find(std::uint32_t trace, std::uint64_t spanId, RecordKind kind) const;
    [[nodiscard]] std::size_t byteSize() const;

private:
    struct Missing
    {
        std::uint32_t trace;
        std::uint64_t spanId;
        bool operator==(const Missing&) const = default;
    };
    struct MissingHash
    {
        std::size_t operator()(const Missing& key) const;
    };
    struct Wait
    {
        RowId row;
        std::uint32_t next;
    };

    [[nodiscard]] bool isOf(RowId row, std::uint32_t trace, std::uint64_t spanId, RecordKind kind) const;
    [[nodiscard]] Missing parentKey(RowId row) const;
    [[nodiscard]] Missing ownKey(RowId row) const;
    [[nodiscard]] RowId findParent(RowId row) const;
    [[nodiscard]] RowId spanOf(RowId row) const;
    void settlePending(RowId row);
    /// Whether `row` is `ancestor` or lies below it, by the recorded or by the repaired parents.
    [[nodiscard]] bool isBelow(RowId row, RowId ancestor, const SpanChunk::Of<RowId> SpanChunk::*parents) const;
    void index(RowId row);
    void linkToParent(RowId row, RowId parent);
    void wait(RowId row);
    void adoptWaiting(RowId parent);
    [[nodiscard]] SpanChunk& edit(RowId row);
    void setFlag(RowId row, RecordFlag flag, bool on);

    SpanTable& m_table;
    std::vector<RowId>& m_changed;
    RowMap m_byId;    ///< (trace, span id, kind) → first row
    std::unordered_map<Missing, std::uint32_t, MissingHash> m_missing; ///< first entry of its chain in m_waits
    std::vector<Wait> m_waits; ///< a row may have been linked since: looked at again when its parent comes
    bool m_hasPending = false;
    std::vector<bool> m_isParent;     ///< by row: has been given a child; without one it is nobody's ancestor
};

} // namespace mgx
