// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/mcp/trace_source.h"
#include "logfire/logfire_engine.h"

namespace mgx::cli {

/// A Logfire project.
class RemoteSource final : public TraceSource
{
public:
    explicit RemoteSource(LogfireConnection connection) : m_engine(std::move(connection), m_client) {}

    /// The project of LOGFIRE_READ_TOKEN, at LOGFIRE_BASE_URL or where the token's region is. A token is never an argument: those are
    /// seen by everybody on the machine.
    [[nodiscard]] static Result<LogfireConnection> connectionOfEnvironment();

    [[nodiscard]] QueryAnswer query(const std::string& sql, std::int64_t ageMinutes, const CancelToken& cancel) override;
    [[nodiscard]] Result<std::string> schema(const CancelToken& cancel) override;
    [[nodiscard]] Result<std::string> link(const std::string& traceId, const CancelToken& cancel) override;
    [[nodiscard]] std::string noteOnAge(std::int64_t) override { return {}; }
    [[nodiscard]] std::int64_t mostMinutes() const override { return 60 * 24 * 30; } ///< what Logfire's own server allows

private:
    HttpClient m_client;
    LogfireEngine m_engine;
};

} // namespace mgx::cli
