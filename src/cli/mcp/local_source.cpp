// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/mcp/local_source.h"

#include "analysis/derive_rows.h"
#include "cli/run_summary.h"
#include "fusion/context_repair.h"
#include "logfire/project_info.h"
#include "net/url.h"
#include "query/sql_catalog.h"
#include "query/sql_lexer.h"

#include <algorithm>
#include <chrono>
#include <future>

namespace mgx::cli {

namespace {

constexpr TimeNs kLookEveryNs = 3 * kNsPerSecond;
constexpr std::size_t kMostRows = 10'000;

TimeNs clockNow()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

bool isSameRun(const CatalogItem& a, const CatalogItem& b)
{
    return a.path == b.path && a.turn == b.turn && a.attempt == b.attempt;
}

/// Something of it may have changed since it was read.
bool mayHaveChanged(const CatalogItem& known, const CatalogItem& listed)
{
    return known.state == RunState::Running || listed.state != known.state || listed.end != known.end || listed.winner != known.winner;
}

bool isWord(std::string_view token, std::string_view word)
{
    return token.size() == word.size() &&
           std::equal(token.begin(), token.end(), word.begin(), [](char a, char b) { return (a | 32) == b; });
}

} // namespace

std::string withAge(const std::string& sql, std::int64_t ageMinutes)
{
    const std::string since = " > now() - interval '" + std::to_string(ageMinutes) + " minutes')";
    std::string tables;
    for (const char* name : {"records", "records_all"})
        tables += (tables.empty() ? "" : ", ") + std::string(name) + " AS (SELECT * FROM " + name + " WHERE start_timestamp" + since;
    tables += ", metrics AS (SELECT * FROM metrics WHERE recorded_timestamp" + since;
    const SqlTokens tokens = tokenizeSql(sql);
    std::vector<const SqlToken*> code;
    for (const SqlToken& token : tokens) {
        if (token.kind != SqlTokenKind::Comment && code.size() < 2)
            code.push_back(&token);
    }
    if (code.empty() || isWord(code[0]->in(sql), "show") || isWord(code[0]->in(sql), "explain") || isWord(code[0]->in(sql), "describe"))
        return sql; // about tables, not about records
    if (!isWord(code[0]->in(sql), "with"))
        return "WITH " + tables + "\n" + sql;
    const bool isRecursive = code.size() > 1 && isWord(code[1]->in(sql), "recursive");
    const std::size_t at = code[isRecursive ? 1 : 0]->end;
    return sql.substr(0, at) + " " + tables + ", " + sql.substr(at);
}

Result<void> LocalSource::refresh(const CancelToken& cancel)
{
    const TimeNs now = clockNow();
    if (m_lookedAt != kNoTime && now - m_lookedAt < kLookEveryNs)
        return {};
    std::vector<CatalogItem> items;
    Error error{"there is nothing to read", {}, {}};
    for (const std::string& path : m_paths) {
        Result<Catalog> catalog = listCatalog(path, cancel);
        if (catalog)
            items.insert(items.end(), catalog->items.begin(), catalog->items.end());
        else
            error = catalog.error();
    }
    for (const CatalogItem& item : items)
        read(item, cancel);
    std::erase_if(m_runs, [&](const Run& run) {
        const bool isGone = std::none_of(items.begin(), items.end(), [&](const CatalogItem& item) { return isSameRun(item, run.item); });
        if (isGone)
            m_snapshots[run.place] = nullptr;
        return isGone;
    });
    std::stable_sort(m_runs.begin(), m_runs.end(), [](const Run& a, const Run& b) { return a.item.start > b.item.start; });
    if (!m_engine) {
        Result<std::unique_ptr<LocalEngine>> engine = LocalEngine::create({.load = {.derive = deriveRows}});
        if (!engine)
            return tl::unexpected(engine.error());
        m_engine = std::move(*engine);
    }
    m_engine->load(m_snapshots);
    if (m_runs.empty())
        return tl::unexpected(error);
    m_lookedAt = clockNow();
    return {};
}

void LocalSource::read(const CatalogItem& item, const CancelToken& cancel)
{
    const auto known = std::find_if(m_runs.begin(), m_runs.end(), [&](const Run& run) { return isSameRun(run.item, item); });
    if (known != m_runs.end() && !mayHaveChanged(known->item, item))
        return;
    ImportHooks hooks;
    hooks.cancel = cancel;
    const Result<Imported> imported = importRepaired(item, hooks);
    if (!imported)
        return;
    if (known != m_runs.end()) {
        m_snapshots[known->place] = nullptr; // what is read again is another lineage
        m_runs.erase(known);
    }
    m_snapshots.push_back(imported->snapshot);
    m_runs.push_back({item, imported->snapshot, summarize(*imported), m_snapshots.size() - 1});
}

QueryAnswer LocalSource::query(const std::string& sql, std::int64_t ageMinutes, const CancelToken& cancel)
{
    const std::lock_guard lock(m_mutex);
    QueryRequest request;
    request.sql = sql;
    const auto ask = [&](QueryRequest asked) {
        std::promise<QueryAnswer> promise;
        std::future<QueryAnswer> future = promise.get_future();
        m_engine->start(std::move(asked), cancel, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
        while (future.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
            if (cancel.isCancelled())
                m_engine->stop(cancel);
        }
        return future.get();
    };
    if (const Result<void> ready = refresh(cancel); !ready) {
        QueryFailure failure;
        failure.message = ready.error().sentence();
        return tl::unexpected(failure);
    }
    request.rowLimit = kMostRows;
    QueryRequest aged = request;
    aged.sql = withAge(sql, ageMinutes);
    QueryAnswer answer = ask(std::move(aged));
    // The place of a mistake is meant in the text that was asked; the message of the plain statement has it.
    if (!answer && answer.error().kind == QueryFailure::Kind::Error) {
        QueryAnswer plain = ask(request);
        if (!plain)
            return plain;
    }
    return answer;
}

Result<std::string> LocalSource::schema(const CancelToken&)
{
    std::vector<RemoteTable> tables;
    for (const char* name : {"records", "metrics"}) {
        RemoteTable table{name, {}};
        for (const SqlColumn& column : findSqlTable(name)->columns)
            table.columns.push_back({std::string(column.name), column.type == "JSON" ? "TEXT" : std::string(column.type), true, std::string(column.sentence)});
        std::sort(table.columns.begin(), table.columns.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
        tables.push_back(std::move(table));
    }
    return schemaText(tables);
}

Result<std::string> LocalSource::link(const std::string& traceId, const CancelToken& cancel)
{
    const std::lock_guard lock(m_mutex);
    if (const Result<void> ready = refresh(cancel); !ready)
        return tl::unexpected(ready.error());
    for (const Run& run : m_runs) {
        for (RowId row = 0; row < run.snapshot->rowCount(); ++row) {
            if (toHex(run.snapshot->trace(row)) != traceId)
                continue;
            std::string link = "file://";
            for (const char c : run.item.path)
                link += c == '/' ? std::string("/") : percentEncoded(std::string_view(&c, 1));
            return link + "?q=" + percentEncoded("trace_id='" + traceId + "'");
        }
    }
    return failure("none of the runs has the trace " + traceId, {}, "list_runs names them");
}

std::string LocalSource::noteOnAge(std::int64_t ageMinutes)
{
    const std::lock_guard lock(m_mutex);
    TimeNs newest = kNoTime;
    for (const Run& run : m_runs)
        newest = std::max(newest, run.snapshot->maxTime());
    if (newest == kNoTime || clockNow() - newest < ageMinutes * kNsPerMinute)
        return {};
    return "The newest record is of " + formatIsoUtc(newest) + ", which is " + std::to_string((clockNow() - newest) / kNsPerMinute + 1) +
           " minutes ago: ask with a larger age.";
}

Result<nlohmann::ordered_json> LocalSource::runs(const CancelToken& cancel)
{
    const std::lock_guard lock(m_mutex);
    if (const Result<void> ready = refresh(cancel); !ready)
        return tl::unexpected(ready.error());
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Run& run : m_runs) {
        for (const nlohmann::ordered_json& summary : run.summaries) {
            nlohmann::ordered_json line;
            for (const char* key : {"path", "trace_id", "turn", "attempt", "question", "state", "start", "duration_s", "winner"}) {
                if (summary.contains(key))
                    line[key] = summary[key];
            }
            list.push_back(std::move(line));
        }
    }
    return list;
}

Result<nlohmann::ordered_json> LocalSource::summary(const std::string& wanted, const CancelToken& cancel)
{
    const std::lock_guard lock(m_mutex);
    if (const Result<void> ready = refresh(cancel); !ready)
        return tl::unexpected(ready.error());
    for (const Run& run : m_runs) {
        for (const nlohmann::ordered_json& summary : run.summaries) {
            const bool isNamed = run.item.path == wanted || run.item.name == wanted || summary.value("trace_id", "") == wanted;
            if (wanted.empty() || isNamed)
                return summary;
        }
    }
    return failure("there is no run " + wanted, {}, "list_runs names them");
}

} // namespace mgx::cli
