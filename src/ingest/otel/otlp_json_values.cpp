// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/otel/otlp_json_values.h"

#include "base/json_text.h"
#include "ingest/json_element.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace mgx {

namespace od = simdjson::ondemand;

namespace {

constexpr int kMaxDepth = 256; ///< arrays in arrays: simdjson allows 1,024 brackets

[[nodiscard]] bool appendAnyValue(od::value value, int depth, std::string& out);

/// The elements of `{"values": […]}`, each written by `appendItem(item)`, with commas between them.
template <class AppendItem>
[[nodiscard]] bool appendValues(od::value value, std::string& out, AppendItem&& appendItem)
{
    const std::size_t begin = out.size();
    return eachMember(value, [&](std::string_view, od::value values) {
        return eachItem(values, [&](od::value item) {
            if (out.size() > begin)
                out += ',';
            return appendItem(item);
        });
    });
}

[[nodiscard]] bool appendList(od::value value, int depth, std::string& out)
{
    out += '[';
    if (!appendValues(value, out, [&](od::value item) { return appendAnyValue(item, depth + 1, out); }))
        return false;
    out += ']';
    return true;
}

[[nodiscard]] bool appendPair(od::value value, int depth, std::string& out)
{
    std::string key;
    std::string json = "null";
    const bool isGood = eachMember(value, [&](std::string_view name, od::value member) {
        if (name == "key")
            key = scalarText(member);
        if (name != "value")
            return true;
        json.clear();
        return appendAnyValue(member, depth + 1, json);
    });
    appendJsonText(out, key);
    out += ':';
    out += json;
    return isGood;
}

[[nodiscard]] bool appendMap(od::value value, int depth, std::string& out)
{
    out += '{';
    if (!appendValues(value, out, [&](od::value item) { return appendPair(item, depth, out); }))
        return false;
    out += '}';
    return true;
}

/// A 64-bit integer as text or number, exactly; anything else stays what it is.
[[nodiscard]] bool appendInteger(od::value value, std::string& out)
{
    const std::string_view text = scalarText(value);
    const std::size_t digits = text.substr(0, 1) == "-" ? 1 : 0;
    const bool isWhole = text.size() > digits && text.size() < 21 && text.find_first_not_of("0123456789", digits) == std::string_view::npos
                         && (text[digits] != '0' || text.size() == digits + 1);
    if (isWhole)
        out += text;
    else
        appendJsonText(out, text);
    return true;
}

[[nodiscard]] bool appendDouble(od::value value, std::string& out)
{
    od::json_type type;
    if (value.type().get(type))
        return false;
    if (type == od::json_type::number) {
        const std::size_t begin = out.size();
        if (!appendCompact(value, out))
            return false;
        appendFraction(out, begin);
        return true;
    }
    appendJsonText(out, scalarText(value)); // NaN and Infinity have no number in JSON
    return true;
}

/// The one member of an AnyValue.
[[nodiscard]] bool appendKind(std::string_view key, od::value member, int depth, std::string& out)
{
    if (isMember(key, "intValue"))
        return appendInteger(member, out);
    if (isMember(key, "doubleValue"))
        return appendDouble(member, out);
    if (isMember(key, "arrayValue"))
        return appendList(member, depth, out);
    if (isMember(key, "kvlistValue"))
        return appendMap(member, depth, out);
    return appendCompact(member, out); // stringValue, boolValue, bytesValue
}

[[nodiscard]] bool appendAnyValue(od::value value, int depth, std::string& out)
{
    od::object object;
    if (depth > kMaxDepth || value.get_object().get(object))
        return false;
    bool isEmpty = true;
    for (auto field : object) {
        std::string_view key;
        od::value member;
        if (field.unescaped_key().get(key) || field.value().get(member))
            return false;
        if (isEmpty && !appendKind(key, member, depth, out)) // it is one of several kinds: the first counts
            return false;
        isEmpty = false;
    }
    if (isEmpty)
        out += "null";
    return true;
}

std::optional<std::string> fromBase64(std::string_view text, std::size_t bytes)
{
    if (text.size() != (bytes + 2) / 3 * 4)
        return std::nullopt;
    static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (char c : text) {
        if (c == '=')
            break;
        c = c == '-' ? '+' : c == '_' ? '/' : c;
        const std::size_t digit = kDigits.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xFF);
        }
    }
    return out.size() == bytes ? std::optional(out) : std::nullopt;
}

std::uint64_t bigEndian(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (const char c : bytes)
        number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

} // namespace

bool isMember(std::string_view key, std::string_view camelCase)
{
    if (key == camelCase)
        return true;
    std::size_t i = 0;
    for (const char c : camelCase) {
        const bool isUpper = c >= 'A' && c <= 'Z';
        if (isUpper && (i >= key.size() || key[i++] != '_'))
            return false;
        if (i >= key.size() || key[i++] != (isUpper ? static_cast<char>(c + 32) : c))
            return false;
    }
    return i == key.size();
}

bool readAnyValue(od::value value, TextArena& arena, OtelValue& out)
{
    od::object object;
    if (value.get_object().get(object))
        return false;
    bool isEmpty = true;
    for (auto field : object) {
        std::string_view key;
        od::value member;
        od::json_type type;
        if (field.unescaped_key().get(key) || field.value().get(member) || member.type().get(type))
            return false;
        if (!isEmpty)
            continue;
        isEmpty = false;
        out.isText = type == od::json_type::string && isMember(key, "stringValue");
        if (out.isText) { // the usual case, without a copy
            if (member.get_string().get(out.text))
                return false;
            continue;
        }
        std::string json;
        if (!appendKind(key, member, 0, json))
            return false;
        out.text = arena.add(json);
    }
    if (isEmpty)
        out = {"null", false};
    return true;
}

bool readKeyValues(od::value value, TextArena& arena, OtelAttributes& out)
{
    return eachItem(value, [&](od::value pair) {
        OtelAttribute& attribute = out.emplace_back();
        attribute.value = {"null", false};
        return eachMember(pair, [&](std::string_view name, od::value member) {
            if (name == "key")
                attribute.key = scalarText(member);
            return name != "value" || readAnyValue(member, arena, attribute.value);
        });
    });
}

TimeNs otlpTime(std::string_view digits)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc::result_out_of_range)
        return std::numeric_limits<TimeNs>::max();
    if (error != std::errc() || number == 0)
        return kNoTime;
    return static_cast<TimeNs>(std::min<std::uint64_t>(number, std::numeric_limits<TimeNs>::max()));
}

std::optional<TraceId> otlpTraceId(std::string_view text)
{
    if (text.size() == 24) {
        if (const auto bytes = fromBase64(text, 16))
            return TraceId{bigEndian(std::string_view(*bytes).substr(0, 8)), bigEndian(std::string_view(*bytes).substr(8))};
    }
    return parseTraceId(text);
}

std::optional<std::uint64_t> otlpSpanId(std::string_view text)
{
    if (text.size() == 12 && text.back() == '=') {
        if (const auto bytes = fromBase64(text, 8))
            return bigEndian(*bytes);
    }
    return parseSpanId(text);
}

} // namespace mgx
