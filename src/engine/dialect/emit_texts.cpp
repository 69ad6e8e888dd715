// SPDX-License-Identifier: GPL-3.0-or-later
// Rule R8 for functions, and functions whose arguments have to be text.
#include "engine/dialect/emitter_factor.h"
#include "engine/dialect/regex_text.h"

#include <algorithm>
#include <array>

namespace mgx::dialect {

namespace {

struct RegexFunction
{
    std::string_view name;
    std::string_view target;
    std::size_t flags; ///< which argument holds them
};
constexpr std::array<RegexFunction, 6> kRegexFunctions = {{{"regexp_like", "regexp_matches", 2}, {"regexp_match", "", 2},
                                                           {"regexp_replace", "regexp_replace", 3}, {"regexp_count", "regexp_count", 3},
                                                           {"regexp_instr", "regexp_instr", 4}, {"regexp_matches", "regexp_matches", 2}}};

constexpr std::array<std::string_view, 24> kTextFunctions = {
    "btrim", "char_length", "contains", "ends_with", "initcap", "left", "length", "lower", "lpad", "ltrim", "md5", "repeat", "replace",
    "reverse", "right", "rpad", "rtrim", "split_part", "starts_with", "strpos", "substr", "substring", "trim", "upper"};

} // namespace

/// Functions of regular expressions: patterns and replacements in the other engine's spelling, flags in the pattern.
bool Emitter::regexCall(const Node& node)
{
    const auto* found = std::find_if(kRegexFunctions.begin(), kRegexFunctions.end(), [&](const RegexFunction& f) { return f.name == node.text; });
    if (found == kRegexFunctions.end() || !node.isPlainCall || node.tail != node.last || node.args.size() < 2)
        return false;
    const auto constant = [&](std::size_t i) -> const std::string* {
        const Node* argument = i < node.args.size() ? &withoutParentheses(*node.args[i]) : nullptr;
        return argument && argument->kind == NodeKind::String ? &m_tokens[argument->opToken].value : nullptr;
    };
    const std::string* expression = constant(1);
    const std::string* flags = constant(found->flags);
    if (!expression || (!flags && node.args.size() > found->flags))
        return false;
    if (node.text == "regexp_match") {
        regexpMatch(node);
        return true;
    }
    const Factor factor(*this, 8);
    space(node.first);
    put(found->target, node);
    put("(", node);
    asText(*node.args[0]);
    put(", ", node);
    pattern(*node.args[1], flags ? std::string_view(*flags) : std::string_view());
    for (std::size_t i = 2; i < std::min(node.args.size(), found->flags); ++i) {
        put(", ", node);
        const std::string* replacement = node.text == "regexp_replace" ? constant(i) : nullptr;
        if (replacement)
            m_out.putText(regexReplacement(*replacement, *expression), m_tokens[node.args[i]->first].begin);
        else
            emit(*node.args[i]);
    }
    if (node.text == "regexp_replace" && flags && flags->find('g') != std::string::npos)
        put(", 'g'", node);
    put(")", node);
    return true;
}

/// One element per group, group 0 where there is none.
void Emitter::regexpMatch(const Node& node)
{
    const Node& expression = withoutParentheses(*node.args[1]);
    const std::string flags = node.args.size() > 2 ? m_tokens[withoutParentheses(*node.args[2]).opToken].value : std::string();
    const int groups = regexGroupCount(m_tokens[expression.opToken].value);
    if (groups > 40)
        fail(node, "more than 40 groups in a pattern");
    const Factor factor(*this, static_cast<std::uint64_t>(groups) + 2);
    space(node.first);
    put("CASE WHEN regexp_matches(", node);
    asText(*node.args[0]);
    put(", ", node);
    pattern(expression, flags);
    put(") THEN [", node);
    for (int i = groups > 0 ? 1 : 0; i <= groups; ++i) {
        put(i > 1 ? ", regexp_extract(" : "regexp_extract(", node);
        asText(*node.args[0]);
        put(", ", node);
        pattern(expression, flags);
        put(", " + std::to_string(i) + ")", node);
    }
    put("] END", node);
}

/// concat of a text and other things writes them as ::text does; functions of texts take JSON values by their text.
bool Emitter::textCall(const Node& node)
{
    if (!node.isPlainCall || node.tail != node.last)
        return false;
    const bool isConcat = node.text == "concat" || node.text == "concat_ws";
    const bool isTextual = std::find(kTextFunctions.begin(), kTextFunctions.end(), node.text) != kTextFunctions.end();
    const bool isWanted = (isConcat && std::any_of(node.args.begin(), node.args.end(), [](const Node* a) { return isText(*a); })) ||
                          (isTextual && std::any_of(node.args.begin(), node.args.end(), [](const Node* a) { return isJsonValue(*a); }));
    if (!isWanted)
        return false;
    const Factor factor(*this, 4);
    space(node.first);
    put(node.text, node);
    put("(", node);
    for (const Node* argument : node.args) {
        put(argument == node.args[0] ? "" : ", ", node);
        isConcat ? joined(*argument) : asText(*argument);
    }
    put(")", node);
    return true;
}

/// coalesce and its kin of JSON and a text: as text.
bool Emitter::choice(const Node& node)
{
    constexpr std::array<std::string_view, 7> kNames = {"coalesce", "greatest", "ifnull", "least", "nullif", "nvl", "nvl2"};
    if (std::find(kNames.begin(), kNames.end(), node.text) == kNames.end() || !node.isPlainCall || node.tail != node.last)
        return false;
    const bool hasText = std::any_of(node.args.begin(), node.args.end(), [](const Node* argument) { return isText(*argument); });
    const bool hasJson = std::any_of(node.args.begin(), node.args.end(), [](const Node* argument) { return isJsonColumn(*argument) || isJsonValue(*argument); });
    if (!hasText || !hasJson)
        return false;
    const Factor factor(*this, 2);
    space(node.first);
    put(node.text, node);
    put("(", node);
    for (const Node* argument : node.args) {
        put(argument == node.args[0] ? "" : ", ", node);
        isJsonValue(*argument) ? asText(*argument) : plainText(*argument);
    }
    put(")", node);
    return true;
}

} // namespace mgx::dialect
