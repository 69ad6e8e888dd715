// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/lane_index.h"
#include "store/run_facts.h"
#include "store/span_chunk.h"
#include "store/span_tree.h"
#include "store/string_pool.h"
#include "store/text_store.h"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mgx {

/// What was opened.
struct SourceInfo
{
    SourceKind kind = SourceKind::File;
    std::string path;
};

enum class LaneKind : std::uint8_t { Coordination, Agent, Service };

/// One horizontal track: the coordination of a run, an agent of a run, or a service of a foreign trace. A lane of a subagent's
/// or checkpoint's run is told by RunFacts::parentRun.
struct Lane
{
    LaneKind kind = LaneKind::Service;
    RunId run = kNoRun;
    StringId label = 0; ///< agent id or service name
    TimeNs lastTime = kNoTime; ///< last time known in its run: where open spans end for now
    LaneIndex index;
};

/// Where a record stands in its source.
struct SourceRef
{
    std::string_view file; ///< path as registered with the builder
    std::uint64_t line = 0; ///< 1-based; 0 = see pointer
    std::string_view pointer;
};

using RepairNotes = std::unordered_map<RowId, RepairNote>;

/// Everything the views draw: immutable, columnar, shared between threads as shared_ptr<const TraceSnapshot>.
/// Cost of an accessor: O(1) unless it says otherwise. Views into texts live as long as the snapshot.
class TraceSnapshot
{
public:
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }
    [[nodiscard]] RowId rowCount() const { return m_rowCount; }
    /// Rows below this number that differ from the previous revision; rows added since then are not listed.
    [[nodiscard]] std::span<const RowId> changedRows() const { return m_changedRows; }

    // --- columns
    [[nodiscard]] TraceId trace(RowId row) const { return m_traces->at(chunk(row).trace[slot(row)]); }
    [[nodiscard]] std::uint64_t spanId(RowId row) const { return chunk(row).spanId[slot(row)]; }
    [[nodiscard]] std::uint64_t parentSpanId(RowId row) const { return chunk(row).parentSpanId[slot(row)]; }
    [[nodiscard]] RecordKind kind(RowId row) const { return chunk(row).kind[slot(row)]; }
    [[nodiscard]] TimeNs start(RowId row) const { return chunk(row).start[slot(row)]; }
    /// Never before start(); of an open span the last time known in its run (see isOpen).
    [[nodiscard]] TimeNs end(RowId row) const
    {
        const TimeNs end = chunk(row).end[slot(row)];
        return end == kOpenEnd ? std::max(start(row), m_lanes[lane(row)].lastTime) : end;
    }
    [[nodiscard]] TimeNs duration(RowId row) const { return end(row) - start(row); }
    [[nodiscard]] std::uint8_t level(RowId row) const { return chunk(row).level[slot(row)]; }
    [[nodiscard]] bool hasFlag(RowId row, RecordFlag flag) const { return (chunk(row).flags[slot(row)] & flag) != 0; }
    [[nodiscard]] bool isOpen(RowId row) const { return hasFlag(row, kIsOpen); }
    /// An exception, or error level.
    [[nodiscard]] bool isError(RowId row) const
    {
        return (hasFlag(row, kIsException) || level(row) >= level::kError) && !hasFlag(row, kIsFolded);
    }
    /// A row that views leave out: folded away, or a pending one whose span has arrived.
    [[nodiscard]] bool isHidden(RowId row) const { return hasFlag(row, kIsFolded) || isSettledPending(row); }
    [[nodiscard]] TimeQuality timeQuality(RowId row) const { return chunk(row).timeQuality[slot(row)]; }
    [[nodiscard]] RunId run(RowId row) const { return m_lanes[lane(row)].run; }
    [[nodiscard]] LaneId lane(RowId row) const { return chunk(row).lane[slot(row)]; }
    [[nodiscard]] StringId nameId(RowId row) const { return chunk(row).name[slot(row)]; }
    [[nodiscard]] std::string_view name(RowId row) const { return string(nameId(row)); }
    [[nodiscard]] std::string_view message(RowId row) const;
    [[nodiscard]] std::string_view agent(RowId row) const { return string(chunk(row).agent[slot(row)]); }
    [[nodiscard]] std::string_view service(RowId row) const { return string(chunk(row).service[slot(row)]); }
    [[nodiscard]] std::string_view scope(RowId row) const { return string(chunk(row).scope[slot(row)]); }
    [[nodiscard]] std::string_view resource(RowId row) const { return string(chunk(row).resource[slot(row)]); }
    /// Compact JSON object; empty = none.
    [[nodiscard]] std::string_view attributes(RowId row) const { return text(chunk(row).attributes[slot(row)]); }
    /// The other Logfire columns that are not null, as one compact JSON object; empty = none.
    [[nodiscard]] std::string_view rest(RowId row) const { return text(chunk(row).rest[slot(row)]); }
    [[nodiscard]] const SourceInfo& source(RowId row) const { return m_sources->at(chunk(row).source[slot(row)]); }
    [[nodiscard]] SourceRef sourceRef(RowId row) const;

    // --- hierarchy
    [[nodiscard]] RowId recordedParent(RowId row) const { return chunk(row).recordedParent[slot(row)]; }
    /// The repaired parent where there is one, else the recorded one.
    [[nodiscard]] RowId parent(RowId row) const { return chunk(row).parent[slot(row)]; }
    /// Why the row hangs below another parent than the recorded one; null if it does not.
    [[nodiscard]] const RepairNote* repair(RowId row) const;
    [[nodiscard]] std::size_t repairCount() const { return m_repairs ? m_repairs->size() : 0; }
    /// Whether a row is a pending one whose span has arrived: it hangs below that span and says nothing more.
    [[nodiscard]] bool isSettledPending(RowId row) const
    {
        const RowId span = kind(row) == RecordKind::PendingSpan ? recordedParent(row) : kNoRow;
        return span != kNoRow && kind(span) == RecordKind::Span && spanId(span) == spanId(row);
    }
    /// Children by start (ties by row); of kNoRow: the roots. O(c log c + chunks).
    [[nodiscard]] std::vector<RowId> children(RowId row, ParentMode mode = ParentMode::Repaired) const;
    [[nodiscard]] bool hasChildren(RowId row, ParentMode mode = ParentMode::Repaired) const;
    /// Number of ancestors. O(depth).
    [[nodiscard]] int depth(RowId row, ParentMode mode = ParentMode::Repaired) const;
    /// Duration minus the time that the children cover (overlaps counted once, clipped to the row), ns.
    [[nodiscard]] TimeNs selfTime(RowId row) const;

    // --- runs and lanes
    [[nodiscard]] std::size_t runCount() const { return m_runs.size(); }
    /// Never null; a run whose facts are not known yet has empty ones.
    [[nodiscard]] const RunFacts& runFacts(RunId run) const { return *m_runs[run]; }
    [[nodiscard]] const std::vector<Lane>& lanes() const { return m_lanes; }

    // --- texts
    [[nodiscard]] std::string_view string(StringId id) const { return m_strings->at(id); }
    /// First and last time of all rows whose times are good; both 0 if there is none.
    [[nodiscard]] TimeNs minTime() const { return m_minTime; }
    [[nodiscard]] TimeNs maxTime() const { return m_maxTime; }
    /// Memory held by columns, texts and indexes.
    [[nodiscard]] std::size_t byteSize() const;

private:
    friend class SnapshotBuilder;

    [[nodiscard]] const SpanChunk& chunk(RowId row) const { return *m_chunks[row >> SpanChunk::kShift]; }
    [[nodiscard]] static std::size_t slot(RowId row) { return row & SpanChunk::kMask; }
    [[nodiscard]] std::string_view text(TextRef ref) const { return m_texts->at(ref); }

    std::uint64_t m_revision = 0;
    RowId m_rowCount = 0;
    TimeNs m_minTime = 0;
    TimeNs m_maxTime = 0;
    std::vector<std::shared_ptr<const SpanChunk>> m_chunks;
    std::vector<std::shared_ptr<const ChildIndex>> m_children;
    std::vector<Lane> m_lanes;
    std::vector<std::shared_ptr<const RunFacts>> m_runs;
    std::shared_ptr<const std::vector<TraceId>> m_traces;
    std::shared_ptr<const std::vector<SourceInfo>> m_sources;
    std::shared_ptr<const std::vector<std::string>> m_files;
    std::shared_ptr<const StringPool> m_strings;
    std::shared_ptr<const TextStore> m_texts;
    std::shared_ptr<const RepairNotes> m_repairs; ///< null = none
    std::vector<RowId> m_changedRows;
};

} // namespace mgx
