// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mgx::dialect {

/// The text that is run, and where each of its pieces came from.
class Output
{
public:
    /// Appends a piece that stands for the byte `source` of the user's text; a blank goes in front where two words would meet.
    void put(std::string_view piece, std::uint32_t source);
    /// As a text literal.
    void putText(std::string_view value, std::uint32_t source);
    /// As a quoted name.
    void putName(std::string_view name, std::uint32_t source);

    [[nodiscard]] const std::string& text() const { return m_text; }
    /// The byte of the user's text that a byte of this text came from. O(log n).
    [[nodiscard]] std::uint32_t sourceOf(std::size_t offset) const;

private:
    struct Anchor
    {
        std::uint32_t offset;
        std::uint32_t source;
    };
    std::string m_text;
    std::vector<Anchor> m_anchors;
};

} // namespace mgx::dialect
