// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/hash.h"
#include "base/time.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace mgx {

/// Row of a snapshot: an index that stays valid in every later snapshot of the same lineage.
using RowId = std::uint32_t;
inline constexpr RowId kNoRow = 0xFFFFFFFFu;

/// Index into the snapshot's string pool. 0 is the empty string.
using StringId = std::uint32_t;

using RunId = std::uint32_t;
inline constexpr RunId kNoRun = 0xFFFFFFFFu;

using LaneId = std::uint32_t;

/// Times in a snapshot lie strictly between these; an open span whose end nobody knows has `kOpenEnd` in indexes.
inline constexpr TimeNs kMaxTime = (TimeNs(1) << 62) - 1;
inline constexpr TimeNs kOpenEnd = TimeNs(1) << 62;

/// Logfire's `kind` column.
enum class RecordKind : std::uint8_t { Span, Log, SpanEvent, PendingSpan };

/// Where a record came from (the `source` column).
enum class SourceKind : std::uint8_t { Local, Otlp, Logfire, File };

/// How well the times of a record are known, best first (the `time_quality` column).
enum class TimeQuality : std::uint8_t {
    Exact,      ///< epoch time written at that moment
    LocalClock, ///< naive local time, converted with the offset that the run reveals
    Approximate, ///< taken from a neighbouring event
    Inferred,   ///< computed from other facts
    Open        ///< still running, or never closed: there is no end
};

/// Facts of one record that are true or not. Values are stored: do not renumber.
enum RecordFlag : std::uint8_t {
    kIsException = 1 << 0,
    kIsOpen = 1 << 1,         ///< no end was recorded: running or cut off; `end` is the last time known
    kIsOrphan = 1 << 2,       ///< names a parent that is not among the records
    kHasDuplicateId = 1 << 3, ///< an earlier record has the same trace, span id and kind
    kIsCycleCut = 1 << 4,     ///< its recorded parent is one of its own descendants
    kHasBadTimes = 1 << 5,    ///< recorded end before start, or a time out of range: adjusted
    kIsFolded = 1 << 6,       ///< an empty by-product of its run: among the records, but neither drawn nor counted as an error
};

/// Severity numbers of Logfire's `level` column.
namespace level {
inline constexpr std::uint8_t kInfo = 9;
inline constexpr std::uint8_t kWarning = 13;
inline constexpr std::uint8_t kError = 17;
} // namespace level

/// What speaks for a repaired parent.
enum RepairEvidence : std::uint8_t {
    kByAgent = 1 << 0,    ///< both belong to the same agent
    kByTime = 1 << 1,     ///< the row begins within its new parent
    kByRound = 1 << 2,    ///< MassGen's round number says the same
    kByToolCall = 1 << 3, ///< the same tool, called at the same time
    kByLogFiles = 1 << 4, ///< the run's own files say the same
};

/// Why a row was moved below another parent, and how sure that is.
struct RepairNote
{
    std::uint8_t evidence = 0;   ///< RepairEvidence, or-ed
    std::uint8_t confidence = 0; ///< percent
};

/// One record on its way into the store. The views need to live only until `SnapshotBuilder::append` returns.
struct RecordDraft
{
    TraceId trace;
    std::uint64_t spanId = 0;
    std::uint64_t parentSpanId = 0;             ///< as recorded; 0 = none
    RowId repairedParent = kNoRow;              ///< set only when repair found another parent than the recorded one
    RecordKind kind = RecordKind::Span;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;                       ///< kNoTime = open up to the last time known in the run
    std::uint8_t level = level::kInfo;
    std::uint8_t flags = 0;                     ///< RecordFlag, or-ed
    TimeQuality timeQuality = TimeQuality::Exact;
    RunId run = kNoRun;
    std::string_view name;
    std::string_view message;                   ///< empty = same as the name
    std::string_view agent;                     ///< MassGen's agent id; empty = none
    std::string_view service;                   ///< `service_name`
    std::string_view scope;                     ///< `otel_scope_name`
    std::string_view resource;                  ///< `otel_resource_attributes` as compact JSON, or empty
    std::string_view attributes;                ///< compact JSON object, or empty
    std::string_view rest;                      ///< every other Logfire column that is not null, as compact JSON object
    std::uint32_t source = 0;                   ///< index from SnapshotBuilder::addSource
    std::uint32_t file = 0;                     ///< index from SnapshotBuilder::addFile
    std::uint64_t position = 0;                 ///< line (1-based) in the file, or 0 when `pointer` says where
    std::string_view pointer;                   ///< JSON pointer (/events/3) inside the file, or empty
};

} // namespace mgx
