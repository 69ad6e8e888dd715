// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session.h"

#include "base/json_text.h"
#include "engine/database_handles.h"
#include "engine/dialect/rewriter.h"
#include "engine/error_text.h"
#include "engine/value_reader.h"

#include <chrono>
#include <utility>

namespace mgx {

namespace {

constexpr std::size_t kMaxResultBytes = std::size_t(1) << 30;

std::string literalOf(const QueryValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        dialect::Output quoted;
        quoted.putText(*text, 0);
        return quoted.text();
    }
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    if (const auto* real = std::get_if<double>(&value)) {
        std::string text;
        appendJsonNumber(text, *real);
        return text.find_first_of(".e") == std::string::npos ? text + "e0" : text;
    }
    return std::get<bool>(value) ? "true" : "false";
}

dialect::Outcome<dialect::Output> rewriteRequest(const QueryRequest& request)
{
    dialect::Parameters parameters;
    for (const auto& [name, value] : request.parameters) {
        std::string lower = name;
        parameters[lower] = literalOf(value);
    }
    return dialect::rewrite(request.sql, parameters);
}

QueryFailure cancelled()
{
    QueryFailure failure;
    failure.kind = QueryFailure::Kind::Cancelled;
    failure.message = "cancelled";
    return failure;
}

/// Rolls back whatever the statement might have done.
class ReadOnlyTransaction
{
public:
    explicit ReadOnlyTransaction(duckdb_connection connection) : m_connection(connection)
    {
        duck::QueryResult result;
        (void)duckdb_query(m_connection, "BEGIN TRANSACTION READ ONLY", &result.raw);
    }
    ~ReadOnlyTransaction()
    {
        duck::QueryResult result;
        (void)duckdb_query(m_connection, "ROLLBACK", &result.raw);
    }
    ReadOnlyTransaction(const ReadOnlyTransaction&) = delete;
    ReadOnlyTransaction& operator=(const ReadOnlyTransaction&) = delete;

private:
    duckdb_connection m_connection;
};

bool isReadOnly(duckdb_statement_type type)
{
    return type == DUCKDB_STATEMENT_TYPE_SELECT || type == DUCKDB_STATEMENT_TYPE_EXPLAIN;
}

} // namespace

/// While it lives, interrupt() reaches DuckDB. Not so before and after: an interrupted ROLLBACK would leave the connection inside the
/// transaction of the cancelled statement, and every later one would fail.
class Session::Interruptible
{
public:
    explicit Interruptible(Session& session) : m_session(session) { set(true); }
    ~Interruptible() { set(false); }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

private:
    void set(bool isInterruptible)
    {
        const std::lock_guard lock(m_session.m_interruptMutex);
        m_session.m_isInterruptible = isInterruptible;
    }
    Session& m_session;
};

tl::expected<std::string, QueryFailure> Session::rewritten(const QueryRequest& request)
{
    const auto output = rewriteRequest(request);
    if (!output)
        return tl::unexpected(failureAt(request.sql, output.error().offset, output.error().message, output.error().hint, output.error().isRefused));
    return output->text();
}

QueryAnswer Session::run(const QueryRequest& request, const CancelToken& cancel)
{
    const auto begin = std::chrono::steady_clock::now();
    const auto output = rewriteRequest(request);
    if (!output)
        return tl::unexpected(failureAt(request.sql, output.error().offset, output.error().message, output.error().hint, output.error().isRefused));
    if (cancel.isCancelled())
        return tl::unexpected(cancelled());
    std::string error;
    if (!setClock(request.now))
        return tl::unexpected(failureAt(request.sql, 0, "the clock cannot be set", {}));
    const ReadOnlyTransaction transaction(m_database.handles().user.get());
    QueryAnswer answer = [&] {
        const Interruptible section(*this);
        return fetch(request, output->text(), cancel, error);
    }();
    if (!error.empty())
        return tl::unexpected(cancel.isCancelled() ? cancelled() : failureOf(error, request.sql, *output));
    if (answer) {
        const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - begin;
        std::const_pointer_cast<ResultTable>(*answer)->setElapsedMs(elapsed.count());
    }
    return answer;
}

QueryAnswer Session::fetch(const QueryRequest& request, const std::string& sql, const CancelToken& cancel, std::string& error)
{
    duckdb_connection connection = m_database.handles().user.get();
    duck::Extracted statements;
    const idx_t count = duckdb_extract_statements(connection, sql.c_str(), statements.out());
    if (count != 1) {
        const char* message = duckdb_extract_statements_error(statements.get());
        error = message ? message : "only one statement is run at a time";
        return {};
    }
    duck::Prepared prepared;
    if (duckdb_prepare_extracted_statement(connection, statements.get(), 0, prepared.out()) == DuckDBError) {
        error = duckdb_prepare_error(prepared.get());
        return {};
    }
    if (!isReadOnly(duckdb_prepared_statement_type(prepared.get())))
        return tl::unexpected(failureAt(request.sql, 0, "only queries can be run", "begin with SELECT", true));
    duck::QueryResult result;
    if (duckdb_execute_prepared_streaming(prepared.get(), &result.raw) == DuckDBError) {
        error = result.error();
        return {};
    }
    const ValueReader reader(result.raw);
    auto table = std::make_shared<ResultTable>(reader.columns());
    ResultPage page;
    bool isFull = false;
    while (!isFull) {
        if (cancel.isCancelled())
            return tl::unexpected(cancelled());
        const duck::Chunk chunk(duckdb_fetch_chunk(result.raw));
        const std::size_t rows = chunk ? duckdb_data_chunk_get_size(chunk.get()) : 0;
        if (rows == 0)
            break;
        const std::size_t kept = std::min(rows, request.rowLimit - table->rowCount() - page.rowCount);
        // Pages are all of one size, chunks need not be.
        for (std::size_t done = 0; done < kept;) {
            const std::size_t part = std::min(kept - done, ResultTable::kPageRows - page.rowCount);
            reader.read(chunk.get(), done, part, page);
            done += part;
            if (page.rowCount == ResultTable::kPageRows)
                table->add(std::exchange(page, {}));
        }
        isFull = kept < rows || table->byteSize() > kMaxResultBytes;
    }
    if (const char* message = isFull ? nullptr : duckdb_result_error(&result.raw); message && *message) {
        error = message;
        return {};
    }
    table->add(std::move(page));
    table->setTruncated(isFull);
    for (const auto& snapshot : m_database.sources().snapshots)
        table->setRevision(std::max(table->revision(), snapshot ? snapshot->revision() : 0));
    return std::shared_ptr<const ResultTable>(std::move(table));
}

void Session::interrupt()
{
    const std::lock_guard lock(m_interruptMutex);
    if (m_isInterruptible)
        duckdb_interrupt(m_database.handles().user.get());
}

/// now() of the connection: a macro stands in front of the built-in while the clock is fixed.
bool Session::setClock(TimeNs now)
{
    if (now == m_now)
        return true;
    const std::string statement = now == kNoTime ? "DROP MACRO IF EXISTS temp.now"
                                                 : "CREATE OR REPLACE TEMP MACRO now() AS TIMESTAMPTZ '" + formatIsoUtc(now) + "'";
    duck::QueryResult result;
    const bool isDone = runStatement(m_database.handles().user.get(), statement, result).has_value();
    m_now = isDone ? now : m_now;
    return isDone;
}

} // namespace mgx
