// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/json_repair.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <vector>

namespace mgx {

namespace {

constexpr std::size_t kMaxDepth = 512;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Value of four hex digits.
std::optional<unsigned> hex4(std::string_view text)
{
    if (text.size() < 4)
        return {};
    unsigned value = 0;
    for (const char c : text.substr(0, 4)) {
        const char lower = static_cast<char>(c | 0x20);
        if (isDigit(c))
            value = value * 16 + static_cast<unsigned>(c - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value * 16 + static_cast<unsigned>(lower - 'a' + 10);
        else
            return {};
    }
    return value;
}

/// Length of the number that `text` begins with, 0 if there is none.
std::size_t numberLength(std::string_view text)
{
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t from = i;
        while (i < text.size() && isDigit(text[i]))
            ++i;
        return i > from;
    };
    if (i < text.size() && text[i] == '-')
        ++i;
    if (i < text.size() && text[i] == '0')
        ++i;
    else if (!digits())
        return 0;
    if (i < text.size() && text[i] == '.') {
        ++i;
        if (!digits())
            return 0;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-'))
            ++i;
        if (!digits())
            return 0;
    }
    return i;
}

/// True for 1e999: well-formed, but readers refuse it with the whole document, so it is treated like Infinity.
bool isBeyondDouble(std::string_view number)
{
    if (number.find_first_of("eE") == std::string_view::npos && number.size() < 300)
        return false;
    return std::isinf(std::strtod(std::string(number).c_str(), nullptr));
}

/// Copies one value, container by container; stops at the first thing that cannot be understood.
class Repairer
{
public:
    Repairer(std::string_view in, JsonRepair& result) : m_in(in), m_result(result), m_out(result.text) { m_out.reserve(in.size()); }

    void run()
    {
        while (step()) {
        }
        if (m_stack.empty() && m_isDone) {
            skipSpace();
            if (m_pos < m_in.size())
                damage(m_result.hadGarbage);
            return;
        }
        damage(m_pos >= m_in.size() ? m_result.wasCut : m_result.hadGarbage);
        m_out.resize(m_stack.empty() ? 0 : m_stack.back().safe);
        for (; !m_stack.empty(); m_stack.pop_back())
            m_out += m_stack.back().close;
    }

private:
    struct Frame
    {
        char close;
        std::size_t safe;  ///< size of the output after the last complete element
        bool isEmpty = true;
    };

    void damage(bool& flag)
    {
        flag = true;
        m_result.damageAt = m_pos;
    }

    void skipSpace()
    {
        while (m_pos < m_in.size() && isSpace(m_in[m_pos]))
            ++m_pos;
    }

    bool take(char c)
    {
        skipSpace();
        if (m_pos >= m_in.size() || m_in[m_pos] != c)
            return false;
        ++m_pos;
        return true;
    }

    /// One element of the innermost container (or the value itself). False: finished, or damage at m_pos.
    bool step()
    {
        if (m_isDone)
            return false;
        if (m_stack.empty())
            return value();
        if (take(m_stack.back().close))
            return closeContainer();
        if (!m_stack.back().isEmpty) {
            if (!take(','))
                return false;
            if (take(m_stack.back().close)) {
                m_result.hadExtraComma = true;
                return closeContainer();
            }
            m_out += ',';
        }
        m_stack.back().isEmpty = false;
        if (m_stack.back().close == '}') {
            skipSpace();
            if (m_pos >= m_in.size() || m_in[m_pos] != '"' || !string() || !take(':'))
                return false;
            m_out += ':';
        }
        return value();
    }

    bool closeContainer()
    {
        m_out += m_stack.back().close;
        m_stack.pop_back();
        return completed();
    }

    bool completed()
    {
        if (m_stack.empty())
            m_isDone = true;
        else
            m_stack.back().safe = m_out.size();
        return true;
    }

    bool value()
    {
        skipSpace();
        if (m_pos >= m_in.size())
            return false;
        const char c = m_in[m_pos];
        if (c == '{' || c == '[') {
            if (m_stack.size() >= kMaxDepth)
                return false;
            ++m_pos;
            m_out += c;
            m_stack.push_back({c == '{' ? '}' : ']', m_out.size()});
            return true;
        }
        return (c == '"' ? string() : scalar()) && completed();
    }

    bool scalar()
    {
        const std::string_view rest = m_in.substr(m_pos);
        const std::size_t number = numberLength(rest);
        if (number > 0) {
            if (number == rest.size() && !m_stack.empty()) { // the next digit may be missing
                m_pos = m_in.size();
                return false;
            }
            const bool isFinite = !isBeyondDouble(rest.substr(0, number));
            m_result.hadNonFinite |= !isFinite;
            m_out += isFinite ? rest.substr(0, number) : "null";
            m_pos += number;
            return true;
        }
        for (const std::string_view word : {"null", "true", "false", "NaN", "Infinity", "-Infinity"}) {
            if (rest.substr(0, word.size()) == word) {
                const bool isFinite = word[0] >= 'a';
                m_result.hadNonFinite |= !isFinite;
                m_out += isFinite ? word : "null";
                m_pos += word.size();
                return true;
            }
            if (word.substr(0, rest.size()) == rest)
                m_pos = m_in.size(); // the word is cut
        }
        if (rest == "-")
            m_pos = m_in.size();
        return false;
    }

