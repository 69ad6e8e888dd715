// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/following_keywords.h"

#include "query/sql_words.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kAfterSelect[] = {"FROM", "AS", "OVER (", "FILTER (WHERE ", "AND", "OR", "IS NULL", "IS NOT NULL", "IN (", "NOT IN (",
                                             "LIKE", "ILIKE", "BETWEEN", "WHERE", "GROUP BY", "ORDER BY", "LIMIT",
                                             "WITHIN GROUP (ORDER BY ", "AT TIME ZONE", "UNION ALL", "UNION", "EXCEPT", "INTERSECT"};
constexpr std::string_view kAfterSource[] = {"WHERE", "JOIN", "LEFT JOIN", "GROUP BY", "ORDER BY", "LIMIT", "AS", "ON", "USING (",
                                             "INNER JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN", "NATURAL JOIN", "HAVING",
                                             "WINDOW", "OFFSET", "UNION ALL", "UNION", "EXCEPT", "INTERSECT"};
constexpr std::string_view kAfterOn[] = {"AND", "OR", "WHERE", "JOIN", "LEFT JOIN", "GROUP BY", "ORDER BY", "LIMIT", "IS NULL",
                                         "IS NOT NULL", "IN (", "LIKE", "BETWEEN", "INNER JOIN", "RIGHT JOIN", "FULL JOIN",
                                         "CROSS JOIN", "HAVING", "UNION ALL", "UNION", "EXCEPT", "INTERSECT"};
constexpr std::string_view kAfterWhere[] = {"AND", "OR", "IS NULL", "IS NOT NULL", "IN (", "NOT IN (", "LIKE", "NOT LIKE", "ILIKE",
                                            "NOT ILIKE", "BETWEEN", "SIMILAR TO", "AT TIME ZONE", "IS DISTINCT FROM", "IS TRUE", "IS FALSE",
                                            "GROUP BY", "ORDER BY", "LIMIT", "HAVING", "WINDOW", "OFFSET", "UNION ALL", "UNION",
                                            "EXCEPT", "INTERSECT"};
constexpr std::size_t kConditionWords = 16;
constexpr std::string_view kAfterGroup[] = {"HAVING", "ORDER BY", "LIMIT", "WINDOW", "OFFSET", "UNION ALL", "UNION", "EXCEPT", "INTERSECT"};
constexpr std::string_view kAfterHaving[] = {"AND", "OR", "ORDER BY", "LIMIT", "IS NULL", "IS NOT NULL", "IN (", "BETWEEN", "LIKE",
                                             "WINDOW", "OFFSET", "UNION ALL", "UNION", "EXCEPT", "INTERSECT"};
constexpr std::string_view kAfterOrder[] = {"DESC", "ASC", "LIMIT", "NULLS LAST", "NULLS FIRST", "OFFSET", "ROWS BETWEEN", "RANGE BETWEEN"};
constexpr std::string_view kAfterLimit[] = {"OFFSET", "LIMIT"};
constexpr std::string_view kInWindow[] = {"PARTITION BY", "ORDER BY", "ROWS BETWEEN", "RANGE BETWEEN", "GROUPS BETWEEN", "DESC", "ASC",
                                          "NULLS LAST", "NULLS FIRST", "PRECEDING", "FOLLOWING", "AND"};
constexpr std::string_view kInWith[] = {"AS (", "SELECT", "AS MATERIALIZED ("};
constexpr std::string_view kInCase[] = {"WHEN", "THEN", "ELSE", "END", "AND", "OR", "IS NULL", "IS NOT NULL", "IN (", "LIKE", "BETWEEN"};
constexpr std::string_view kInArgument[] = {"AS", "FROM", "ORDER BY", "AND", "OR", "IS NULL", "IS NOT NULL", "IN (", "LIKE", "ILIKE",
                                            "BETWEEN", "DESC", "ASC", "AT TIME ZONE"};
constexpr std::string_view kExpression[] = {"DISTINCT", "ALL", "CASE", "NOT", "EXISTS (", "CAST(", "TRY_CAST(", "EXTRACT(", "INTERVAL '",
                                            "NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE", "ARRAY["};
