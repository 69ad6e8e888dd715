// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record_loader.h"

#include "engine/chunk_writer.h"
#include "engine/database_handles.h"
#include "engine/facts_loader.h"
#include "engine/rest_fields.h"
#include "engine/task_helper.h"
#include "store/record_row.h"

#include <array>
#include <charconv>
#include <optional>
#include <simdjson.h>
#include <thread>
#include <unordered_map>

namespace mgx {

namespace {

constexpr RowId kManyRows = 50'000; ///< two threads write more than that

/// Columns of m.records, in the order of resources/sql/base.sql.
enum Column : std::size_t {
    kId, kStart, kEnd, kDuration, kCreatedAt, kTraceId, kSpanId, kParentSpanId, kKind, kLevel, kSpanName, kMessage, kIsException_,
    kExceptionType, kExceptionMessage, kTags, kStatusCode, kStatusMessage, kScopeName, kScopeVersion, kServiceName,
    kServiceNamespace, kServiceVersion, kServiceInstance, kProcessPid, kDeployment, kSdkName, kSdkLanguage, kSdkVersion,
    kHttpStatus, kHttpMethod, kHttpRoute, kUrlFull, kUrlPath, kUrlQuery, kAgentId, kRunId, kRepairedParent
};

/// Columns that a record keeps in `rest`.
const std::unordered_map<std::string_view, Column>& restColumns()
{
    static const std::unordered_map<std::string_view, Column> columns = {
        {"duration", kDuration}, {"created_at", kCreatedAt}, {"trace_id", kTraceId}, {"span_id", kSpanId},
        {"parent_span_id", kParentSpanId}, {"exception_type", kExceptionType}, {"exception_message", kExceptionMessage},
        {"tags", kTags}, {"otel_status_code", kStatusCode}, {"otel_status_message", kStatusMessage},
        {"otel_scope_version", kScopeVersion}, {"service_namespace", kServiceNamespace}, {"service_version", kServiceVersion},
        {"service_instance_id", kServiceInstance}, {"process_pid", kProcessPid}, {"deployment_environment", kDeployment},
        {"telemetry_sdk_name", kSdkName}, {"telemetry_sdk_language", kSdkLanguage}, {"telemetry_sdk_version", kSdkVersion},
        {"http_response_status_code", kHttpStatus}, {"http_method", kHttpMethod}, {"http_route", kHttpRoute},
        {"url_full", kUrlFull}, {"url_path", kUrlPath}, {"url_query", kUrlQuery},
    };
    return columns;
}

class RowWriter final : public RestReader::Visitor
{
public:
    explicit RowWriter(ChunkWriter& out) : m_out(out) {}

    void write(const TraceSnapshot& s, std::size_t source, RowId row)
    {
        m_hasTags = false;
        m_out.integer(kId, RecordSources::id(source, row));
        m_out.time(kStart, s.start(row));
        m_out.time(kEnd, s.end(row));
        if (s.kind(row) == RecordKind::Span && !s.isOpen(row))
            m_out.real(kDuration, secondsFromNs(s.duration(row)));
        writeIds(s, row);
        m_out.text(kKind, kindWord(s.kind(row)));
        m_out.integer(kLevel, s.level(row));
        m_out.text(kSpanName, s.name(row));
        if (s.message(row) != s.name(row))
            m_out.text(kMessage, s.message(row));
        m_out.boolean(kIsException_, s.hasFlag(row, kIsException));
        m_out.optionalText(kScopeName, s.scope(row));
        m_out.text(kServiceName, s.service(row).empty() ? "unknown_service" : s.service(row));
        m_out.optionalText(kAgentId, s.agent(row));
        if (s.run(row) != kNoRun)
            m_out.integer(kRunId, RecordSources::runId(source, s.run(row)));
        m_rest.read(s.rest(row), *this);
        if (!m_hasTags)
            m_out.list(kTags, {});
        m_out.endRow();
    }

    void field(std::string_view name, std::string_view value, bool isText) override
    {
        const auto found = restColumns().find(name);
        if (found == restColumns().end())
            return;
        switch (found->second) {
        case kTags: writeTags(value, isText); return;
        case kCreatedAt:
            if (const auto time = parseIsoTime(value))
                m_out.time(kCreatedAt, time->ns);
            return;
        case kDuration: {
            double seconds = 0;
            if (std::from_chars(value.data(), value.data() + value.size(), seconds).ec == std::errc())
                m_out.real(kDuration, seconds);
            return;
        }
        case kProcessPid:
        case kHttpStatus: {
            std::int64_t number = 0;
            if (std::from_chars(value.data(), value.data() + value.size(), number).ec == std::errc())
                m_out.integer(found->second, number);
            return;
        }
        default: m_out.text(found->second, value); return;
        }
    }

private:
    void writeIds(const TraceSnapshot& s, RowId row)
    {
        // Neighbours mostly share their trace.
        if (const TraceId trace = s.trace(row); m_traceText.empty() || !(trace == m_trace)) {
            m_trace = trace;
            m_traceText = toHex(trace);
        }
        m_out.text(kTraceId, m_traceText);
        m_out.text(kSpanId, hex(s.spanId(row)));
        if (s.parentSpanId(row) != 0)
            m_out.text(kParentSpanId, hex(s.parentSpanId(row)));
        if (s.parent(row) != s.recordedParent(row) && s.parent(row) != kNoRow)
            m_out.text(kRepairedParent, hex(s.spanId(s.parent(row))));
    }