    bool string()
    {
        m_out += '"';
        ++m_pos;
        while (m_pos < m_in.size()) {
            std::size_t end = m_pos;
            while (end < m_in.size() && m_in[end] != '"' && m_in[end] != '\\' && static_cast<unsigned char>(m_in[end]) >= 0x20)
                ++end;
            m_out += m_in.substr(m_pos, end - m_pos);
            m_pos = end;
            if (m_pos >= m_in.size())
                return false;
            const char c = m_in[m_pos];
            if (c == '"') {
                m_out += '"';
                ++m_pos;
                return true;
            }
            if (c == '\\') {
                if (!escape())
                    return false;
            } else {
                escapeControl(c);
                ++m_pos;
            }
        }
        return false;
    }

    void escapeControl(char c)
    {
        static constexpr char kHex[] = "0123456789abcdef";
        m_result.hadControl = true;
        m_out += "\\u00";
        m_out += kHex[static_cast<unsigned char>(c) >> 4];
        m_out += kHex[c & 15];
    }

    /// False only if the text ends inside the escape.
    bool escape()
    {
        const std::string_view rest = m_in.substr(m_pos + 1);
        if (rest.empty() || (rest[0] == 'u' && rest.size() < 5)) {
            m_pos = m_in.size();
            return false;
        }
        if (rest[0] == 'u' && hex4(rest.substr(1)))
            return unicodeEscape(rest);
        if (std::string_view("\"\\/bfnrt").find(rest[0]) == std::string_view::npos) {
            m_result.hadControl = true;
            m_out += "\\\\";
            ++m_pos;
            return true;
        }
        m_out += '\\';
        m_out += rest[0];
        m_pos += 2;
        return true;
    }

    bool unicodeEscape(std::string_view rest)
    {
        const unsigned unit = *hex4(rest.substr(1));
        const bool isHigh = unit >= 0xD800 && unit < 0xDC00;
        const bool isLow = unit >= 0xDC00 && unit < 0xE000;
        std::size_t length = 6; // with the backslash
        if (isHigh && rest.size() >= 11 && rest.substr(5, 2) == "\\u") {
            const auto second = hex4(rest.substr(7));
            if (second && *second >= 0xDC00 && *second < 0xE000)
                length = 12;
        }
        if ((isHigh && length == 6) || isLow) {
            m_result.hadLoneSurrogate = true;
            m_out += "\\ufffd";
        } else {
            m_out += m_in.substr(m_pos, length);
        }
        m_pos += length;
        return true;
    }

    std::string_view m_in;
    std::size_t m_pos = 0;
    JsonRepair& m_result;
    std::string& m_out;
    std::vector<Frame> m_stack;
    bool m_isDone = false;
};

/// Drops the first bytes of a character whose rest was cut off: that is damage of length, not of encoding.
std::string_view withoutCutCharacter(std::string_view bytes)
{
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
        const auto c = static_cast<unsigned char>(bytes[bytes.size() - back]);
        const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 0;
        if (length > back)
            return bytes.substr(0, bytes.size() - back);
        if (length != 0 || c < 0x80)
            break;
    }
    return bytes;
}

} // namespace

std::string JsonRepair::sentence() const
{
    std::string text;
    const auto add = [&](bool isTrue, std::string_view what) {
        if (!isTrue)
            return;
        if (!text.empty())
            text += "; ";
        text += what;
    };
    add(wasCut, "cut short, complete elements kept");
    add(hadGarbage, this->text.empty() ? "not JSON" : "not JSON from here on, what came before was kept");
    add(hadBadUtf8, "not UTF-8, read as Windows-1252");
    add(hadLoneSurrogate, "half of a surrogate pair replaced");
    add(hadNonFinite, "NaN or Infinity read as null");
    add(hadControl, "control characters in strings escaped");
    add(hadExtraComma, "extra comma dropped");
    return text;
}

JsonRepair repairJson(std::string_view bytes)
{
    JsonRepair result;
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF")
        bytes.remove_prefix(3);
    bytes = withoutCutCharacter(bytes);
    std::string converted;
    if (!isValidUtf8(bytes)) {
        result.hadBadUtf8 = true;
        converted = toUtf8(bytes);
        bytes = converted;
    }
    Repairer(bytes, result).run();
    return result;
}

} // namespace mgx
