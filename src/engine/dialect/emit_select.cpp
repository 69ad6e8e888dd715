// SPDX-License-Identifier: GPL-3.0-or-later
// Rules R17 to R22: select lists, columns and FROM.
#include "engine/dialect/emitter_factor.h"

#include <utility>

namespace mgx::dialect {

namespace {

constexpr std::string_view kAttributeColumns[][2] = {{"_lf_attributes/", "attributes"},
                                                     {"_lf_otel_resource_attributes/", "otel_resource_attributes"}};

/// The expression inside casts and parentheses, which leave the reference's header alone.
const Node& bare(const Node& node)
{
    const Node* inner = &withoutParentheses(node);
    while (inner->kind == NodeKind::Cast)
        inner = &withoutParentheses(*inner->children[0]);
    return *inner;
}

bool isChain(const Node& node)
{
    return node.kind == NodeKind::Binary && (node.text == "->" || node.text == "->>" || node.text == "#>" || node.text == "#>>" || node.text == "?");
}

} // namespace

std::string Emitter::typed(const Node& node) const
{
    const char* begin = m_tokens[node.first].text.data();
    const Token& last = m_tokens[node.last > node.first ? node.last - 1 : node.first];
    return {begin, static_cast<std::size_t>(last.text.data() + last.text.size() - begin)};
}

/// The header of an expression without alias: `attributes ->> 'k'` and count(*) as in the reference, else the text as typed.
std::string Emitter::label(const Node& node) const
{
    const Node* inner = &bare(node);
    if (inner->kind == NodeKind::Call && inner->tail == inner->last)
        return inner == &node ? inner->text + typed(*inner).substr(m_tokens[inner->first].text.size()) : typed(node);
    if (!isChain(*inner))
        return typed(node);
    std::string steps;
    for (; isChain(*inner); inner = &withoutParentheses(*inner->children[0]))
        steps = " " + inner->text + " " + typed(*inner->children[1]) + steps;
    return typed(*inner) + steps;
}

void Emitter::selectItem(const Node& node)
{
    if (node.children.empty() || node.children[0]->kind == NodeKind::Star) {
        copy(node);
        return;
    }
    const Node& value = *node.children[0];
    emit(value);
    const Token* alias = node.opToken > 0 ? &m_tokens[node.opToken] : nullptr;
    const Node& inner = withoutParentheses(value);
    if (alias) {
        m_out.put(" AS ", alias->begin);
        m_out.putName(alias->value, alias->begin);
    } else if (inner.kind != NodeKind::Column && inner.kind != NodeKind::Field && !(inner.kind == NodeKind::Call && inner.text == "columns")) {
        put(" AS ", node);
        m_out.putName(label(value), m_tokens[node.first].begin);
    } else if (inner.kind == NodeKind::Column && inner.names.back().starts_with("_lf_")) {
        put(" AS ", node);
        m_out.putName(inner.names.back(), m_tokens[node.first].begin);
    }
}

/// R19 and R20.
void Emitter::column(const Node& node)
{
    // Names are at every second token: a . b . c
    std::uint32_t first = node.first;
    if (node.names.size() > 2 && node.names[0] == "datafusion" && node.names[1] == "public")
        first += 4;
    else if (node.names.size() > 2 && node.names[0] == "public")
        first += 2;
    for (const auto& [prefix, base] : kAttributeColumns) {
        if (!node.names.back().starts_with(prefix) || m_tokens[node.last - 1].kind != TokenKind::QuotedWord)
            continue;
        space(node.first);
        put("(", node);
        for (std::uint32_t i = first; i + 1 < node.last; ++i)
            token(i);
        put(base, node);
        put(" ->> ", node);
        m_out.putText(pathText({JsonKey{nullptr, false, node.names.back().substr(prefix.size())}}, 0, 1), m_tokens[node.first].begin);
        put(")", node);
        return;
    }
    if (first != node.first)
        space(node.first);
    copyRange(first, node.last, {});
}

void Emitter::collectUnnest(const Node& node)
{
    if (node.kind == NodeKind::Query)
        return;
    if (node.kind == NodeKind::Call && node.text == "unnest" && node.isPlainCall && node.args.size() == 1) {
        const std::string number = std::to_string(m_unnested.size() + 1 + static_cast<std::size_t>(m_lateralCount) * 100);
        m_unnested.emplace(typed(node), "lf_t" + number);
        return;
    }
    for (const Node* child : node.children)
        collectUnnest(*child);
}

/// R22: unnest() in a select list with GROUP BY goes to FROM.
void Emitter::select(const Node& node)
{
    std::map<std::string, std::string> outer;
    std::swap(outer, m_unnested);
    if (node.hasGroupBy && node.fromEnd > 0) {
        for (const Node* child : node.children) {
            if (child->kind == NodeKind::SelectItem)
                collectUnnest(*child);
        }
    }
    if (m_unnested.empty()) {
        copy(node);
    } else {
        ++m_lateralCount;
        copyRange(node.first, node.fromEnd, node.children);
        const std::map<std::string, std::string> columns = std::exchange(m_unnested, {});
        std::vector<const Node*> calls;
        for (const auto& [text, name] : columns) {
            // The call itself, wherever it stands in the list.
            std::vector<const Node*> open(node.children.begin(), node.children.end());
            while (!open.empty()) {
                const Node* at = open.back();
                open.pop_back();
                if (at->kind == NodeKind::Call && at->text == "unnest" && typed(*at) == text) {
                    put(", unnest(", *at);
                    emit(*at->args[0]);
                    put(") AS lf_u" + name.substr(4) + "(" + name + ")", *at);
                    break;
                }
                open.insert(open.end(), at->children.begin(), at->children.end());
            }
        }
        m_unnested = columns;
        copyRange(node.fromEnd, node.last, node.children);
    }
    std::swap(outer, m_unnested);
}

void Emitter::fromItem(const Node& node)
{
    std::uint32_t first = node.first;
    if (node.text == "table" && node.names.size() > 1 && node.names[node.names.size() - 2] == "information_schema") {
        // Without the tables behind the views, and with the reference's names of types.
        space(node.first);
        put(node.names.back() == "columns" ? "lf_columns" : "lf_tables", node);
        if (node.opToken == 0)
            put(" AS " + node.names.back(), node);
        copyRange(first + static_cast<std::uint32_t>(node.names.size()) * 2 - 1, node.last, {});
        return;
    }
    if (node.text == "table" && node.names.size() > 1) {
        const bool isFull = node.names.size() == 3 && node.names[0] == "datafusion" && node.names[1] == "public";
        first += isFull ? 4 : node.names[0] == "public" ? 2 : 0;
        if (first != node.first)
            space(node.first);
    }
    copyRange(first, node.last, node.children);
    const bool isSeries = node.text == "function" && (node.names[0] == "generate_series" || node.names[0] == "range");
    if (!isSeries || node.hasColumnNames)
        return;
    if (node.opToken == 0)
        put(" AS " + node.names[0], node);
    put("(value)", node);
}

/// R21: VALUES with the reference's column names.
void Emitter::values(const Node& node)
{
    const std::size_t columns = node.children.empty() ? 0 : std::max<std::size_t>(node.children[0]->args.size(), 1);
    space(node.first);
    put("SELECT * FROM (", node);
    copy(node);
    put(") AS lf_v(", node);
    for (std::size_t i = 1; i <= columns; ++i)
        put((i > 1 ? ", column" : "column") + std::to_string(i), node);
    put(")", node);
}

} // namespace mgx::dialect
