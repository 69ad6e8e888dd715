// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Something in a statement that the local engine understands and Logfire does not.
struct DialectWarning
{
    std::size_t offset = 0; ///< bytes
    std::size_t length = 0;
    std::string sentence;   ///< what it is, and what to write instead
};

/// Looks through a statement before it is sent: tables that only the local engine has, functions and forms of its dialect. Reads tokens,
/// so it can miss something; what it names is certain. O(n); any thread.
[[nodiscard]] std::vector<DialectWarning> checkForLogfire(std::string_view sql);

} // namespace mgx
