// SPDX-License-Identifier: GPL-3.0-or-later
// Aggregates and window functions that are written otherwise in the two engines.
#include "engine/dialect/emitter_factor.h"

namespace mgx::dialect {

namespace {

/// An expression that is a time by its looks: a column …_timestamp or …_at, a clock, or one out of several of those.
bool isTime(const Node& node)
{
    const Node& inner = withoutParentheses(node);
    if (inner.kind == NodeKind::Column)
        return inner.names.back().ends_with("_timestamp") || inner.names.back().ends_with("_at");
    if (inner.kind == NodeKind::Clock)
        return true;
    if (inner.kind != NodeKind::Call)
        return false;
    if (inner.text == "now")
        return true;
    const bool isOneOf = inner.text == "min" || inner.text == "max" || inner.text == "lag" || inner.text == "lead" || inner.text == "coalesce" ||
                         inner.text == "first_value" || inner.text == "last_value" || inner.text == "greatest" || inner.text == "least";
    return isOneOf && !inner.args.empty() && isTime(*inner.args[0]);
}

} // namespace

/// sum and avg of differences of times: DuckDB has no sum of intervals, and takes their mean part by part.
bool Emitter::intervalSum(const Node& node)
{
    if ((node.text != "sum" && node.text != "avg" && node.text != "mean") || node.args.size() != 1)
        return false;
    const Node& value = withoutParentheses(*node.args[0]);
    if (value.kind != NodeKind::Binary || value.text != "-" || !isTime(*value.children[0]) || !isTime(*value.children[1]))
        return false;
    space(node.first);
    put("to_microseconds(CAST(trunc(CAST(", node);
    put(node.text, node);
    put(node.isDistinct ? "(DISTINCT epoch_us(" : "(epoch_us(", node);
    emit(value);
    put("))", node);
    tail(node);
    put(" AS DOUBLE)) AS BIGINT))", node);
    return true;
}

/// f(x) IGNORE NULLS: inside the parentheses for a window, a FILTER without one.
bool Emitter::ignoringNulls(const Node& node)
{
    const Token& word = m_tokens[node.tail];
    const bool isThere = node.tail + 1 < node.last && (word.isWord("ignore") || word.isWord("respect")) && m_tokens[node.tail + 1].isWord("nulls");
    if (!isThere)
        return false;
    const bool isIgnoring = word.isWord("ignore");
    const bool isFirst = node.text == "first_value" || node.text == "last_value";
    space(node.first);
    if (node.isOver || !isFirst)
        put(node.text, node);
    else
        put(node.text == "first_value" ? "first" : "last", node);
    copyRange(node.opToken, node.closeToken, node.children);
    put(node.isOver && isIgnoring ? " IGNORE NULLS)" : ")", node);
    if (!node.isOver && isIgnoring && !node.args.empty()) {
        put(" FILTER (WHERE ", node);
        emit(*node.args[0]);
        put(" IS NOT NULL)", node);
    }
    copyRange(node.tail + 2, node.last, node.children);
    return true;
}

} // namespace mgx::dialect
