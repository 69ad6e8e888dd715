// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_sql.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::size_t kMostRows = 200;

} // namespace

std::string sqlText(std::string_view text)
{
    std::string out = "'";
    for (const char c : text) {
        if (c == '\0')
            continue;
        out.append(c == '\'' ? 2 : 1, c);
    }
    return out + "'";
}

std::string sqlOfRun(const RunFacts& facts, std::string_view column)
{
    std::string sql = std::string(column) + " IN (SELECT run_id FROM runs WHERE ";
    sql += facts.trace.isNull() ? "trace_id IS NULL" : "trace_id = " + sqlText(toHex(facts.trace));
    if (facts.turn > 0)
        sql += " AND turn = " + std::to_string(facts.turn);
    if (facts.attempt > 0)
        sql += " AND attempt = " + std::to_string(facts.attempt);
    return sql + ")";
}

std::string sqlOfRows(const TraceSnapshot& snapshot, std::span<const RowId> rows, std::string_view column)
{
    std::string list;
    for (const RowId row : rows.first(std::min(rows.size(), kMostRows))) {
        if (row < snapshot.rowCount())
            list += (list.empty() ? "'" : ", '") + toHex(snapshot.spanId(row)) + "'";
    }
    return list.empty() ? "false" : std::string(column) + " IN (" + list + ")";
}

std::string sqlOfRecords(const TraceSnapshot& snapshot, const RunFacts& facts, std::span<const RowId> rows)
{
    const std::string trace = facts.trace.isNull() ? std::string() : "trace_id = " + sqlText(toHex(facts.trace)) + " AND ";
    return "SELECT start_timestamp, span_name, message, duration, span_id\nFROM records_all\nWHERE " + trace + sqlOfRows(snapshot, rows) + "\nORDER BY start_timestamp";
}

} // namespace mgx
