// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/row_attributes.h"

#include <charconv>
#include <cstring>

namespace mgx {

namespace {

/// What stands behind `"key":`. Inside a JSON text a quote is escaped, so this can only be a member.
std::string_view behind(std::string_view json, std::string_view key)
{
    for (std::size_t from = 0; from < json.size();) {
        const auto* found = static_cast<const char*>(memmem(json.data() + from, json.size() - from, key.data(), key.size()));
        if (!found)
            return {};
        const auto at = static_cast<std::size_t>(found - json.data());
        const std::size_t end = at + key.size();
        if (at > 0 && json[at - 1] == '"' && (at < 2 || json[at - 2] != '\\') && json.substr(end, 2) == "\":")
            return json.substr(end + 2);
        from = end;
    }
    return {};
}

} // namespace

std::optional<int> jsonInteger(std::string_view json, std::string_view key)
{
    const std::string_view text = behind(json, key);
    int number = 0;
    if (text.empty() || std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc())
        return std::nullopt;
    return number;
}

std::string_view jsonText(std::string_view json, std::string_view key)
{
    std::string_view text = behind(json, key);
    if (text.empty() || text.front() != '"')
        return {};
    text.remove_prefix(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return text.substr(0, i);
    }
    return {};
}

} // namespace mgx
