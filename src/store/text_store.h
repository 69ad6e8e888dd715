// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace mgx {

/// Address of a text: its position in the store and its length. 0 = no text.
struct TextRef
{
    std::uint64_t packed = 0;
};

/// Append-only bytes in blocks that never move: attributes as compact JSON, messages, whatever a record carries. One thread
/// adds; any thread may read what was published to it. Texts live side by side in blocks of 4 MiB; longer ones have a block
/// of their own with the length in front. O(1) per call, no allocation but for a new block.
class TextStore
{
public:
    [[nodiscard]] TextRef add(std::string_view text);
    [[nodiscard]] std::string_view at(TextRef ref) const;
    [[nodiscard]] std::size_t byteSize() const { return m_total; }

private:
    // packed = block (20 bits) | offset in block (22 bits) | length (22 bits); kLongLength says that the length is stored
    // as 8 bytes in front of the text. A block that holds one long text has offset 0.
    static constexpr int kLengthBits = 22;
    static constexpr int kOffsetBits = 22;
    static constexpr std::uint64_t kLongLength = (std::uint64_t(1) << kLengthBits) - 1;
    static constexpr std::size_t kBlockSize = std::size_t(1) << kOffsetBits;
    static constexpr std::size_t kMaxBlocks = std::size_t(1) << 20;
    static constexpr std::size_t kSegment = 1024; ///< blocks per second-level table

    using Block = std::unique_ptr<char[]>;
    char* newBlock(std::size_t bytes);

    std::array<std::unique_ptr<Block[]>, kMaxBlocks / kSegment> m_segments;
    std::size_t m_blockCount = 0;
    std::size_t m_current = 0; ///< block that is being filled
    std::size_t m_used = kBlockSize;
    std::size_t m_total = 0;
};

} // namespace mgx
