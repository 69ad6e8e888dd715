// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/json_element.h"

#include "base/json_text.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace mgx {

namespace od = simdjson::ondemand;

static_assert(JsonPiece::kPadding >= simdjson::SIMDJSON_PADDING);

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

const char* skipDigits(const char* p, const char* end)
{
    while (p != end && isDigit(*p))
        ++p;
    return p;
}

bool appendString(od::value value, std::string& out)
{
    const std::string_view token = trimmed(value.raw_json_token());
    if (token.size() >= 2 && token.back() == '"' && std::memchr(token.data(), '\\', token.size()) == nullptr) {
        out += token;
        return true;
    }
    std::string_view text;
    if (value.get_string().get(text))
        return false;
    appendJsonText(out, text);
    return true;
}

bool appendObject(od::value value, std::string& out)
{
    od::object object;
    if (value.get_object().get(object))
        return false;
    out += '{';
    char separator = 0;
    for (auto field : object) {
        std::string_view key;
        od::value member;
        if (field.unescaped_key().get(key) || field.value().get(member))
            return false;
        if (separator != 0)
            out += separator;
        separator = ',';
        appendJsonText(out, key);
        out += ':';
        if (!appendCompact(member, out))
            return false;
    }
    out += '}';
    return true;
}

bool appendArray(od::value value, std::string& out)
{
    od::array array;
    if (value.get_array().get(array))
        return false;
    out += '[';
    char separator = 0;
    for (auto element : array) {
        od::value item;
        if (std::move(element).get(item))
            return false;
        if (separator != 0)
            out += separator;
        separator = ',';
        if (!appendCompact(item, out))
            return false;
    }
    out += ']';
    return true;
}

} // namespace

bool isJsonNumber(std::string_view token)
{
    const char* p = token.data();
    const char* const end = p + token.size();
    if (p != end && *p == '-')
        ++p;
    const char* const whole = p;
    p = skipDigits(p, end);
    if (p == whole || (*whole == '0' && p - whole > 1))
        return false;
    if (p != end && *p == '.') {
        const char* const fraction = ++p;
        p = skipDigits(p, end);
        if (p == fraction)
            return false;
    }
    if (p == end) // a fraction of 300 digits is as good as any; a number of 300 digits is none that a reader takes
        return token.size() < 300 || std::isfinite(std::strtod(std::string(token).c_str(), nullptr));
    if (*p != 'e' && *p != 'E')
        return false;
    ++p;
    if (p != end && (*p == '+' || *p == '-'))
        ++p;
    const char* const exponent = p;
    p = skipDigits(p, end);
    return p != exponent && p == end && std::isfinite(std::strtod(std::string(token).c_str(), nullptr));
}

bool appendCompact(od::value value, std::string& out)
{
    od::json_type type;
    if (value.type().get(type))
        return false;
    switch (type) {
    case od::json_type::object: return appendObject(value, out);
    case od::json_type::array: return appendArray(value, out);
    case od::json_type::string: return appendString(value, out);
    case od::json_type::number: {
        const std::string_view token = trimmed(value.raw_json_token());
        out += token;
        return isJsonNumber(token);
    }
    default: {
        const std::string_view token = trimmed(value.raw_json_token());
        out += token;
        return token == "true" || token == "false" || token == "null";
    }
    }
}

std::string_view scalarText(od::value value)
{
    od::json_type type;
    std::string_view text;
    if (value.type().get(type) || type == od::json_type::object || type == od::json_type::array || type == od::json_type::null)
        return {};
    if (type != od::json_type::string)
        return trimmed(value.raw_json_token());
    return value.get_string().get(text) ? std::string_view() : text;
}

std::string_view plainText(od::value value)
{
    std::string_view token = value.raw_json_token();
    if (token.empty() || token.front() != '"')
        return {};
    token = trimmed(token);
    if (token.size() < 2 || token.back() != '"' || std::memchr(token.data(), '\\', token.size()) != nullptr)
        return {};
    return token.substr(1, token.size() - 2);
}

std::optional<std::int64_t> wholeNumber(std::string_view digits)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size() || digits.empty())
        return std::nullopt;
    return number;
}

std::string_view JsonElementReader::mend(const JsonPiece& piece)
{
    JsonRepair repair = repairJson(piece.text);
    m_problem = repair.sentence();
    if (m_problem.empty() && !piece.isComplete)
        m_problem = "cut short, complete elements kept";
    if (repair.text.empty() || repair.text.front() != '{') {
        m_problem = "is not a JSON object";
        return {};
    }
    m_mended = std::move(repair.text);
    const std::size_t size = m_mended.size();
    m_mended.append(simdjson::SIMDJSON_PADDING, ' ');
    return {m_mended.data(), size};
}

} // namespace mgx
