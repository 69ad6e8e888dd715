// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logfire/connection.h"
#include "logfire/links.h"

#include <string>
#include <vector>

namespace mgx {

/// What /v1/read-token-info says about a token.
struct ProjectInfo
{
    std::string organization;
    std::string project;
    std::string plan;
    std::string expiresAt; ///< empty: never

    [[nodiscard]] ProjectPlace place(const LogfireConnection& connection) const { return {connection.baseUrl, organization, project}; }
};

struct RemoteColumn
{
    std::string name;
    std::string type;
    bool isNullable = true;
    std::string description;
};
struct RemoteTable
{
    std::string name;
    std::vector<RemoteColumn> columns; ///< in order of their names
};

// These send a request and wait: not on the GUI's thread.

[[nodiscard]] Result<ProjectInfo> readProjectInfo(const LogfireConnection& connection, HttpClient& client, const CancelToken& cancel);
[[nodiscard]] Result<std::vector<RemoteTable>> readSchemas(const LogfireConnection& connection, HttpClient& client, const CancelToken& cancel);

/// The tables as CREATE TABLE statements: the text that the tool schema_reference answers with.
[[nodiscard]] std::string schemaText(const std::vector<RemoteTable>& tables);

} // namespace mgx
