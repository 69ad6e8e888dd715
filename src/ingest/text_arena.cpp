// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/text_arena.h"

#include <algorithm>
#include <cstring>

namespace mgx {

std::string_view TextArena::add(std::string_view text)
{
    while (m_block < m_blocks.size() && m_blocks[m_block].size - m_used < text.size()) {
        ++m_block;
        m_used = 0;
    }
    if (m_block == m_blocks.size()) {
        const std::size_t size = std::max(kBlock, text.size());
        m_blocks.push_back({std::make_unique_for_overwrite<char[]>(size), size});
        m_used = 0;
    }
    char* place = m_blocks[m_block].bytes.get() + m_used;
    if (!text.empty())
        std::memcpy(place, text.data(), text.size());
    m_used += text.size();
    return {place, text.size()};
}

void TextArena::clear()
{
    if (m_blocks.size() > 1) // one long text must not hold its memory for ever
        m_blocks.resize(1);
    m_block = 0;
    m_used = 0;
}

} // namespace mgx
