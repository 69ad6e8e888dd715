// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/json_numbers.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mgx {

namespace {

bool isNumberCharacter(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// Past the closing quote of the string that opens at `i`.
std::size_t endOfString(std::string_view json, std::size_t i)
{
    for (++i; i < json.size() && json[i] != '"'; ++i) {
        if (json[i] == '\\')
            ++i;
    }
    return i < json.size() ? i + 1 : json.size();
}

void appendTame(std::string& out, std::string_view number)
{
    constexpr std::size_t kSafeDigits = 18; // any integer of so many digits fits into 64 bits
    if (number.size() <= kSafeDigits && number.find_first_of("eE") == std::string_view::npos) {
        out.append(number);
        return;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc() || !std::isfinite(value)) {
        out.append("null");
        return;
    }
    std::array<char, 40> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
    out.append(buffer.data(), written.ptr);
}

} // namespace

std::string withTameNumbers(std::string_view json)
{
    std::string out;
    out.reserve(json.size());
    std::size_t i = 0;
    while (i < json.size()) {
        if (json[i] == '"') {
            const std::size_t end = endOfString(json, i);
            out.append(json.substr(i, end - i));
            i = end;
        } else if (json[i] == '-' || (json[i] >= '0' && json[i] <= '9')) {
            const std::size_t begin = i;
            while (i < json.size() && isNumberCharacter(json[i]))
                ++i;
            appendTame(out, json.substr(begin, i - begin));
        } else {
            out.push_back(json[i++]);
        }
    }
    return out;
}

} // namespace mgx
