// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/project_info.h"

#include "logfire/api_error.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mgx {

namespace {

constexpr std::uint64_t kMostBytes = 16 << 20;

std::string textOf(const nlohmann::json& document, const char* key)
{
    const auto found = document.find(key);
    return found != document.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<nlohmann::json> readJson(const LogfireConnection& connection, HttpClient& client, const CancelToken& cancel, const std::string& path)
{
    HttpRequest request = apiRequest(connection, "GET", path);
    request.headers = {{"Accept", "application/json"}};
    request.maxBytes = kMostBytes;
    const HttpClient::Reply reply = client.fetch(std::move(request), cancel);
    if (!reply.outcome.isDone)
        return tl::unexpected(reply.outcome.error);
    if (reply.outcome.head.status != 200) {
        const QueryFailure failure = apiErrorOf(reply.outcome.head, reply.body, {}).failure;
        return mgx::failure(failure.message, {}, failure.hint);
    }
    auto document = nlohmann::json::parse(reply.body, nullptr, false);
    if (!document.is_object())
        return failure("the answer is not what Logfire sends", connection.baseUrl, "check the address of the server");
    return document;
}

RemoteTable tableOf(const nlohmann::json& entry)
{
    RemoteTable table;
    table.name = textOf(entry, "name");
    const auto schema = entry.find("schema");
    if (schema == entry.end() || !schema->is_object())
        return table;
    for (const auto& [name, column] : schema->items()) {
        if (column.is_object())
            table.columns.push_back({name, textOf(column, "data_type"), column.value("nullable", true), textOf(column, "description")});
    }
    std::sort(table.columns.begin(), table.columns.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return table;
}

} // namespace

Result<ProjectInfo> readProjectInfo(const LogfireConnection& connection, HttpClient& client, const CancelToken& cancel)
{
    const Result<nlohmann::json> document = readJson(connection, client, cancel, "/v1/read-token-info");
    if (!document)
        return tl::unexpected(document.error());
    ProjectInfo info;
    info.organization = textOf(*document, "organization_name");
    info.project = textOf(*document, "project_name");
    info.plan = textOf(*document, "organization_subscription_plan");
    info.expiresAt = textOf(*document, "expires_at");
    return info;
}

Result<std::vector<RemoteTable>> readSchemas(const LogfireConnection& connection, HttpClient& client, const CancelToken& cancel)
{
    const Result<nlohmann::json> document = readJson(connection, client, cancel, "/v1/schemas");
    if (!document)
        return tl::unexpected(document.error());
    std::vector<RemoteTable> tables;
    if (const auto list = document->find("tables"); list != document->end() && list->is_array()) {
        for (const auto& entry : *list) {
            if (entry.is_object())
                tables.push_back(tableOf(entry));
        }
    }
    return tables;
}

std::string schemaText(const std::vector<RemoteTable>& tables)
{
    std::string text;
    for (const RemoteTable& table : tables) {
        text += (text.empty() ? "" : "\n\n") + ("CREATE TABLE " + table.name) + " (\n";
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const RemoteColumn& column = table.columns[i];
            text += "    " + column.name + " " + column.type + (column.isNullable ? "" : " NOT NULL");
            text += i + 1 < table.columns.size() ? "," : "";
            text += column.description.empty() ? "\n" : " -- " + column.description + "\n";
        }
        text += ");";
    }
    return text;
}

} // namespace mgx
