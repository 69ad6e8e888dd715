// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/logfire_server.h"

#include "ingest/records.h"
#include "query/sql_catalog.h"
#include "query/sql_lexer.h"

#include <algorithm>
#include <future>
#include <nlohmann/json.hpp>
#include <set>

namespace mgx::testing {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kUsualLimit = 100;
constexpr std::size_t kMostRows = 10'000;
const Responder::Headers kJson = {{"Content-Type", "application/json"}};
const Responder::Headers kText = {{"Content-Type", "text/plain"}};

std::string detail(const std::string& text)
{
    return Json{{"detail", text}}.dump();
}

std::string invalid(const char* field, const char* message)
{
    return Json{{"detail", Json::array({Json{{"type", "value_error"}, {"loc", {"body", field}}, {"msg", message}}})}}.dump();
}

/// Whether the token may read; if not, the answer has been sent.
bool isAllowed(const ServedRequest& request, Responder& responder)
{
    std::string token = request.header("authorization");
    if (token.starts_with("Bearer "))
        token = token.substr(7);
    if (token == LogfireServer::kReadToken)
        return true;
    if (token == LogfireServer::kBlockedToken)
        responder.send(402, detail("Token has been blocked due usage limit"), kJson);
    else if (token == LogfireServer::kScopelessToken)
        responder.send(403, detail("Missing scope project:read"), kJson);
    else
        responder.send(401, detail(token == LogfireServer::kWriteToken ? "Invalid token: not a read token" : "Invalid token"), kJson);
    return false;
}

/// The table that only our own engine has and that the statement reads from; empty if there is none.
std::string foreignTable(const std::string& sql)
{
    static const std::set<std::string_view> remote = {"records", "records_all", "records_full", "metrics"};
    const SqlTokens tokens = tokenizeSql(sql);
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        std::string before(tokens[i - 1].in(sql));
        std::transform(before.begin(), before.end(), before.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        const SqlTable* table = before == "from" || before == "join" ? findSqlTable(tokens[i].in(sql)) : nullptr;
        if (table && remote.count(table->name) == 0)
            return std::string(table->name);
    }
    return {};
}

/// A moment with an offset; kNoTime if it is none.
TimeNs momentOf(const Json& body, const char* key)
{
    if (!body.contains(key) || !body[key].is_string())
        return kNoTime;
    const auto time = parseIsoTime(body[key].get<std::string>());
    return time && time->hasOffset ? time->ns : kNoTime;
}

std::shared_ptr<const TraceSnapshot> snapshotOf(const std::string& ndjson, TimeNs from, TimeNs to)
{
    SnapshotBuilder builder;
    ImportReport report;
    ImportContext context{builder, report, {}};
    const auto importer = recordsFormat().create(context, "logfire", builder.addSource(SourceKind::Logfire, "logfire"), FileHead({}));
    for (std::size_t at = 0; at < ndjson.size();) {
        const std::size_t end = std::min(ndjson.find('\n', at), ndjson.size());
        const std::string_view line = std::string_view(ndjson).substr(at, end - at);
        const auto record = nlohmann::json::parse(line, nullptr, false);
        const std::string start = record.is_object() ? record.value("start_timestamp", "") : "";
        const auto time = parseIsoTime(start);
        if (time && time->ns > from && (to == kNoTime || time->ns < to))
            (void)importer->consume(std::string(line) + "\n");
        at = end + 1;
    }
    return importer->finish() ? builder.publish() : nullptr;
}

std::string schemas()
{
    Json tables = Json::array();
    for (const char* name : {"records", "metrics"}) {
        Json schema = Json::object();
        for (const SqlColumn& column : findSqlTable(name)->columns) {
            const std::string type = column.type == "JSON" ? "TEXT" : std::string(column.type);
            const bool isNullable = column.name != "trace_id" && column.name != "span_id" && column.name != "start_timestamp";
            schema[std::string(column.name)] = {{"data_type", type}, {"nullable", isNullable}, {"description", ""}};
        }
        tables.push_back({{"name", name}, {"description", ""}, {"schema", schema}});
    }
    return Json{{"tables", tables}}.dump();
}

} // namespace

LogfireServer::LogfireServer(std::string ndjson, TimeNs now, int port) : m_ndjson(std::move(ndjson)), m_now(now)
{
    auto engine = LocalEngine::create({});
    m_engine = std::move(*engine);
    m_http = std::make_unique<HttpServer>([this](const ServedRequest& request, Responder& responder) { handle(request, responder); }, port);
}

LogfireServer::~LogfireServer() = default;

void LogfireServer::script(Scripted answer)
{
    const std::lock_guard lock(m_mutex);
    m_scripts.push_back(std::move(answer));
}

