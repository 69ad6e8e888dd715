// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mgx {

/// One value of a JsonDocument, which must outlive it. Every accessor takes any type of value: what does not fit is
/// nothing, so that a field of a wrong type reads as one that is missing.
class JsonValue
{
public:
    enum class Type : std::uint8_t { Missing, Null, Boolean, Number, Text, Array, Object };

    JsonValue() = default;

    [[nodiscard]] Type type() const;
    [[nodiscard]] bool isMissing() const { return !m_isPresent; }
    [[nodiscard]] bool isObject() const { return type() == Type::Object; }
    [[nodiscard]] bool isArray() const { return type() == Type::Array; }
    [[nodiscard]] bool isText() const { return type() == Type::Text; }

    /// Member of an object; of a repeated key the first. O(members).
    [[nodiscard]] JsonValue operator[](std::string_view key) const;
    [[nodiscard]] std::vector<std::pair<std::string_view, JsonValue>> members() const;
    [[nodiscard]] std::vector<JsonValue> elements() const;

    [[nodiscard]] std::string_view text() const;
    [[nodiscard]] std::optional<double> number() const;
    /// Also of a number written with a fraction or an exponent, rounded towards zero, where it fits.
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] std::optional<bool> boolean() const;
    /// Epoch seconds as an instant; kNoTime for anything that is no plausible instant.
    [[nodiscard]] TimeNs epochTime() const;
    /// Elements that are texts.
    [[nodiscard]] std::vector<std::string> texts() const;
    /// The value as compact JSON.
    [[nodiscard]] std::string json() const;

private:
    friend class JsonDocument;
    std::array<std::uint64_t, 2> m_element{}; ///< a simdjson::dom::element, kept out of this header
    bool m_isPresent = false;
};

/// A JSON text in memory, parsed by simdjson; what simdjson rejects goes through repairJson() first. One object can parse
/// one text after another and reuses its memory. Not thread-safe.
class JsonDocument
{
public:
    JsonDocument();
    ~JsonDocument();
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;

    struct Outcome
    {
        bool isUsable = false; ///< false: nothing could be kept
        std::string repair;    ///< what was repaired; empty if nothing
    };
    /// Replaces the document. Values of the previous one become invalid.
    Outcome parse(std::string_view bytes);

    [[nodiscard]] JsonValue root() const { return m_root; }

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
    JsonValue m_root;
};

} // namespace mgx
