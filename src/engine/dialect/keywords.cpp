// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/keywords.h"

#include <algorithm>
#include <array>

namespace mgx::dialect {

namespace {

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& sorted, std::string_view word)
{
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

constexpr std::array<std::string_view, 15> kClauses = {"except", "fetch", "from", "group", "having", "intersect", "limit", "offset",
                                                       "order", "qualify", "sample", "union", "using", "where", "window"};
constexpr std::array<std::string_view, 32> kGlue = {
    "and", "as", "asc", "between", "by", "collate", "desc", "else", "end", "escape", "filter", "for", "ilike", "in", "is",
    "isnull", "join", "like", "natural", "notnull", "nulls", "on", "or", "over", "placing", "rlike", "select", "similar", "then",
    "when", "with", "within"};
constexpr std::array<std::string_view, 14> kJoins = {"anti", "asof", "cross", "full", "inner", "join", "lateral", "left",
                                                     "natural", "outer", "positional", "right", "semi", "tablesample"};
constexpr std::array<std::string_view, 54> kOthers = {
    "abort", "alter", "analyse", "analyze", "attach", "begin", "call", "checkpoint", "close", "cluster", "comment", "commit",
    "copy", "create", "deallocate", "declare", "delete", "detach", "disable", "discard", "do", "drop", "enable", "end",
    "execute", "export", "force", "grant", "import", "insert", "install", "kill", "listen", "load", "lock", "merge", "notify",
    "pragma", "prepare", "reassign", "refresh", "reindex", "release", "replace", "reset", "revoke", "rollback", "savepoint",
    "set", "start", "truncate", "update", "use", "vacuum"};
constexpr std::array<std::string_view, 6> kQueries = {"from", "select", "summarize", "table", "values", "with"};

static_assert(std::is_sorted(kClauses.begin(), kClauses.end()));
static_assert(std::is_sorted(kGlue.begin(), kGlue.end()));
static_assert(std::is_sorted(kJoins.begin(), kJoins.end()));
static_assert(std::is_sorted(kOthers.begin(), kOthers.end()));
static_assert(std::is_sorted(kQueries.begin(), kQueries.end()));

} // namespace

bool isClauseKeyword(std::string_view word)
{
    return contains(kClauses, word);
}

bool isGlueKeyword(std::string_view word)
{
    return contains(kGlue, word);
}

bool isJoinKeyword(std::string_view word)
{
    return contains(kJoins, word);
}

bool isOtherStatement(std::string_view word)
{
    return contains(kOthers, word) || word == "vacuum" || word == "unlisten" || word == "unlock" || word == "update";
}

bool isQueryStart(std::string_view word)
{
    return contains(kQueries, word) || word == "pivot" || word == "unpivot";
}

} // namespace mgx::dialect
