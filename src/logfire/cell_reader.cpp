// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/cell_reader.h"

#include "base/time.h"
#include "logfire/interval_text.h"

#include <charconv>
#include <chrono>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

namespace mgx {

namespace {

constexpr TimeNs kNsPerUs = 1000;

template <class T>
std::optional<T> number(std::string_view text)
{
    T value{};
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc() && end.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

void addInteger(std::string_view digits, ColumnPage& page)
{
    if (const auto value = number<std::int64_t>(digits))
        page.addInteger(*value);
    else if (digits.find_first_not_of("-0123456789") == std::string_view::npos && !digits.empty())
        page.addText(digits); // beyond 64 bits
    else if (const auto real = number<double>(digits); real && *real > -9e15 && *real < 9e15)
        page.addInteger(static_cast<std::int64_t>(*real));
    else
        page.addNull();
}

void addFloat(std::string_view text, ColumnPage& page)
{
    if (const auto value = number<double>(text))
        page.addFloat(*value); // from_chars knows inf and nan in any case
    else
        page.addNull();
}

void addMoment(std::string_view text, ColumnPage& page)
{
    if (const auto time = parseIsoTime(text); time && time->ns != kNoTime) {
        const TimeNs below = time->ns < 0 ? kNsPerUs - 1 : 0;
        page.addInteger((time->ns - below) / kNsPerUs);
        return;
    }
    // Outside the years that a record can have: by hand.
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    double second = 0;
    const std::string copy(text);
    if (std::sscanf(copy.c_str(), "%d-%u-%uT%d:%d:%lf", &year, &month, &day, &hour, &minute, &second) < 3) {
        page.addNull();
        return;
    }
    const std::chrono::sys_days days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
    page.addInteger(days.time_since_epoch().count() * 86'400'000'000LL + (hour * 60LL + minute) * 60'000'000LL +
                    static_cast<std::int64_t>(second * 1e6 + 0.5));
}

void addDate(std::string_view text, ColumnPage& page)
{
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const std::string copy(text);
    if (std::sscanf(copy.c_str(), "%d-%u-%u", &year, &month, &day) != 3) {
        page.addNull();
        return;
    }
    const std::chrono::sys_days days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
    page.addInteger(days.time_since_epoch().count());
}

void addDayTime(std::string_view text, ColumnPage& page)
{
    int hour = 0;
    int minute = 0;
    double second = 0;
    const std::string copy(text);
    if (std::sscanf(copy.c_str(), "%d:%d:%lf", &hour, &minute, &second) < 2)
        page.addNull();
    else
        page.addInteger((hour * 60LL + minute) * 60'000'000LL + static_cast<std::int64_t>(second * 1e6 + 0.5));
}

void addInterval(std::string_view text, ColumnPage& page)
{
    const auto interval = parseInterval(text);
    if (!interval) {
        page.addNull();
        return;
    }
    page.addText("{\"months\":" + std::to_string(interval->months) + ",\"days\":" + std::to_string(interval->days) +
                 ",\"us\":" + std::to_string(interval->us) + "}");
}

} // namespace

std::string unquoted(std::string_view json)
{
    if (json.size() < 2 || json.front() != '"')
        return std::string(json);
    if (json.find('\\') == std::string_view::npos)
        return std::string(json.substr(1, json.size() - 2));
    const auto text = nlohmann::json::parse(json, nullptr, false);
    return text.is_string() ? text.get<std::string>() : std::string();
}

void addCell(ValueType type, std::string_view json, ColumnPage& page)
{
    if (json.empty() || json == "null" || type == ValueType::Null) {
        page.addNull();
        return;
    }
    switch (type) {
    case ValueType::Json:
    case ValueType::List:
    case ValueType::Struct: page.addText(json); return;
    default: break;
    }
    const std::string text = unquoted(json);
    switch (type) {
    case ValueType::Boolean: page.addInteger(text == "true" ? 1 : 0); return;
    case ValueType::Integer: addInteger(text, page); return;
    case ValueType::Float: addFloat(text, page); return;
    case ValueType::TimestampTz:
    case ValueType::Timestamp: addMoment(text, page); return;
    case ValueType::Date: addDate(text, page); return;
    case ValueType::Time: addDayTime(text, page); return;
    case ValueType::Interval: addInterval(text, page); return;
    default: page.addText(text); return;
    }
}

} // namespace mgx
