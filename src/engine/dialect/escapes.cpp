// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/escapes.h"

#include "engine/dialect/characters.h"

#include <cstdint>

namespace mgx::dialect {

namespace {

void appendUtf8(std::string& out, std::uint32_t point)
{
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | point >> 6);
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | point >> 12);
        out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | point >> 18);
        out += static_cast<char>(0x80 | (point >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

class Decoder
{
public:
    explicit Decoder(std::string_view quoted) : m_text(quoted) {}

    EscapedText run()
    {
        m_at = 1;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == '\'') {
                if (m_at < m_text.size() && m_text[m_at] == '\'') {
                    m_out.value += m_text[m_at++];
                    continue;
                }
                m_out.length = m_at;
                return std::move(m_out);
            }
            if (c != '\\')
                m_out.value += c;
            else if (!escape())
                break;
        }
        m_out.length = m_at;
        if (m_out.problem.empty())
            m_out.problem = "the text has no end";
        return std::move(m_out);
    }

private:
    bool escape()
    {
        if (m_at == m_text.size())
            return true;
        const char c = m_text[m_at++];
        switch (c) {
        case 'n': m_out.value += '\n'; return true;
        case 't': m_out.value += '\t'; return true;
        case 'r': m_out.value += '\r'; return true;
        case 'b': m_out.value += '\b'; return true;
        case 'f': m_out.value += '\f'; return true;
        case 'u': return codePoint(16, 4, 4);
        case 'U': return codePoint(16, 8, 8);
        case 'x': return codePoint(16, 1, 2);
        default: break;
        }
        if (c >= '0' && c <= '7') {
            --m_at;
            return codePoint(8, 1, 3);
        }
        m_out.value += c;
        return true;
    }

    bool codePoint(unsigned base, int least, int most)
    {
        std::uint32_t point = 0;
        int count = 0;
        for (; count < most && m_at < m_text.size(); ++count, ++m_at) {
            const char c = toLower(m_text[m_at]);
            const unsigned digit = isDigit(c) ? unsigned(c - '0') : c >= 'a' && c <= 'f' ? unsigned(c - 'a' + 10) : 99u;
            if (digit >= base)
                break;
            point = point * base + digit;
        }
        const bool isSurrogate = point >= 0xD800 && point < 0xE000;
        if (count < least || point == 0 || point > 0x10FFFF || isSurrogate) {
            m_out.problem = "an escape in E'...' stands for no character";
            return false;
        }
        appendUtf8(m_out.value, point);
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    EscapedText m_out;
};

} // namespace

EscapedText decodeEscapes(std::string_view quoted)
{
    return Decoder(quoted).run();
}

} // namespace mgx::dialect