constexpr std::size_t kOnlyBehindSelect = 2;
constexpr std::string_view kStatement[] = {"SELECT", "WITH", "EXPLAIN", "DESCRIBE", "SHOW TABLES", "SHOW COLUMNS FROM"};
constexpr std::string_view kUnits[] = {"second", "minute", "hour", "day", "week", "month", "quarter", "year", "millisecond", "microsecond"};
constexpr std::string_view kIntervals[] = {"1 second", "1 minute", "5 minutes", "15 minutes", "30 minutes", "1 hour", "6 hours",
                                           "1 day", "7 days", "1 month", "1 year"};
constexpr std::string_view kTypes[] = {"text", "int", "bigint", "float", "double", "boolean", "timestamp", "timestamptz", "date",
                                       "interval", "json", "smallint", "decimal"};

constexpr std::string_view kBy[] = {"BY"};
constexpr std::string_view kIs[] = {"NULL", "NOT NULL", "TRUE", "FALSE", "NOT TRUE", "NOT FALSE", "DISTINCT FROM", "NOT DISTINCT FROM"};
constexpr std::string_view kNulls[] = {"LAST", "FIRST"};
constexpr std::string_view kJoin[] = {"JOIN"};
constexpr std::string_view kOuter[] = {"JOIN", "OUTER JOIN"};
constexpr std::string_view kSet[] = {"ALL", "SELECT"};
constexpr std::string_view kExplain[] = {"SELECT", "WITH", "ANALYZE"};
constexpr std::string_view kAt[] = {"TIME ZONE '"};
constexpr std::string_view kTime[] = {"ZONE '"};
constexpr std::string_view kRows[] = {"BETWEEN", "UNBOUNDED PRECEDING", "CURRENT ROW"};
constexpr std::string_view kRow[] = {"ROW"};
constexpr std::string_view kUnbounded[] = {"PRECEDING", "FOLLOWING"};
constexpr std::string_view kShow[] = {"TABLES", "COLUMNS FROM"};
constexpr std::string_view kOpen[] = {"("};
constexpr std::string_view kWithin[] = {"GROUP (ORDER BY "};
constexpr std::string_view kSimilar[] = {"TO"};

struct Behind
{
    std::string_view keyword;
    Words words;
};

constexpr std::array<Behind, 27> kBehind = {{
    {"GROUP", kBy},        {"ORDER", kBy},      {"PARTITION", kBy},  {"IS", kIs},         {"NULLS", kNulls},     {"LEFT", kOuter},
    {"RIGHT", kOuter},     {"FULL", kOuter},    {"INNER", kJoin},    {"OUTER", kJoin},    {"CROSS", kJoin},      {"NATURAL", kOuter},
    {"UNION", kSet},       {"EXCEPT", kSet},    {"INTERSECT", kSet}, {"EXPLAIN", kExplain}, {"AT", kAt},         {"TIME", kTime},
    {"ROWS", kRows},       {"RANGE", kRows},    {"GROUPS", kRows},   {"CURRENT", kRow},   {"UNBOUNDED", kUnbounded}, {"SHOW", kShow},
    {"OVER", kOpen},       {"WITHIN", kWithin}, {"SIMILAR", kSimilar},
}};

} // namespace

Words keywordsBehind(std::string_view keyword)
{
    const auto found = std::find_if(kBehind.begin(), kBehind.end(),
                                    [keyword](const Behind& behind) { return isSameSqlWord(behind.keyword, keyword); });
    return found == kBehind.end() ? Words() : found->words;
}

Words keywordsIn(CursorContext::Clause clause)
{
    using Clause = CursorContext::Clause;
    switch (clause) {
    case Clause::None: return kStatement;
    case Clause::Select: return kAfterSelect;
    case Clause::From: return kAfterSource;
    case Clause::On: return kAfterOn;
    case Clause::Where: return kAfterWhere;
    case Clause::GroupBy: return kAfterGroup;
    case Clause::Having: return kAfterHaving;
    case Clause::OrderBy: return kAfterOrder;
    case Clause::Limit: return kAfterLimit;
    case Clause::Window: return kInWindow;
    case Clause::With: return kInWith;
    }
    return {};
}

Words keywordsOfCondition() { return Words(kAfterWhere).first(kConditionWords); }
Words keywordsOfCase() { return kInCase; }
Words keywordsOfArgument() { return kInArgument; }
Words keywordsOfExpression(bool isBehindSelect) { return Words(kExpression).subspan(isBehindSelect ? 0 : kOnlyBehindSelect); }
Words keywordsOfStatement() { return kStatement; }
Words timeUnits() { return kUnits; }
Words intervals() { return kIntervals; }
Words typeNames() { return kTypes; }

} // namespace mgx
