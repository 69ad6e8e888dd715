// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Writes one compact JSON object, member by member, in the order of the calls.
class JsonWriter
{
public:
    JsonWriter& add(std::string_view key, std::string_view text);
    JsonWriter& add(std::string_view key, const char* text) { return add(key, std::string_view(text)); }
    JsonWriter& add(std::string_view key, const std::string& text) { return add(key, std::string_view(text)); }
    JsonWriter& add(std::string_view key, std::int64_t value);
    JsonWriter& add(std::string_view key, int value) { return add(key, static_cast<std::int64_t>(value)); }
    /// The shortest text that reads back as the same double; null where it is not finite.
    JsonWriter& add(std::string_view key, double value);
    JsonWriter& add(std::string_view key, bool value);
    JsonWriter& add(std::string_view key, const std::vector<std::string>& texts);
    /// A value that is JSON already; nothing is added for an empty one.
    JsonWriter& addJson(std::string_view key, std::string_view json);
    /// Only if the text is not empty.
    JsonWriter& addKnown(std::string_view key, std::string_view text) { return text.empty() ? *this : add(key, text); }

    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }
    /// The object; empty if nothing was added.
    [[nodiscard]] std::string take();

private:
    void addKey(std::string_view key);

    std::string m_text;
};

/// The text as a JSON string with its quotes. The bytes must be UTF-8.
void appendJsonString(std::string& out, std::string_view text);

} // namespace mgx
