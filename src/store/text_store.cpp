// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/text_store.h"

#include <cstring>

namespace mgx {

char* TextStore::newBlock(std::size_t bytes)
{
    if (m_blockCount >= kMaxBlocks)
        return nullptr; // 4 TiB of text
    auto& segment = m_segments[m_blockCount / kSegment];
    if (!segment)
        segment = std::make_unique<Block[]>(kSegment);
    Block& block = segment[m_blockCount % kSegment];
    block = std::make_unique_for_overwrite<char[]>(bytes);
    ++m_blockCount;
    m_total += bytes;
    return block.get();
}

TextRef TextStore::add(std::string_view text)
{
    if (text.empty())
        return {};
    if (text.size() >= kLongLength) {
        char* bytes = newBlock(text.size() + sizeof(std::uint64_t));
        if (!bytes)
            return {};
        const std::uint64_t length = text.size();
        std::memcpy(bytes, &length, sizeof length);
        std::memcpy(bytes + sizeof length, text.data(), text.size());
        return {(std::uint64_t(m_blockCount - 1) << (kOffsetBits + kLengthBits)) | kLongLength};
    }
    if (kBlockSize - m_used < text.size()) {
        if (!newBlock(kBlockSize))
            return {};
        m_current = m_blockCount - 1;
        m_used = 0;
    }
    char* bytes = m_segments[m_current / kSegment][m_current % kSegment].get();
    std::memcpy(bytes + m_used, text.data(), text.size());
    const TextRef ref{(std::uint64_t(m_current) << (kOffsetBits + kLengthBits)) | (std::uint64_t(m_used) << kLengthBits)
                      | text.size()};
    m_used += text.size();
    return ref;
}

std::string_view TextStore::at(TextRef ref) const
{
    if (ref.packed == 0)
        return {};
    const std::size_t block = ref.packed >> (kOffsetBits + kLengthBits);
    const char* bytes = m_segments[block / kSegment][block % kSegment].get();
    std::uint64_t length = ref.packed & kLongLength;
    if (length == kLongLength) {
        std::memcpy(&length, bytes, sizeof length);
        return {bytes + sizeof length, length};
    }
    return {bytes + ((ref.packed >> kLengthBits) & (kBlockSize - 1)), length};
}

} // namespace mgx
