// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace mgx {

/// Texts that live until `clear`, at addresses that stay, also when the arena is moved. O(1) per text.
class TextArena
{
public:
    [[nodiscard]] std::string_view add(std::string_view text);
    void clear();

private:
    static constexpr std::size_t kBlock = 64 << 10;
    struct Block
    {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    std::vector<Block> m_blocks;
    std::size_t m_block = 0;
    std::size_t m_used = 0;
};

} // namespace mgx
