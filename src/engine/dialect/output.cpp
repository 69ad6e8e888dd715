// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/output.h"

#include "engine/dialect/characters.h"

#include <algorithm>

namespace mgx::dialect {

namespace {

std::string doubled(std::string_view value, char quote)
{
    std::string out(1, quote);
    for (const char c : value) {
        if (c == quote)
            out += quote;
        out += c;
    }
    out += quote;
    return out;
}

} // namespace

void Output::put(std::string_view piece, std::uint32_t source)
{
    if (piece.empty())
        return;
    if (!m_text.empty() && isWordByte(m_text.back()) && isWordByte(piece.front()))
        m_text += ' ';
    if (m_anchors.empty() || m_anchors.back().source != source)
        m_anchors.push_back({static_cast<std::uint32_t>(m_text.size()), source});
    m_text += piece;
}

void Output::putText(std::string_view value, std::uint32_t source)
{
    put(doubled(value, '\''), source);
}

void Output::putName(std::string_view name, std::uint32_t source)
{
    put(doubled(name, '"'), source);
}

std::uint32_t Output::sourceOf(std::size_t offset) const
{
    auto after = std::upper_bound(m_anchors.begin(), m_anchors.end(), offset, [](std::size_t o, const Anchor& a) { return o < a.offset; });
    return after == m_anchors.begin() ? 0 : std::prev(after)->source;
}

} // namespace mgx::dialect
