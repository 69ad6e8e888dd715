// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/guard.h"

#include <algorithm>
#include <array>

namespace mgx::dialect {

namespace {

constexpr std::array<std::string_view, 5> kTableFunctions = {"generate_series", "json_each", "json_tree", "range", "unnest"};

constexpr std::array<std::string_view, 54> kFunctions = {
    "add_parquet_key", "arrow_scan_dumb", "checkpoint", "create_sort_key", "current_connection_id", "current_query", "current_query_id",
    "current_setting", "current_transaction_id", "currval", "disable_logging", "enable_logging", "force_checkpoint",
    "from_substrait", "from_substrait_json", "get_substrait", "getenv", "getvariable", "glob", "icu_calendar_names",
    "in_search_path", "json_deserialize_sql", "json_execute_serialized_sql", "json_serialize_plan", "json_serialize_sql",
    "load_aws_credentials", "lastval", "nextval", "parse_duckdb_log_message", "postgres_attach", "query", "query_table",
    "repeat_row", "set_config", "setseed", "setval", "shell", "sniff_csv", "sql_auto_complete", "sqlite_attach", "stats", "st_read", "summary",
    "sum_no_overflow", "system", "test_all_types", "test_vector_types", "truncate_duckdb_logs", "txid_current", "vector_type",
    "which_secret", "write_blob", "write_log", "write_text"};

constexpr std::array<std::string_view, 9> kPrefixes = {"__internal", "arrow_scan", "duckdb_", "parquet_", "pg_", "pragma_", "read_",
                                                       "sqlite_", "copy_"};
constexpr std::array<std::string_view, 2> kInformation = {"columns", "tables"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

bool hasForbiddenPrefix(std::string_view name)
{
    return std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](std::string_view p) { return name.starts_with(p); });
}

std::string lower(std::string name)
{
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return name;
}

DialectError refused(const Token& token, const std::string& what)
{
    return {true, what + " is not available here", token.begin, "queries read the loaded records only"};
}

std::optional<DialectError> inTable(const Node& node, const Tokens& tokens)
{
    const Token& token = tokens[node.first];
    if (node.text == "function" && !contains(kTableFunctions, lower(node.names[0])))
        return refused(token, "the table function " + node.names[0]);
    if (node.text != "table")
        return {};
    const std::string name = lower(node.names.back());
    if (node.names.size() == 1)
        return hasForbiddenPrefix(name) ? std::optional(refused(token, "the table " + name)) : std::nullopt;
    const std::string schema = lower(node.names[node.names.size() - 2]);
    if (schema == "information_schema" && contains(kInformation, name))
        return {};
    const bool isOwn = schema == "public" || schema == "main";
    if (node.names.size() > 2 && (lower(node.names[0]) != "datafusion" || !isOwn))
        return refused(token, "another catalogue");
    return isOwn && !hasForbiddenPrefix(name) ? std::nullopt : std::optional(refused(token, "the schema " + schema));
}

} // namespace

std::optional<DialectError> findForbidden(const Tree& tree, const Tokens& tokens)
{
    for (const Node& node : tree.nodes) {
        if (node.kind == NodeKind::Call) {
            const std::string name = lower(node.text);
            if (contains(kFunctions, name) || hasForbiddenPrefix(name) || name.ends_with("_scan") || name.ends_with("_scan_dumb"))
                return refused(tokens[node.first], "the function " + name);
        }
        if (node.kind == NodeKind::FromItem) {
            if (auto found = inTable(node, tokens))
                return found;
        }
    }
    return {};
}

} // namespace mgx::dialect
