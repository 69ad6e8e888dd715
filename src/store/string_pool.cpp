// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/string_pool.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace mgx {

namespace {

constexpr StringId kEmpty = 0xFFFFFFFFu;
constexpr std::size_t kByteBlock = 64 * 1024;

} // namespace

StringPool::StringPool() : m_table(1024, kEmpty) { (void)intern({}); }

std::string_view StringPool::store(std::string_view text)
{
    if (m_bytesCapacity - m_bytesUsed < text.size() || m_bytes.empty()) {
        m_bytesCapacity = std::max(kByteBlock, text.size());
        m_bytes.push_back(std::make_unique_for_overwrite<char[]>(m_bytesCapacity));
        m_bytesUsed = 0;
        m_bytesTotal += m_bytesCapacity;
    }
    char* place = m_bytes.back().get() + m_bytesUsed;
    if (!text.empty())
        std::memcpy(place, text.data(), text.size());
    m_bytesUsed += text.size();
    return {place, text.size()};
}

void StringPool::growTable()
{
    std::vector<StringId> bigger(m_table.size() * 2, kEmpty);
    const std::size_t mask = bigger.size() - 1;
    for (const StringId id : m_table) {
        if (id == kEmpty)
            continue;
        std::size_t slot = std::hash<std::string_view>()(at(id)) & mask;
        while (bigger[slot] != kEmpty)
            slot = (slot + 1) & mask;
        bigger[slot] = id;
    }
    m_table = std::move(bigger);
}

StringId StringPool::intern(std::string_view text)
{
    const std::size_t mask = m_table.size() - 1;
    std::size_t slot = std::hash<std::string_view>()(text) & mask;
    for (; m_table[slot] != kEmpty; slot = (slot + 1) & mask) {
        if (at(m_table[slot]) == text)
            return m_table[slot];
    }
    const StringId id = m_size;
    if ((id >> kBlockShift) >= kMaxBlocks)
        return 0; // 33 million distinct names: a name is lost rather than the memory of the machine
    auto& block = m_blocks[id >> kBlockShift];
    if (!block)
        block = std::make_unique<std::string_view[]>(kBlockSize);
    block[id & (kBlockSize - 1)] = store(text);
    m_table[slot] = id;
    if (++m_size * 2 > m_table.size())
        growTable();
    return id;
}

std::size_t StringPool::byteSize() const
{
    const std::size_t blocks = (m_size + kBlockSize - 1) / kBlockSize;
    return m_bytesTotal + blocks * kBlockSize * sizeof(std::string_view) + kMaxBlocks * sizeof(Block)
           + m_table.size() * sizeof(StringId);
}

} // namespace mgx
