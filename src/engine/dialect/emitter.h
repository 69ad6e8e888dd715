// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/dialect_error.h"
#include "engine/dialect/json_path.h"
#include "engine/dialect/node.h"
#include "engine/dialect/output.h"

#include <functional>
#include <map>
#include <span>

namespace mgx::dialect {

/// Values of $parameters by name, as SQL literals ('x', 5, true).
using Parameters = std::map<std::string, std::string, std::less<>>;

/// Writes a tree as DuckDB's SQL: the rules R1 to R22 of the dialect, everything else as typed. What a rule needs twice is
/// counted, and a text that would grow beyond kMaxCost pieces is an error: nothing here takes exponential time.
class Emitter
{
public:
    static constexpr std::uint64_t kMaxCost = 400'000;

    Emitter(const Tokens& tokens, const Parameters& parameters) : m_tokens(tokens), m_parameters(parameters) {}

    [[nodiscard]] Outcome<Output> run(const Node& root, std::string_view before);

private:
    struct Failure {};
    class Factor;

    // --- writing (emitter.cpp)
    void emit(const Node& node);
    void copy(const Node& node);
    void copyRange(std::uint32_t first, std::uint32_t last, std::span<Node* const> children);
    void token(std::uint32_t index);
    void space(std::uint32_t index);
    void number(const Token& token);
    void parameter(const Token& token);
    void put(std::string_view piece, const Node& from) { m_out.put(piece, m_tokens[from.first].begin); }
    /// name(a, b, …); `copies`: how often the engine's macro repeats its arguments
    void function(std::string_view name, const Node& from, std::span<const Node* const> args, std::uint32_t copies = 1);
    [[noreturn]] void fail(const Node& at, std::string message, std::string hint = {});

    // --- operators (emit_operators.cpp)
    void binary(const Node& node);
    void comparison(const Node& node, const Node& left, std::string_view op, const Node& right);
    bool anyOfList(const Node& left, std::string_view op, const Node& right);
    bool rowComparison(const Node& node);
    void rowOrder(const Node& node, std::string_view op, std::size_t from);
    void regexOperator(const Node& node);
    void division(const Node& node);
    void arithmetic(const Node& node);
    void like(const Node& node);
    void in(const Node& node);
    void between(const Node& node);
    void unary(const Node& node);
    void operand(const Node& node);
    void asText(const Node& node);
    void joined(const Node& node);
    void plainText(const Node& node);
    void pattern(const Node& node, std::string_view flags = {});
    bool levelName(const Node& column, const Node& value);
    void integerLiteral(const Node& node);

    // --- JSON (emit_json.cpp)
    void json(const JsonPath& path, JsonGetter getter, const Node& from);
    void jsonOf(const JsonPath& path, std::size_t keys, const Node& from);
    void jsonBase(const Node& base);
    bool jsonCall(const Node& node);
    void jsonCast(const Node& node, const Node& value);
    bool jsonLiteral(const Node& json, const Node& literal);

    // --- casts (emit_casts.cpp)
    void cast(const Node& node);
    void castTo(const Node& node, const Node& value, std::string_view type, bool isTry);
    void typedString(const Node& node);
    void arrowCast(const Node& node);

    // --- functions (emit_functions.cpp)
    void call(const Node& node);
    bool renamed(const Node& node);
    bool percentile(const Node& node);
    bool restructured(const Node& node);
    void regexpMatch(const Node& node);
    bool regexCall(const Node& node);
    bool textCall(const Node& node);
    bool choice(const Node& node);
    bool intervalSum(const Node& node);
    bool ignoringNulls(const Node& node);
    void tail(const Node& node);
    void clock(const Node& node, std::string_view name);

    // --- queries (emit_select.cpp)
    void select(const Node& node);
    void selectItem(const Node& node);
    void fromItem(const Node& node);
    void values(const Node& node);
    void column(const Node& node);
    [[nodiscard]] std::string label(const Node& node) const;
    [[nodiscard]] std::string typed(const Node& node) const;
    void collectUnnest(const Node& node);

    const Tokens& m_tokens;
    const Parameters& m_parameters;
    Output m_out;
    DialectError m_error;
    std::uint64_t m_cost = 0;
    std::uint64_t m_factor = 1;
    int m_lateralCount = 0;
    bool m_hasDecimals = false; ///< a cast to decimal somewhere: their quotients differ
    std::map<std::string, std::string> m_unnested; ///< text of unnest(x) → column that stands for it, in this SELECT
};

} // namespace mgx::dialect
