// SPDX-License-Identifier: GPL-3.0-or-later
// Rules R8, R13, R15 and R16: functions.
#include "engine/dialect/emitter_factor.h"

#include <algorithm>
#include <array>

namespace mgx::dialect {

namespace {

/// Renamed instead of wrapped in a macro, so that FILTER, DISTINCT, ORDER BY and OVER stay possible.
std::string_view newName(const Node& node)
{
    struct Entry
    {
        std::string_view name;
        std::string_view other;
    };
    constexpr std::array<Entry, 10> kNames = {{{"approx_median", "median"}, {"approx_distinct", "approx_count_distinct"},
                                               {"signum", "sign"}, {"regexp_like", "regexp_matches"}, {"var_sample", "var_samp"},
                                               {"var_population", "var_pop"}, {"var", "var_samp"}, {"covar", "covar_samp"},
                                               {"make_array", "list_value"}, {"array_cat", "list_concat"}}};
    for (const Entry& entry : kNames) {
        if (entry.name == node.text)
            return entry.other;
    }
    if (node.isOver)
        return {};
    if (node.text == "first_value")
        return "first";
    return node.text == "last_value" ? "last" : std::string_view();
}

/// How often a macro of resources/sql/prelude.sql says its argument; 1 for functions.
std::uint64_t copiesOf(std::string_view name)
{
    constexpr std::array<std::string_view, 24> kMany = {
        "array_except", "array_intersect", "array_remove", "array_to_string", "array_union", "find_in_set", "generate_series", "initcap",
        "json_get_int", "json_length", "ln", "log", "log10", "log2", "range", "regexp_instr", "regexp_match", "repeat", "substr", "substr_index",
        "substring", "to_timestamp", "to_timestamp_millis", "to_timestamp_micros"};
    constexpr std::array<std::string_view, 12> kSome = {"array_any_value", "array_distinct", "date_bin", "encode", "json_as_text", "json_get",
                                                        "json_get_array", "json_get_str", "level_name", "lpad", "nanvl", "rpad"};
    if (std::find(kMany.begin(), kMany.end(), name) != kMany.end())
        return 8;
    return std::find(kSome.begin(), kSome.end(), name) != kSome.end() ? 4 : 1;
}

} // namespace

void Emitter::call(const Node& node)
{
    if (const auto found = m_unnested.find(typed(node)); node.text == "unnest" && found != m_unnested.end()) {
        space(node.first);
        put(found->second, node);
        return;
    }
    if (node.tail == node.last && jsonCall(node))
        return;
    if (regexCall(node) || textCall(node) || choice(node) || intervalSum(node) || ignoringNulls(node))
        return;
    if (renamed(node) || percentile(node) || restructured(node))
        return;
    const Factor factor(*this, copiesOf(node.text));
    copy(node);
}

void Emitter::tail(const Node& node)
{
    copyRange(node.tail, node.last, node.children);
}

bool Emitter::renamed(const Node& node)
{
    const std::string_view name = newName(node);
    if (name.empty())
        return false;
    space(node.first);
    put(name, node);
    copyRange(node.opToken, node.last, node.children);
    return true;
}

/// R13: quantile_cont(e, p); descending: 1 - p.
bool Emitter::percentile(const Node& node)
{
    const bool isPercentile = node.text == "approx_percentile_cont" || node.text == "percentile_cont";
    if (!isPercentile || node.args.empty() || (!node.within && node.args.size() < 2))
        return false;
    const Node& value = node.within ? *node.within : *node.args[0];
    const Node& share = node.within ? *node.args[0] : *node.args[1];
    space(node.first);
    put(node.isDistinct ? "quantile_cont(DISTINCT " : "quantile_cont(", node);
    emit(value);
    put(node.isDescending ? ", 1 - " : ", ", node);
    emit(share);
    put(")", node);
    tail(node);
    return true;
}

bool Emitter::restructured(const Node& node)
{
    const std::string& name = node.text;
    const bool isPlain = node.isPlainCall && node.tail == node.last;
    if (name == "nth_value" && !node.isOver && node.args.size() == 2) {
        // list_extract(list(x ORDER BY y), n)
        space(node.first);
        put(node.isDistinct ? "list_extract(list(DISTINCT " : "list_extract(list(", node);
        emit(*node.args[0]);
        if (node.orderBy) {
            put(" ORDER BY", node);
            copyRange(node.orderBy->first, node.closeToken, node.children);
        }
        put(")", node);
        tail(node);
        put(", ", node);
        emit(*node.args[1]);
        put(")", node);
    } else if ((name == "array_sort" || name == "list_sort") && isPlain && !node.args.empty()) {
        // NULL goes first, whatever the order
        space(node.first);
        put("list_sort(", node);
        for (const Node* argument : node.args) {
            put(argument == node.args[0] ? "" : ", ", node);
            emit(*argument);
        }
        put(node.args.size() == 1 ? ", 'ASC', 'NULLS FIRST')" : node.args.size() == 2 ? ", 'NULLS FIRST')" : ")", node);
    } else if (name == "overlay" && node.children.size() >= 3 && node.children.size() <= 4) {
        const std::vector<const Node*> args(node.children.begin(), node.children.end());
        function("lf_overlay", node, args, 2);
    } else if (name == "arrow_cast" && isPlain && node.args.size() == 2) {
        arrowCast(node);
    } else if ((name == "struct" || name == "named_struct") && isPlain && !node.args.empty()) {
        const bool isNamed = name == "named_struct";
        space(node.first);
        put("struct_pack(", node);
        for (std::size_t i = isNamed ? 1 : 0; i < node.args.size(); i += isNamed ? 2 : 1) {
            put(i > 1 || (i == 1 && !isNamed) ? ", " : "", node);
            const Node* key = isNamed ? &withoutParentheses(*node.args[i - 1]) : nullptr;
            if (key && key->kind != NodeKind::String)
                fail(*key, "the name of a field has to be a text", "named_struct('name', value)");
            m_out.putName(key ? m_tokens[key->opToken].value : "c" + std::to_string(i), m_tokens[node.first].begin);
            put(" := ", node);
            emit(*node.args[i]);
        }
        put(")", node);
    } else if (node.args.empty() && node.children.empty() &&
               (name == "current_timestamp" || name == "current_date" || name == "current_time" || name == "localtimestamp" ||
                name == "get_current_timestamp" || name == "transaction_timestamp" || name == "get_current_time" ||
                name == "current_localtimestamp" || name == "current_localtime" || name == "localtime")) {
        clock(node, name);
    } else {
        return false;
    }
    return true;
}

/// R15: every clock is now(), which the engine can fix.
void Emitter::clock(const Node& node, std::string_view name)
{
    space(node.first);
    if (name.find("date") != std::string_view::npos)
        put("CAST(now() AS DATE)", node);
    else if (name.ends_with("timestamp"))
        put(name.find("local") != std::string_view::npos ? "CAST(now() AS TIMESTAMP)" : "now()", node);
    else
        put("CAST(CAST(now() AS TIMESTAMP) AS TIME)", node);
}

} // namespace mgx::dialect
