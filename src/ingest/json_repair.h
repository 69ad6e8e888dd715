// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mgx {

/// What was wrong with a JSON text that had to be repaired.
struct JsonRepair
{
    std::string text;           ///< well-formed JSON, UTF-8; empty if nothing could be kept
    bool hadBadUtf8 = false;    ///< bytes outside UTF-8: read as Windows-1252
    bool hadLoneSurrogate = false; ///< \ud800 without its partner: replaced by U+FFFD
    bool hadNonFinite = false;  ///< NaN, Infinity, -Infinity, 1e999: replaced by null
    bool hadControl = false;    ///< raw control characters or unknown escapes in strings: escaped
    bool hadExtraComma = false; ///< a comma before a closing bracket: dropped
    bool wasCut = false;        ///< the text ended early: open strings, arrays and objects were closed
    bool hadGarbage = false;    ///< something that is not JSON at all: what came before it was kept
    std::size_t damageAt = 0;   ///< byte (0-based, after conversion to UTF-8) of the cut or the garbage

    [[nodiscard]] bool isTouched() const
    {
        return hadBadUtf8 || hadLoneSurrogate || hadNonFinite || hadControl || hadExtraComma || wasCut || hadGarbage;
    }
    /// "cut short: complete elements kept; NaN read as null"; empty if nothing was touched.
    [[nodiscard]] std::string sentence() const;
};

/// One JSON value (with blanks and a byte order mark around it) as well-formed JSON. Complete members and elements before
/// the damage are kept, an incomplete one is dropped (a cut string value is dropped with its key). O(n), nesting up to
/// 512 levels; deeper is garbage. Numbers are kept as written.
[[nodiscard]] JsonRepair repairJson(std::string_view bytes);

} // namespace mgx
