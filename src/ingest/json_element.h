// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/json_documents.h"
#include "ingest/json_repair.h"

#include <cstdint>
#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>

namespace mgx {

/// Appends a JSON value as compact JSON: checked token by token, numbers as written, strings unescaped as far as JSON allows.
/// False: it is not JSON.
[[nodiscard]] bool appendCompact(simdjson::ondemand::value value, std::string& out);

/// Whether a token is a number as JSON writes it, and one that a reader can hold.
[[nodiscard]] bool isJsonNumber(std::string_view token);

/// The text of a string value, or of any other scalar as written; containers and null give nothing.
[[nodiscard]] std::string_view scalarText(simdjson::ondemand::value value);

/// A string between its quotes, where it says the same in JSON and as text (no backslash in it); nothing otherwise.
[[nodiscard]] std::string_view plainText(simdjson::ondemand::value value);

/// A whole number, written as number or as text; nothing if it is none or does not fit.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view digits);

/// Calls `onMember(key, value)` for every member of an object; false where that returns false or the text is broken.
template <class OnMember>
[[nodiscard]] bool eachMember(simdjson::ondemand::object object, OnMember&& onMember)
{
    for (auto field : object) {
        std::string_view key;
        simdjson::ondemand::value value;
        if (field.unescaped_key().get(key) || field.value().get(value) || !onMember(key, value))
            return false;
    }
    return true;
}
/// The same for a value; what is no object has no members.
template <class OnMember>
[[nodiscard]] bool eachMember(simdjson::ondemand::value value, OnMember&& onMember)
{
    simdjson::ondemand::object object;
    simdjson::ondemand::json_type type;
    if (value.type().get(type))
        return false;
    if (type != simdjson::ondemand::json_type::object)
        return true;
    return !value.get_object().get(object) && eachMember(object, onMember);
}
/// Calls `onItem(value)` for every element; what is no array has none.
template <class OnItem>
[[nodiscard]] bool eachItem(simdjson::ondemand::value value, OnItem&& onItem)
{
    simdjson::ondemand::array list;
    simdjson::ondemand::json_type type;
    if (value.type().get(type))
        return false;
    if (type != simdjson::ondemand::json_type::array)
        return true;
    if (value.get_array().get(list))
        return false;
    for (auto element : list) {
        simdjson::ondemand::value item;
        if (std::move(element).get(item) || !onItem(item))
            return false;
    }
    return true;
}

/// Reads objects with simdjson; one that it refuses is mended and read once more. One thread.
class JsonElementReader
{
public:
    enum class Status : std::uint8_t { Good, Repaired, Unusable };

    /// `take(simdjson::ondemand::object)` returns false where the object turns out to be broken; it may be called twice. What it
    /// keeps views into lives until the next call. After Repaired or Unusable `problem()` says what was wrong.
    template <class Take>
    [[nodiscard]] Status read(const JsonPiece& piece, Take&& take)
    {
        if (piece.isComplete && parse(piece.text.data(), piece.text.size(), take))
            return Status::Good;
        const std::string_view text = mend(piece);
        return !text.empty() && parse(text.data(), text.size(), take) ? Status::Repaired : Status::Unusable;
    }
    [[nodiscard]] const std::string& problem() const { return m_problem; }

private:
    template <class Take>
    bool parse(const char* text, std::size_t size, Take&& take)
    {
        simdjson::ondemand::document document;
        simdjson::ondemand::object object;
        return !m_parser.iterate(text, size, size + simdjson::SIMDJSON_PADDING).get(document) && !document.get_object().get(object)
               && take(object);
    }
    /// Well-formed JSON made of the piece, padded; empty if it is no object.
    [[nodiscard]] std::string_view mend(const JsonPiece& piece);

    simdjson::ondemand::parser m_parser;
    std::string m_mended;
    std::string m_problem;
};

} // namespace mgx
