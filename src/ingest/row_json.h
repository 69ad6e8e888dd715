// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/run_facts.h"

#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Attributes of one row, valid until the parser is used again. Missing or of another type = empty, absent.
class RowJson
{
public:
    RowJson(simdjson::dom::parser& parser, std::string_view json)
    {
        simdjson::dom::element root;
        if (!json.empty() && !parser.parse(json.data(), json.size()).get(root))
            m_isGood = !root.get(m_object);
    }

    [[nodiscard]] std::string text(std::string_view key) const
    {
        std::string_view value;
        return m_isGood && !m_object.at_key(key).get(value) ? std::string(value) : std::string();
    }
    [[nodiscard]] std::optional<double> number(std::string_view key) const
    {
        double value = 0;
        return m_isGood && !m_object.at_key(key).get(value) ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] std::optional<bool> boolean(std::string_view key) const
    {
        bool value = false;
        return m_isGood && !m_object.at_key(key).get(value) ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const
    {
        std::vector<std::string> list;
        simdjson::dom::array array;
        if (!m_isGood || m_object.at_key(key).get(array))
            return list;
        for (const simdjson::dom::element item : array) {
            std::string_view value;
            if (!item.get(value))
                list.emplace_back(value);
        }
        return list;
    }
    [[nodiscard]] std::optional<Usage> usage() const
    {
        const auto input = number("massgen.usage.input");
        if (!input)
            return std::nullopt;
        const auto whole = [&](std::string_view key) { return static_cast<std::int64_t>(number(key).value_or(0)); };
        return Usage{static_cast<std::int64_t>(*input), whole("massgen.usage.output"), whole("massgen.usage.reasoning"),
                     whole("massgen.usage.cached_input"), number("massgen.usage.cost").value_or(0)};
    }

private:
    simdjson::dom::object m_object;
    bool m_isGood = false;
};

} // namespace mgx
