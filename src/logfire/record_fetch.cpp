// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/record_fetch.h"

#include "query/result_writer.h"
#include "query/sql_catalog.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <future>
#include <optional>

namespace mgx {

namespace {

bool isTraceId(const std::string& text)
{
    return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// Every column by name: * would also give the columns that Logfire makes for itself, which have failed before.
std::string columnList()
{
    std::string list;
    for (const SqlColumn& column : findSqlTable("records")->columns) {
        if (column.name != "project_id")
            list += (list.empty() ? "" : ", ") + std::string(column.name);
    }
    return list;
}

/// What a page ends with; the next one begins behind it.
struct Cursor
{
    std::string start;
    std::string span;
    std::string kind;
};

std::string pageSql(const std::string& traceId, const std::optional<Cursor>& after)
{
    std::string sql = "SELECT " + columnList() + " FROM records_all WHERE trace_id = '" + traceId + "'";
    if (after) {
        const std::string time = "'" + after->start + "'::timestamptz";
        sql += " AND (start_timestamp > " + time + " OR (start_timestamp = " + time + " AND (span_id > '" + after->span +
               "' OR (span_id = '" + after->span + "' AND kind > '" + after->kind + "'))))";
    }
    return sql + " ORDER BY start_timestamp, span_id, kind";
}

std::size_t columnNamed(const ResultTable& table, std::string_view name)
{
    const auto& columns = table.columns();
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const ResultColumn& c) { return c.name == name; });
    return static_cast<std::size_t>(found - columns.begin());
}

std::string cell(const ResultTable& table, std::size_t row, std::string_view name)
{
    const std::size_t column = columnNamed(table, name);
    return column < table.columns().size() ? table.text(row, column) : std::string();
}

QueryAnswer askAndWait(LogfireEngine& engine, RemoteQuery query, const CancelToken& cancel)
{
    std::promise<QueryAnswer> promise;
    engine.start(std::move(query), cancel, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
}

void writeRows(const ResultTable& table, std::ostream& out)
{
    std::string text;
    ResultWriter writer(table, ResultFormat::Ndjson, text);
    writer.begin();
    for (std::size_t row = 0; row < table.rowCount(); ++row)
        writer.row(row);
    writer.end();
    out << text;
}

} // namespace

std::string recentSessionsSql()
{
    return "SELECT span_name, trace_id, duration, start_timestamp, attributes->>'massgen.task' AS question, "
           "attributes->>'massgen.agent_ids' AS agents FROM records WHERE span_name = 'coordination.session' "
           "ORDER BY start_timestamp DESC LIMIT 200";
}

std::vector<RemoteSession> sessionsOf(const ResultTable& table)
{
    std::vector<RemoteSession> sessions;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        RemoteSession session;
        session.traceId = cell(table, row, "trace_id");
        session.question = cell(table, row, "question");
        session.agents = cell(table, row, "agents");
        if (const auto start = parseIsoTime(cell(table, row, "start_timestamp")))
            session.start = start->ns;
        if (const std::size_t column = columnNamed(table, "duration"); column < table.columns().size() && !table.isNull(row, column))
            session.seconds = table.number(row, column);
        // MassGen opens the span twice; the first has no task and ends at once.
        const auto same = std::find_if(sessions.begin(), sessions.end(), [&](const RemoteSession& s) { return s.traceId == session.traceId; });
        if (same == sessions.end())
            sessions.push_back(std::move(session));
        else if (same->question.empty() || session.seconds > same->seconds)
            *same = session.question.empty() ? *same : std::move(session);
    }
    return sessions;
}

Result<std::size_t> fetchTrace(LogfireEngine& engine, const std::string& traceId, const TimeRange& range, const std::string& path,
                               const CancelToken& cancel, const std::function<void(FetchProgress)>& onProgress, std::size_t pageRows)
{
    namespace fs = std::filesystem;
    if (!isTraceId(traceId))
        return failure("a trace id has 32 hexadecimal digits", traceId.substr(0, 64));
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    const std::string part = path + ".part";
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write, error);
    std::size_t records = 0;
    for (std::optional<Cursor> after;;) {
        RemoteQuery query;
        query.request.sql = pageSql(traceId, after);
        query.request.rowLimit = pageRows;
        query.range = range;
        query.isFresh = true;
        query.onProgress = [&](const RemoteProgress& progress) { onProgress({records + progress.rows, progress.waitSeconds}); };
        const QueryAnswer page = askAndWait(engine, std::move(query), cancel);
        if (!page) {
            fs::remove(part, error);
            return failure(page.error().message, {}, page.error().hint);
        }
        const ResultTable& table = **page;
        writeRows(table, out);
        records += table.rowCount();
        onProgress({records, 0});
        if (!table.isTruncated() || table.rowCount() == 0)
            break;
        const std::size_t last = table.rowCount() - 1;
        after = Cursor{cell(table, last, "start_timestamp"), cell(table, last, "span_id"), cell(table, last, "kind")};
    }
    out.close();
    if (records == 0 || !out) {
        fs::remove(part, error);
        return records == 0 ? failure("Logfire has no records of the trace " + traceId + " in this range", {}, "choose a longer range")
                            : failure("cannot be written", path);
    }
    fs::rename(part, path, error);
    if (error)
        return failure("cannot be written: " + error.message(), path);
    return records;
}

} // namespace mgx
