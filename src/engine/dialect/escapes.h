// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mgx::dialect {

struct EscapedText
{
    std::string value;
    std::size_t length = 0;  ///< bytes read with both quotes; of the problem's place if there is one
    std::string problem;     ///< empty = good
};

/// The text of E'..': `quoted` begins at the first quote. \n \t \r \b \f \\ \' \uXXXX \UXXXXXXXX \xHH and octal.
[[nodiscard]] EscapedText decodeEscapes(std::string_view quoted);

} // namespace mgx::dialect