void LogfireServer::setPace(std::size_t rowsAPiece, int pauseMs)
{
    const std::lock_guard lock(m_mutex);
    m_rowsAPiece = rowsAPiece;
    m_pauseMs = pauseMs;
}

bool LogfireServer::takeScript(Scripted& script)
{
    const std::lock_guard lock(m_mutex);
    if (m_scripts.empty())
        return false;
    script = std::move(m_scripts.front());
    m_scripts.pop_front();
    return true;
}

void LogfireServer::handle(const ServedRequest& request, Responder& responder)
{
    if (!isAllowed(request, responder))
        return;
    if (request.path == "/v2/query" && request.method == "POST")
        query(request, responder);
    else if (request.path == "/v1/schemas")
        responder.send(200, schemas(), kJson);
    else if (request.path == "/v1/read-token-info")
        responder.send(200, R"({"token_id":"t","organization_id":"o","project_id":"p","organization_subscription_plan":"personal",)"
                            R"("organization_name":"acme","project_name":"agents","expires_at":"2030-01-01T00:00:00Z"})", kJson);
    else
        responder.send(404, detail("Not Found"), kJson);
}

void LogfireServer::query(const ServedRequest& request, Responder& responder)
{
    Scripted script;
    const bool isScripted = takeScript(script);
    if (isScripted && script.status != 200) {
        responder.send(script.status, script.body, script.headers);
        return;
    }
    const Json body = Json::parse(request.body, nullptr, false);
    if (!body.is_object() || !body.contains("sql") || !body["sql"].is_string()) {
        responder.send(422, invalid("sql", "Field required"), kJson);
        return;
    }
    const TimeNs from = momentOf(body, "min_timestamp");
    if (from == kNoTime) {
        responder.send(422, invalid("min_timestamp", body.contains("min_timestamp") ? "Input should have timezone info" : "Field required"), kJson);
        return;
    }
    const Json limit = body.contains("limit") ? body["limit"] : Json(kUsualLimit);
    if (!limit.is_number_unsigned() || limit.get<std::size_t>() < 1 || limit.get<std::size_t>() > kMostRows) {
        responder.send(422, invalid("limit", "Input should be less than or equal to 10000"), kJson);
        return;
    }
    const QueryAnswer answered = answer(body["sql"].get<std::string>(), from, momentOf(body, "max_timestamp"), limit.get<std::size_t>());
    const std::string accept = request.header("accept");
    const AnswerFormat format = accept == "text/csv"         ? AnswerFormat::Csv
                                : accept == "application/x-ndjson" ? AnswerFormat::Ndjson
                                                             : AnswerFormat::Json;
    if (!answered)
        responder.send(400, answered.error().message, kText); // v2 sends plain text
    else
        stream(**answered, format, isScripted ? &script : nullptr, responder);
}

void LogfireServer::stream(const ResultTable& table, AnswerFormat format, const Scripted* script, Responder& responder)
{
    std::size_t rowsAPiece = 0;
    int pauseMs = 0;
    {
        const std::lock_guard lock(m_mutex);
        rowsAPiece = m_rowsAPiece;
        pauseMs = m_pauseMs;
    }
    responder.begin(200, {{"X-Logfire-Context", "acme/agents"}}); // the real one sets no Content-Type either
    int pieces = 0;
    bool hasFailed = false;
    writeAnswer(table, format, rowsAPiece, [&](std::string_view piece) {
        if (pauseMs > 0 && pieces > 0 && !responder.pause(pauseMs))
            return false;
        if (hasFailed)
            return false;
        responder.write(piece);
        if (++pieces == 2 && script)
            hasFailed = true;
        return !responder.isCut() && !hasFailed;
    });
    if (script && !script->errorAfterRows.empty())
        responder.write(Json{{"type", "error"}, {"message", script->errorAfterRows}}.dump() + "\n");
    if (!script || !script->breaksOff)
        responder.end();
}

QueryAnswer LogfireServer::answer(const std::string& sql, TimeNs from, TimeNs to, std::size_t limit)
{
    const std::lock_guard lock(m_mutex);
    if (const std::string table = foreignTable(sql); !table.empty()) {
        QueryFailure failure;
        failure.message = "Error during planning: table 'datafusion.public." + table + "' not found";
        return tl::unexpected(failure);
    }
    if (std::exchange(m_loaded, std::pair(from, to)) != std::pair(from, to)) {
        std::fill(m_snapshots.begin(), m_snapshots.end(), nullptr); // another lineage: a place of its own
        m_snapshots.push_back(snapshotOf(m_ndjson, from, to));
        m_engine->load(m_snapshots);
    }
    QueryRequest request;
    request.sql = sql;
    request.rowLimit = limit;
    request.now = m_now;
    std::promise<QueryAnswer> promise;
    m_engine->start(std::move(request), {}, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
}

} // namespace mgx::testing
