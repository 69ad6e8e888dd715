// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx::dialect {

/// A pattern of the reference's regular expressions (Rust's) for RE2: \w, \d and \s stand for Unicode's classes, (?<name>…) is a
/// named group; flags (i, m, s, U, x) go into the pattern. What is the same in both stays as it is.
[[nodiscard]] std::string regexPattern(std::string_view pattern, std::string_view flags = {});

/// A replacement with $1, ${1}, ${name} or \1 for RE2, which knows \1; names are those of the groups of `pattern`.
[[nodiscard]] std::string regexReplacement(std::string_view replacement, std::string_view pattern);

/// Capturing groups of a pattern.
[[nodiscard]] int regexGroupCount(std::string_view pattern);

} // namespace mgx::dialect
