// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace mgx {

/// Each distinct string once, numbered in order of arrival; 0 is the empty string. One thread adds; any thread may read
/// the ids that were published to it, since entries and bytes never move. O(1) per call.
class StringPool
{
public:
    StringPool();

    [[nodiscard]] StringId intern(std::string_view text);
    [[nodiscard]] std::string_view at(StringId id) const
    {
        return m_blocks[id >> kBlockShift][id & (kBlockSize - 1)];
    }
    /// Number of strings; only for the adding thread.
    [[nodiscard]] StringId size() const { return m_size; }
    [[nodiscard]] std::size_t byteSize() const;

private:
    static constexpr std::size_t kBlockShift = 12;
    static constexpr std::size_t kBlockSize = std::size_t(1) << kBlockShift;
    static constexpr std::size_t kMaxBlocks = std::size_t(1) << 13; // 33 million strings

    [[nodiscard]] std::string_view store(std::string_view text);
    void growTable();

    using Block = std::unique_ptr<std::string_view[]>;
    std::unique_ptr<Block[]> m_blocks = std::make_unique<Block[]>(kMaxBlocks);
    StringId m_size = 0;
    std::vector<StringId> m_table; ///< open addressing; kEmpty = free
    std::vector<std::unique_ptr<char[]>> m_bytes;
    std::size_t m_bytesUsed = 0;
    std::size_t m_bytesCapacity = 0;
    std::size_t m_bytesTotal = 0;
};

} // namespace mgx
