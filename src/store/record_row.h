// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

enum class ColumnType : std::uint8_t { Text, Timestamp, Double, Integer, Boolean, TextList, Json };

struct RecordColumn
{
    std::string_view name;
    ColumnType type = ColumnType::Text;
};

/// Logfire's `records` columns in their order, then ours: agent_id, repaired_parent_span_id, source, source_ref, time_quality.
[[nodiscard]] std::span<const RecordColumn> recordColumns();

[[nodiscard]] std::string_view kindWord(RecordKind kind);

/// Gives the rows of a snapshot as those columns. One thread; O(size of the record).
class RecordRow
{
public:
    RecordRow();
    ~RecordRow();

    /// One JSON value per column, "null" where there is none; timestamps as ISO-8601 UTC with microseconds. The views live
    /// until the next call.
    [[nodiscard]] std::span<const std::string_view> read(const TraceSnapshot& snapshot, RowId row);

    /// The row as a JSON object in one line; columns that are null are left out unless `withNulls`.
    void appendJson(const TraceSnapshot& snapshot, RowId row, bool withNulls, std::string& out);
    /// The row as CSV (RFC 4180, no line end): null is nothing, JSON columns are JSON text.
    void appendCsv(const TraceSnapshot& snapshot, RowId row, std::string& out);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mgx
