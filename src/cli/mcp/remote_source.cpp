// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/mcp/remote_source.h"

#include "logfire/links.h"
#include "logfire/project_info.h"
#include "logfire/token.h"

#include <cstdlib>
#include <future>

namespace mgx::cli {

namespace {

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

} // namespace

Result<LogfireConnection> RemoteSource::connectionOfEnvironment()
{
    const Secret token(environment("LOGFIRE_READ_TOKEN"));
    if (token.isEmpty())
        return failure("--logfire needs a read token in LOGFIRE_READ_TOKEN", {}, "`logfire read-tokens create` makes one");
    const Result<std::string> url = baseUrlFor(token, environment("LOGFIRE_BASE_URL"));
    if (!url)
        return tl::unexpected(url.error());
    return LogfireConnection{"environment", "Logfire", *url, token};
}

QueryAnswer RemoteSource::query(const std::string& sql, std::int64_t ageMinutes, const CancelToken& cancel)
{
    RemoteQuery query;
    query.request.sql = sql;
    query.request.rowLimit = 10'000;
    query.range.lastSeconds = ageMinutes * 60;
    std::promise<QueryAnswer> promise;
    std::future<QueryAnswer> future = promise.get_future();
    m_engine.start(std::move(query), cancel, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
    return future.get(); // the client looks at the token itself
}

Result<std::string> RemoteSource::schema(const CancelToken& cancel)
{
    const auto tables = readSchemas(m_engine.connection(), m_client, cancel);
    if (!tables)
        return tl::unexpected(tables.error());
    return schemaText(*tables);
}

Result<std::string> RemoteSource::link(const std::string& traceId, const CancelToken& cancel)
{
    const Result<ProjectInfo> info = readProjectInfo(m_engine.connection(), m_client, cancel);
    if (!info)
        return tl::unexpected(info.error());
    return traceLink(info->place(m_engine.connection()), traceId);
}

} // namespace mgx::cli