    std::string_view hex(std::uint64_t id)
    {
        for (std::size_t i = 16; i-- > 0; id >>= 4)
            m_hex[i] = "0123456789abcdef"[id & 15];
        return {m_hex.data(), m_hex.size()};
    }

    void writeTags(std::string_view value, bool isText)
    {
        simdjson::dom::array array;
        if (isText || m_parser.parse(value.data(), value.size()).get(array))
            return;
        std::vector<std::string_view> tags;
        for (const simdjson::dom::element element : array) {
            std::string_view tag;
            if (!element.get(tag))
                tags.push_back(tag);
        }
        m_out.list(kTags, tags);
        m_hasTags = true;
    }

    ChunkWriter& m_out;
    RestReader m_rest;
    simdjson::dom::parser m_parser;
    TraceId m_trace;
    std::string m_traceText;
    std::array<char, 16> m_hex{};
    bool m_hasTags = false;
};

/// Texts of a lineage never move, so a row that did not change has the same addresses in both.
bool isSameRow(const TraceSnapshot& a, const TraceSnapshot& b, RowId row)
{
    return a.start(row) == b.start(row) && a.end(row) == b.end(row) && a.kind(row) == b.kind(row) && a.level(row) == b.level(row) &&
           a.isOpen(row) == b.isOpen(row) && a.hasFlag(row, kIsException) == b.hasFlag(row, kIsException) &&
           a.name(row).data() == b.name(row).data() && a.message(row).data() == b.message(row).data() &&
           a.agent(row).data() == b.agent(row).data() && a.rest(row).data() == b.rest(row).data() && a.parent(row) == b.parent(row) &&
           a.run(row) == b.run(row) && a.parentSpanId(row) == b.parentSpanId(row);
}

std::vector<RowId> changedRows(const TraceSnapshot& before, const TraceSnapshot& after)
{
    std::vector<RowId> rows;
    for (RowId row = 0; row < std::min(before.rowCount(), after.rowCount()); ++row) {
        if (!isSameRow(before, after, row))
            rows.push_back(row);
    }
    return rows;
}

/// Drops rows by id; many at once through one list.
Result<void> dropRows(Database& database, std::size_t source, const std::vector<RowId>& rows)
{
    constexpr std::size_t kAtOnce = 50'000;
    for (std::size_t first = 0; first < rows.size(); first += kAtOnce) {
        std::string list;
        for (std::size_t i = first; i < std::min(rows.size(), first + kAtOnce); ++i)
            list += (list.empty() ? "" : ",") + std::to_string(RecordSources::id(source, rows[i]));
        if (Result<void> done = database.execute("DELETE FROM m.records WHERE id IN (SELECT unnest([" + list + "]))"); !done)
            return done;
    }
    return {};
}

/// New rows of a source.
struct NewRows
{
    std::size_t source = 0;
    RowId first = 0;
    RowId end = 0;
};

Result<void> writeRows(RowWriter& writer, const SnapshotList& snapshots, const std::vector<NewRows>& parts, const CancelToken& cancel)
{
    for (const NewRows& part : parts) {
        for (RowId row = part.first; row < part.end; ++row) {
            if ((row & 0xFFF) == 0 && cancel.isCancelled())
                return failure("cancelled", "local engine");
            writer.write(*snapshots[part.source], part.source, row);
        }
    }
    return {};
}

/// Writes a half of a large load on a thread, with a connection and in a transaction of its own.
class SecondWriter
{
public:
    SecondWriter(Database& database, const SnapshotList& snapshots, std::vector<NewRows> parts, const CancelToken& cancel)
    {
        if (duckdb_connect(database.handles().database.get(), m_connection.out()) == DuckDBError) {
            m_done = failure("no connection", "local engine");
            return;
        }
        m_thread = std::thread([this, &snapshots, parts = std::move(parts), &cancel] {
            m_done = execute("BEGIN TRANSACTION");
            if (!m_done)
                return;
            ChunkWriter chunks(m_connection.get(), "records");
            RowWriter rows(chunks);
            m_done = writeRows(rows, snapshots, parts, cancel);
            if (Result<void> finished = chunks.finish(); m_done)
                m_done = finished;
        });
    }
    ~SecondWriter() { (void)wait(); } // what is not committed goes with the connection
    SecondWriter(const SecondWriter&) = delete;
    SecondWriter& operator=(const SecondWriter&) = delete;

