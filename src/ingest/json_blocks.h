// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace mgx {

/// What stands where in 64 bytes of JSON; bit i is byte i.
struct JsonBlock
{
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t opens = 0;  ///< { and [
    std::uint64_t closes = 0; ///< } and ]
    std::uint64_t newlines = 0;
};

/// Reads 64 bytes from `bytes`.
[[nodiscard]] inline JsonBlock classifyJson(const char* bytes)
{
    JsonBlock block;
#ifdef __SSE2__
    const auto is = [](__m128i v, char c) {
        return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(c)))));
    };
    for (int i = 0; i < 64; i += 16) {
        const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
        const __m128i folded = _mm_or_si128(v, _mm_set1_epi8(0x20)); // [ { and ] } differ in this bit alone
        block.quotes |= is(v, '"') << i;
        block.backslashes |= is(v, '\\') << i;
        block.newlines |= is(v, '\n') << i;
        block.opens |= is(folded, '{') << i;
        block.closes |= is(folded, '}') << i;
    }
#else
    for (int i = 0; i < 64; ++i) {
        const std::uint64_t bit = std::uint64_t(1) << i;
        switch (bytes[i]) {
        case '"': block.quotes |= bit; break;
        case '\\': block.backslashes |= bit; break;
        case '\n': block.newlines |= bit; break;
        case '{':
        case '[': block.opens |= bit; break;
        case '}':
        case ']': block.closes |= bit; break;
        default: break;
        }
    }
#endif
    return block;
}

/// Bit i = parity of the bits 0…i: between the first and the second quote it is 1.
[[nodiscard]] inline std::uint64_t prefixXor(std::uint64_t bits)
{
    for (int shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

/// Follows brackets and strings through one JSON value, up to 64 bytes at a time, and finds its end. About 2 GB/s.
class JsonValueScan
{
public:
    static constexpr int kGoesOn = -1;

    /// Looks at the first `count` (1 to 64) of the 64 readable bytes; what follows them must not matter (blanks or data that
    /// comes again). Returns the number of bytes up to and including the closing bracket, or kGoesOn.
    int scan(const char* bytes, int count)
    {
        JsonBlock block = classifyJson(bytes);
        const std::uint64_t valid = count == 64 ? ~std::uint64_t(0) : (std::uint64_t(1) << count) - 1;
        const std::uint64_t escaped = takeEscapes(block.backslashes & valid, count);
        const std::uint64_t inString = prefixXor(block.quotes & ~escaped & valid) ^ m_inString;
        const std::uint64_t opens = block.opens & ~inString & valid;
        std::uint64_t closes = block.closes & ~inString & valid;
        std::uint64_t upTo = valid;
        int end = kGoesOn;
        if (m_depth <= std::popcount(closes)) {
            for (std::uint64_t seen = 0; closes != 0; closes &= closes - 1) {
                const std::uint64_t before = (closes & -closes) - 1;
                ++seen;
                if (m_depth + std::popcount(opens & before) == static_cast<int>(seen)) {
                    end = std::countr_zero(closes) + 1;
                    upTo = before;
                    break;
                }
            }
        }
        m_lineBreaks = block.newlines & upTo;
        m_breaksInString = m_lineBreaks & inString;
        m_newlines += static_cast<std::uint64_t>(std::popcount(m_lineBreaks));
        if (end == kGoesOn) {
            m_depth += std::popcount(opens) - std::popcount(block.closes & ~inString & valid);
            m_inString = (inString >> (count - 1)) & 1 ? ~std::uint64_t(0) : 0;
        }
        return end;
    }

    /// Line breaks among the bytes of the last `scan`; and those inside a string: JSON has none, so a quote may be missing.
    [[nodiscard]] std::uint64_t lineBreaks() const { return m_lineBreaks; }
    [[nodiscard]] std::uint64_t breaksInString() const { return m_breaksInString; }
    /// Number of line breaks since `restart`, up to the end of the value.
    [[nodiscard]] std::uint64_t newlines() const { return m_newlines; }
    void restart() { *this = JsonValueScan(); }

private:
    /// Bytes behind an unescaped backslash.
    std::uint64_t takeEscapes(std::uint64_t backslashes, int count)
    {
        std::uint64_t escaped = m_isEscaped ? 1 : 0;
        if (backslashes == 0) {
            m_isEscaped = false;
            return escaped;
        }
        backslashes &= ~escaped;
        m_isEscaped = false;
        while (backslashes != 0) {
            const int at = std::countr_zero(backslashes);
            backslashes &= backslashes - 1;
            if (at + 1 == count) {
                m_isEscaped = true;
            } else {
                escaped |= std::uint64_t(1) << (at + 1);
                backslashes &= ~escaped;
            }
        }
        return escaped;
    }

    int m_depth = 0;
    std::uint64_t m_inString = 0;
    std::uint64_t m_newlines = 0;
    std::uint64_t m_lineBreaks = 0;
    std::uint64_t m_breaksInString = 0;
    bool m_isEscaped = false;
};

} // namespace mgx
