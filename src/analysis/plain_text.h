// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// A text without what changes from call to call: blanks run together, ids and times of day become <id> and <time>, long numbers
/// <n>, paths lose `./`, `//` and the workspace that they lie in. Two calls that ask for the same become equal. O(n).
[[nodiscard]] std::string withoutVolatileParts(std::string_view text);

/// JSON arguments in one form: keys sorted, no blanks, texts as above. What is no JSON is treated as a text.
[[nodiscard]] std::string normalizedArguments(std::string_view text);

/// What an error says, without what is particular to one occurrence: numbers become #, quoted texts and paths go as well. Short.
[[nodiscard]] std::string messageFingerprint(std::string_view message);

/// Whether a tool's result tells of a failure, though the call was recorded as a success. Looks at the beginning only.
[[nodiscard]] bool looksLikeFailure(std::string_view result);

/// On one line, at most `most` bytes, for a person.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

} // namespace mgx
