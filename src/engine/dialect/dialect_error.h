// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

namespace mgx::dialect {

/// Why a text is not run. `offset` is the byte of the user's text where it shows.
struct DialectError
{
    bool isRefused = false; ///< it could be run, and is not allowed to
    std::string message;
    std::uint32_t offset = 0;
    std::string hint; ///< what to write instead; empty = not known
};

template <class T>
using Outcome = tl::expected<T, DialectError>;

} // namespace mgx::dialect