    [[nodiscard]] Result<void> wait()
    {
        if (m_thread.joinable())
            m_thread.join();
        return m_done;
    }
    [[nodiscard]] Result<void> commit() { return execute("COMMIT"); }

private:
    Result<void> execute(const char* statement)
    {
        duck::QueryResult result;
        return runStatement(m_connection.get(), statement, result);
    }

    duck::Connection m_connection;
    Result<void> m_done;
    std::thread m_thread;
};

/// Takes out what is gone or has changed; which rows are to be written again.
Result<std::vector<std::vector<RowId>>> dropStaleRows(Database& database, const SnapshotList& snapshots)
{
    const SnapshotList& loaded = database.sources().snapshots;
    std::vector<std::vector<RowId>> changed(snapshots.size());
    for (std::size_t i = 0; i < std::max(snapshots.size(), loaded.size()); ++i) {
        const TraceSnapshot* before = i < loaded.size() ? loaded[i].get() : nullptr;
        const TraceSnapshot* after = i < snapshots.size() ? snapshots[i].get() : nullptr;
        if (before && after && before != after)
            changed[i] = changedRows(*before, *after);
        Result<void> done;
        if (before && !after)
            done = database.execute("DELETE FROM m.records WHERE (id >> 32) = " + std::to_string(i));
        else if (before && after)
            done = dropRows(database, i, changed[i]);
        if (!done)
            return tl::unexpected(done.error());
    }
    return changed;
}

/// The second half of a large load may still be written when this returns.
Result<void> loadRecords(Database& database, const SnapshotList& snapshots, const CancelToken& cancel, std::optional<SecondWriter>& second)
{
    const auto changed = dropStaleRows(database, snapshots);
    if (!changed)
        return tl::unexpected(changed.error());
    const SnapshotList& loaded = database.sources().snapshots;
    std::vector<NewRows> here;
    std::vector<NewRows> there;
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
        if (!snapshots[i])
            continue;
        const RowId first = i < loaded.size() && loaded[i] ? loaded[i]->rowCount() : 0;
        const RowId end = snapshots[i]->rowCount();
        const RowId middle = end - first > kManyRows ? first + (end - first) / 2 : end;
        here.push_back({i, first, middle});
        if (middle < end)
            there.push_back({i, middle, end});
    }
    if (!there.empty())
        second.emplace(database, snapshots, std::move(there), cancel);
    ChunkWriter chunks(database.handles().loader.get(), "records");
    RowWriter rows(chunks);
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
        for (const RowId row : (*changed)[i])
            rows.write(*snapshots[i], i, row);
    }
    Result<void> done = writeRows(rows, snapshots, here, cancel);
    if (Result<void> finished = chunks.finish(); done)
        done = finished;
    return done;
}

/// Both halves or none: what the second one has committed already is taken out again if the first one cannot be.
Result<void> commit(Database& database, std::optional<SecondWriter>& second, const SnapshotList& snapshots)
{
    if (!second)
        return database.execute("COMMIT");
    if (Result<void> done = second->wait(); !done)
        return done;
    if (Result<void> done = second->commit(); !done)
        return done;
    // Where nobody else reads or writes, a commit compresses.
    const TaskHelper helper(database.handles().database.get());
    Result<void> done = database.execute("COMMIT");
    if (done)
        return done;
    (void)database.execute("ROLLBACK");
    for (std::size_t i = 0; i < snapshots.size(); ++i)
        (void)database.execute("DELETE FROM m.records WHERE (id >> 32) = " + std::to_string(i));
    database.sources().snapshots.clear();
    return done;
}

} // namespace

Result<void> loadSnapshots(Database& database, const SnapshotList& snapshots, const CancelToken& cancel, const LoadOptions& options)
{
    if (Result<void> begun = database.execute("BEGIN TRANSACTION"); !begun)
        return begun;
    std::optional<SecondWriter> second;
    Result<void> done;
    if (options.hasRecords)
        done = loadRecords(database, snapshots, cancel, second);
    if (done)
        done = loadFacts(database, snapshots, options.derive);
    if (done)
        done = commit(database, second, snapshots);
    if (!done) {
        (void)database.execute("ROLLBACK");
        return done;
    }
    database.sources().snapshots = snapshots;
    return {};
}

} // namespace mgx
