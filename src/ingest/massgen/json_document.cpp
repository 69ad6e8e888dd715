// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/json_document.h"

#include "ingest/json_repair.h"
#include "ingest/massgen/json_numbers.h"

#include <bit>
#include <simdjson.h>

namespace mgx {

namespace {

using Element = simdjson::dom::element;
static_assert(sizeof(Element) == sizeof(std::array<std::uint64_t, 2>) && std::is_trivially_copyable_v<Element>);

Element toElement(const std::array<std::uint64_t, 2>& raw)
{
    return std::bit_cast<Element>(raw);
}

constexpr double kEarliestSeconds = 0;          // 1970
constexpr double kLatestSeconds = 7258118400.0; // 2200

} // namespace

struct JsonDocument::Parser
{
    simdjson::dom::parser parser;
    simdjson::padded_string bytes;
};

JsonDocument::JsonDocument() = default;
JsonDocument::~JsonDocument() = default;
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;

JsonDocument::Outcome JsonDocument::parse(std::string_view bytes)
{
    if (!m_parser)
        m_parser = std::make_unique<Parser>();
    m_root = {};
    const auto attempt = [this](std::string_view text) {
        Element element;
        m_parser->bytes = simdjson::padded_string(text);
        if (m_parser->parser.parse(m_parser->bytes).get(element) != simdjson::SUCCESS)
            return false;
        m_root.m_element = std::bit_cast<std::array<std::uint64_t, 2>>(element);
        m_root.m_isPresent = true;
        return true;
    };
    if (attempt(bytes))
        return {true, {}};
    JsonRepair repair = repairJson(bytes);
    if (repair.text.empty())
        return {false, repair.sentence()};
    if (attempt(repair.text))
        return {true, repair.sentence()};
    const std::string tamed = withTameNumbers(repair.text);
    if (!attempt(tamed))
        return {false, repair.sentence()};
    const std::string sentence = repair.sentence();
    return {true, (sentence.empty() ? "" : sentence + "; ") + "numbers out of range read as null or rounded"};
}

JsonValue::Type JsonValue::type() const
{
    if (!m_isPresent)
        return Type::Missing;
    switch (toElement(m_element).type()) {
    case simdjson::dom::element_type::ARRAY:
        return Type::Array;
    case simdjson::dom::element_type::OBJECT:
        return Type::Object;
    case simdjson::dom::element_type::STRING:
        return Type::Text;
    case simdjson::dom::element_type::BOOL:
        return Type::Boolean;
    case simdjson::dom::element_type::NULL_VALUE:
        return Type::Null;
    default:
        return Type::Number;
    }
}

JsonValue JsonValue::operator[](std::string_view key) const
{
    JsonValue value;
    simdjson::dom::object object;
    Element member;
    if (m_isPresent && toElement(m_element).get(object) == simdjson::SUCCESS
        && object.at_key(key).get(member) == simdjson::SUCCESS) {
        value.m_element = std::bit_cast<std::array<std::uint64_t, 2>>(member);
        value.m_isPresent = true;
    }
    return value;
}

std::vector<std::pair<std::string_view, JsonValue>> JsonValue::members() const
{
    std::vector<std::pair<std::string_view, JsonValue>> list;
    simdjson::dom::object object;
    if (!m_isPresent || toElement(m_element).get(object) != simdjson::SUCCESS)
        return list;
    for (const auto& [key, member] : object) {
        JsonValue value;
        value.m_element = std::bit_cast<std::array<std::uint64_t, 2>>(member);
        value.m_isPresent = true;
        list.emplace_back(key, value);
    }
    return list;
}

std::vector<JsonValue> JsonValue::elements() const
{
    std::vector<JsonValue> list;
    simdjson::dom::array array;
    if (!m_isPresent || toElement(m_element).get(array) != simdjson::SUCCESS)
        return list;
    for (const Element element : array) {
        JsonValue value;
        value.m_element = std::bit_cast<std::array<std::uint64_t, 2>>(element);
        value.m_isPresent = true;
        list.push_back(value);
    }
    return list;
}

std::string_view JsonValue::text() const
{
    std::string_view text;
    if (m_isPresent && toElement(m_element).get(text) == simdjson::SUCCESS)
        return text;
    return {};
}

std::optional<double> JsonValue::number() const
{
    double value = 0;
    if (m_isPresent && type() == Type::Number && toElement(m_element).get(value) == simdjson::SUCCESS)
        return value;
    return std::nullopt;
}

std::optional<std::int64_t> JsonValue::integer() const
{
    std::int64_t value = 0;
    if (m_isPresent && toElement(m_element).get(value) == simdjson::SUCCESS)
        return value;
    const std::optional<double> real = number();
    if (real && *real > -9.0e18 && *real < 9.0e18)
        return static_cast<std::int64_t>(*real);
    return std::nullopt;
}

std::optional<bool> JsonValue::boolean() const
{
    bool value = false;
    if (m_isPresent && toElement(m_element).get(value) == simdjson::SUCCESS)
        return value;
    return std::nullopt;
}

TimeNs JsonValue::epochTime() const
{
    const std::optional<double> seconds = number();
    if (!seconds || *seconds <= kEarliestSeconds || *seconds >= kLatestSeconds)
        return kNoTime;
    return timeFromSeconds(*seconds);
}

std::vector<std::string> JsonValue::texts() const
{
    std::vector<std::string> list;
    for (const JsonValue& value : elements()) {
        if (value.isText())
            list.emplace_back(value.text());
    }
    return list;
}

std::string JsonValue::json() const
{
    return m_isPresent ? simdjson::minify(toElement(m_element)) : std::string();
}

} // namespace mgx
