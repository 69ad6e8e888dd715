// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace mgx {

void appendJsonString(std::string& out, std::string_view text)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    out.push_back('"');
    std::size_t plain = 0; // begin of what needs no escape
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(text.substr(plain, i - plain));
        plain = i + 1;
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(text[i]);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c == '\t') {
            out.append("\\t");
        } else {
            out.append("\\u00");
            out.push_back(kHex[c >> 4]);
            out.push_back(kHex[c & 0x0F]);
        }
    }
    out.append(text.substr(plain));
    out.push_back('"');
}

void JsonWriter::addKey(std::string_view key)
{
    m_text.push_back(m_text.empty() ? '{' : ',');
    appendJsonString(m_text, key);
    m_text.push_back(':');
}

JsonWriter& JsonWriter::add(std::string_view key, std::string_view text)
{
    addKey(key);
    appendJsonString(m_text, text);
    return *this;
}

JsonWriter& JsonWriter::add(std::string_view key, std::int64_t value)
{
    addKey(key);
    m_text += std::to_string(value);
    return *this;
}

JsonWriter& JsonWriter::add(std::string_view key, double value)
{
    addKey(key);
    std::array<char, 32> buffer{};
    if (!std::isfinite(value)) {
        m_text += "null";
        return *this;
    }
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    m_text.append(buffer.data(), written.ptr);
    return *this;
}

JsonWriter& JsonWriter::add(std::string_view key, bool value)
{
    addKey(key);
    m_text += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::add(std::string_view key, const std::vector<std::string>& texts)
{
    addKey(key);
    m_text.push_back('[');
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i > 0)
            m_text.push_back(',');
        appendJsonString(m_text, texts[i]);
    }
    m_text.push_back(']');
    return *this;
}

JsonWriter& JsonWriter::addJson(std::string_view key, std::string_view json)
{
    if (json.empty())
        return *this;
    addKey(key);
    m_text.append(json);
    return *this;
}

std::string JsonWriter::take()
{
    if (!m_text.empty())
        m_text.push_back('}');
    return std::exchange(m_text, {});
}

} // namespace mgx
