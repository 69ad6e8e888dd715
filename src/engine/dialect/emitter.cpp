// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/emitter.h"

#include "engine/dialect/characters.h"
#include "engine/dialect/emitter_factor.h"

namespace mgx::dialect {

Outcome<Output> Emitter::run(const Node& root, std::string_view before)
{
    try {
        for (const Token& token : m_tokens)
            m_hasDecimals |= token.isWord("numeric") || token.isWord("decimal") || token.isWord("dec");
        m_out.put(before, m_tokens[0].begin);
        emit(root);
    } catch (const Failure&) {
        return tl::unexpected(m_error);
    }
    return std::move(m_out);
}

void Emitter::fail(const Node& at, std::string message, std::string hint)
{
    m_error = DialectError{false, std::move(message), m_tokens[at.first].begin, std::move(hint)};
    throw Failure{};
}

void Emitter::emit(const Node& node)
{
    m_cost += m_factor;
    if (m_cost > kMaxCost)
        fail(node, "the expression grows too large when it is written out", "take it apart with WITH");
    switch (node.kind) {
    case NodeKind::Column: column(node); return;
    case NodeKind::Call: call(node); return;
    case NodeKind::Clock: clock(node, m_tokens[node.opToken].value); return;
    case NodeKind::Unary: unary(node); return;
    case NodeKind::Binary: binary(node); return;
    case NodeKind::Between: between(node); return;
    case NodeKind::In: in(node); return;
    case NodeKind::Like: like(node); return;
    case NodeKind::Cast: cast(node); return;
    case NodeKind::TypedString: typedString(node); return;
    case NodeKind::Select: select(node); return;
    case NodeKind::SelectItem: selectItem(node); return;
    case NodeKind::FromItem: fromItem(node); return;
    case NodeKind::Values: values(node); return;
    case NodeKind::Dropped: return;
    default: copy(node); return;
    }
}

void Emitter::copy(const Node& node)
{
    copyRange(node.first, node.last, node.children);
}

void Emitter::copyRange(std::uint32_t first, std::uint32_t last, std::span<Node* const> children)
{
    std::size_t next = 0;
    while (next < children.size() && children[next]->first < first)
        ++next;
    for (std::uint32_t i = first; i < last;) {
        if (next < children.size() && children[next]->first == i && children[next]->last > i) {
            emit(*children[next]);
            i = children[next++]->last;
        } else {
            token(i++);
        }
    }
}

/// White space as typed would need its comments; a line break stays one, so that lines of both texts agree where they can.
void Emitter::space(std::uint32_t index)
{
    const Token& token = m_tokens[index];
    if (token.hasSpace && !m_out.text().empty())
        m_out.put(token.hasLineBreak ? "\n" : " ", token.begin);
}

void Emitter::token(std::uint32_t index)
{
    const Token& token = m_tokens[index];
    space(index);
    switch (token.kind) {
    case TokenKind::String: m_out.putText(token.value, token.begin); return;
    case TokenKind::QuotedWord: m_out.putName(token.value, token.begin); return;
    case TokenKind::Number: number(token); return;
    case TokenKind::Parameter: parameter(token); return;
    case TokenKind::Blob: {
        std::string bytes;
        for (std::size_t i = 0; i + 1 < token.value.size(); i += 2)
            bytes += "\\x" + token.value.substr(i, 2);
        m_out.put("'" + bytes + "'::BLOB", token.begin);
        return;
    }
    case TokenKind::Word:
        // What is no ASCII goes as a quoted name: both engines then agree where it ends.
        for (const char c : token.value) {
            if (static_cast<unsigned char>(c) >= 0x80) {
                m_out.putName(token.value, token.begin);
                return;
            }
        }
        m_out.put(token.text, token.begin);
        return;
    default: m_out.put(token.text, token.begin); return;
    }
}

void Emitter::number(const Token& token)
{
    const std::string& value = token.value;
    const bool isExact = value.find('.') != std::string::npos && value.find_first_of("eE") == std::string::npos;
    if (isExact) // a decimal literal is a 64-bit float there
        m_out.put(value + (value.back() == '.' ? "0e0" : "e0"), token.begin);
    else
        m_out.put(value, token.begin);
}

void Emitter::parameter(const Token& token)
{
    const auto found = m_parameters.find(token.value);
    if (found == m_parameters.end()) {
        m_error = DialectError{false, "the parameter $" + token.value + " has no value", token.begin, "give it one: --param " + token.value + "=VALUE"};
        throw Failure{};
    }
    m_out.put(found->second, token.begin);
}

void Emitter::function(std::string_view name, const Node& from, std::span<const Node* const> args, std::uint32_t copies)
{
    space(from.first);
    put(name, from);
    put("(", from);
    const Factor factor(*this, copies);
    for (std::size_t i = 0; i < args.size(); ++i) {
        if (i > 0)
            put(", ", from);
        emit(*args[i]);
    }
    put(")", from);
}

} // namespace mgx::dialect
