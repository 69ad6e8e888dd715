// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/error_hints.h"

#include <algorithm>
#include <cctype>

namespace mgx {

namespace {

bool has(const std::string& message, const char* part)
{
    return message.find(part) != std::string::npos;
}

/// Names of the application's own that nobody should be sent to.
bool isInternal(const std::string& name)
{
    return name.starts_with("pg_") || name.starts_with("duckdb_") || name.starts_with("sqlite_") || name.starts_with("lf_") ||
           name.starts_with("mgx_") || name.starts_with("pragma_") || name.starts_with("m.");
}

std::string firstCandidate(const std::string& candidates)
{
    const std::string first = candidates.substr(0, candidates.find_first_of(",\n"));
    return isInternal(first) ? std::string() : first;
}

bool looksLikeKey(const std::string& name)
{
    return name.find('.') != std::string::npos || name.starts_with("massgen") || name.starts_with("gen_ai");
}

std::string forColumn(const std::string& name, const std::string& candidates)
{
    if (looksLikeKey(name))
        return "keys of attributes are read with attributes->>'" + name + "'";
    const bool isOrdinary = std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
    std::string hint;
    if (const std::string candidate = firstCandidate(candidates); !candidate.empty())
        hint = "did you mean " + candidate + "? ";
    if (!isOrdinary)
        return "a text stands in single quotes: '" + name + "'";
    return hint + "a text stands in single quotes: '" + name + "'; a key of attributes is read with attributes->>'" + name + "'";
}

} // namespace

std::string hintFor(const std::string& message, const std::string& subtype, const std::string& name, const std::string& candidates)
{
    if (subtype == "COLUMN_NOT_FOUND" || (has(message, "Referenced column") && has(message, "not found")))
        return forColumn(name, candidates);
    if (has(message, "Referenced table") && has(message, "not found"))
        return "a key of attributes with points in it is read with attributes->>'a.b'";
    if (has(message, "Table with name"))
        return firstCandidate(candidates).empty() ? "SHOW TABLES lists the tables" : "did you mean " + firstCandidate(candidates) + "?";
    if (has(message, "must appear in the GROUP BY clause"))
        return "add it to GROUP BY, or use max(" + name + ")";
    if (has(message, "No function matches") && (has(message, "sum(VARCHAR)") || has(message, "avg(VARCHAR)") || has(message, "sum(JSON)") || has(message, "avg(JSON)")))
        return "a value of attributes is text: cast it, for example (attributes->'key')::float";
    if (has(message, "Cannot compare") || has(message, "Cannot mix values") || has(message, "Could not choose a best candidate") || has(message, "No function matches"))
        return "the types differ: cast one side, for example (attributes->>'key')::float";
    if (has(message, "with name") && has(message, "does not exist"))
        return firstCandidate(candidates).empty() ? "" : "did you mean " + firstCandidate(candidates) + "?";
    if (has(message, "Could not convert string"))
        return "not every value can be converted: TRY_CAST(x AS type) gives NULL for those";
    if (has(message, "expected a JSON text"))
        return "the arrows read JSON: attributes->>'key'";
    if (has(message, "Out of Memory") || has(message, "could not allocate"))
        return "the query needs more memory than it may have: filter more, or add LIMIT";
    if (has(message, "syntax error at end of input"))
        return "the statement ends too early";
    return {};
}

} // namespace mgx
