// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/query_body.h"

#include "base/json_text.h"
#include "query/sql_script.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mgx {

namespace {

std::string sqlText(std::string_view text)
{
    std::string out = "'";
    for (const char c : text)
        out.append(c == '\'' ? 2 : 1, c);
    return out + "'";
}

std::string literal(const QueryValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return sqlText(*text);
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return std::to_string(*integer);
    if (const auto* isTrue = std::get_if<bool>(&value))
        return *isTrue ? "true" : "false";
    std::string out;
    appendJsonNumber(out, std::get<double>(value));
    return out;
}

} // namespace

std::string queryBody(const std::string& sql, const TimeRange& range, TimeNs now, std::size_t limit)
{
    nlohmann::ordered_json body;
    body["sql"] = sql;
    body["min_timestamp"] = range.fromText(now);
    if (!range.toText().empty())
        body["max_timestamp"] = range.toText();
    body["limit"] = std::clamp<std::size_t>(limit, 1, kMostRemoteRows);
    body["include_schema"] = true;
    return body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string withValues(const QueryRequest& request)
{
    struct Piece
    {
        SqlVariable::Place place;
        const QueryValue* value;
    };
    std::vector<Piece> pieces;
    for (const SqlVariable& variable : sqlVariables(request.sql)) {
        const auto found = request.parameters.find(variable.name);
        if (variable.kind != SqlVariable::Kind::Parameter || found == request.parameters.end())
            continue;
        for (const SqlVariable::Place& place : variable.places)
            pieces.push_back({place, &found->second});
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.place.begin > b.place.begin; });
    std::string sql = request.sql;
    for (const Piece& piece : pieces) // from the end: places stay right
        sql.replace(piece.place.begin, piece.place.end - piece.place.begin, literal(*piece.value));
    return sql;
}

} // namespace mgx
