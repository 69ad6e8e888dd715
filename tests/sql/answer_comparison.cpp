// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/answer_comparison.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <vector>

using nlohmann::json;

namespace {

bool isNumeric(const std::string& type)
{
    return type == "int" || type == "float" || type == "decimal";
}

std::optional<double> numberOf(const json& value)
{
    if (value.is_number())
        return value.get<double>();
    if (!value.is_string())
        return {};
    const auto& text = value.get_ref<const std::string&>();
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    return end == text.c_str() + text.size() && !text.empty() ? std::optional(number) : std::nullopt;
}

bool isClose(double a, double b, double tolerance)
{
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(a) && std::isnan(b);
    if (std::isinf(a) || std::isinf(b))
        return a == b;
    return std::abs(a - b) <= std::max(1e-12, tolerance * std::max(std::abs(a), std::abs(b)));
}

bool isSameJson(const json& a, const json& b, double tolerance)
{
    if (a.is_number() && b.is_number())
        return isClose(a.get<double>(), b.get<double>(), tolerance);
    if (a.is_array() && b.is_array())
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const json& x, const json& y) { return isSameJson(x, y, tolerance); });
    if (!a.is_object() || !b.is_object())
        return a == b;
    return a.size() == b.size() && std::all_of(a.items().begin(), a.items().end(), [&](const auto& member) {
               return b.contains(member.key()) && isSameJson(member.value(), b[member.key()], tolerance);
           });
}

json parsed(const json& value, const std::string& type)
{
    if (type != "text" || !value.is_string())
        return value;
    json document = json::parse(value.get<std::string>(), nullptr, false);
    return document.is_discarded() ? value : document;
}

std::string withoutZone(const json& value)
{
    std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    while (text.ends_with('Z'))
        text.pop_back();
    return text;
}

bool isSame(const json& a, const std::string& typeA, const json& b, const std::string& typeB, double tolerance)
{
    if (a.is_null() || b.is_null())
        return a.is_null() && b.is_null();
    if (isNumeric(typeA) && isNumeric(typeB)) {
        const auto x = numberOf(a);
        const auto y = numberOf(b);
        return x && y && isClose(*x, *y, tolerance);
    }
    if (typeA == "interval" && typeB == "interval") {
        const auto length = [](const json& v) { return v["days"].get<std::int64_t>() * 86'400'000'000 + v["us"].get<std::int64_t>(); };
        return a["months"] == b["months"] && length(a) == length(b);
    }
    const bool isTimeA = typeA.starts_with("timestamp");
    const bool isTimeB = typeB.starts_with("timestamp");
    if (isTimeA && isTimeB)
        return withoutZone(a) == withoutZone(b);
    if ((typeA == "date" && isTimeB) || (typeB == "date" && isTimeA)) {
        const std::string x = withoutZone(a);
        const std::string y = withoutZone(b);
        return x.substr(0, 10) == y.substr(0, 10) && (x + y).find("T00:00:00") != std::string::npos;
    }
    if (typeA == "json" || typeB == "json")
        return isSameJson(parsed(a, typeA), parsed(b, typeB), tolerance);
    return isSameJson(a, b, tolerance);
}

/// Sorts rows that are equal within the tolerance next to each other.
std::string keyOf(const json& row)
{
    std::string key;
    for (const json& value : row) {
        const auto number = numberOf(value);
        char text[48];
        std::snprintf(text, sizeof text, "%.5g", number.value_or(0));
        key += number && !value.is_boolean() ? std::string(text) : withoutZone(value);
        key += '\x1f';
    }
    return key;
}

std::vector<json> rowsOf(const json& answer, bool isOrdered)
{
    std::vector<json> rows(answer["rows"].begin(), answer["rows"].end());
    if (!isOrdered)
        std::stable_sort(rows.begin(), rows.end(), [](const json& a, const json& b) { return keyOf(a) < keyOf(b); });
    return rows;
}

std::string failureOf(const json& expected, const json& answer)
{
    if (!expected.contains("error"))
        return "failed: " + answer["error"].dump();
    if (!answer.contains("error"))
        return "expected a failure";
    const bool isRefused = answer["error"]["class"] == "refused";
    return expected["error"] == "refused" && !isRefused ? "expected to be refused" : "";
}

} // namespace

std::string differenceOf(const json& expected, const json& answer)
{
    if (expected.contains("error") || answer.contains("error"))
        return failureOf(expected, answer);
    const json& wanted = expected["columns"];
    const json& got = answer["columns"];
    if (wanted.size() != got.size())
        return std::to_string(got.size()) + " columns instead of " + std::to_string(wanted.size());
    const bool isOrdered = expected.value("ordered", false);
    const std::vector<json> a = rowsOf(expected, isOrdered);
    const std::vector<json> b = rowsOf(answer, isOrdered);
    if (a.size() != b.size())
        return std::to_string(b.size()) + " rows instead of " + std::to_string(a.size());
    for (std::size_t column = 0; column < wanted.size(); ++column) {
        if (expected.value("names", false) && wanted[column]["name"] != got[column]["name"])
            return "column " + got[column]["name"].dump() + " instead of " + wanted[column]["name"].dump();
        const double tolerance = std::max(expected.value("tolerance", 1e-9), wanted[column].value("single", false) ? 1e-6 : 0.0);
        for (std::size_t row = 0; row < a.size(); ++row) {
            if (!isSame(a[row][column], wanted[column]["type"], b[row][column], got[column]["type"], tolerance))
                return "row " + std::to_string(row) + ", " + wanted[column]["name"].dump() + ": " + b[row][column].dump().substr(0, 100) +
                       " instead of " + a[row][column].dump().substr(0, 100);
        }
    }
    return {};
}
