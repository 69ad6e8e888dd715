// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/json_value.h"

namespace mgx {

namespace {

constexpr int kDeepest = 200; ///< writing a value out recurses

bool isTooDeep(std::string_view text)
{
    int depth = 0;
    for (const char c : text) {
        depth += (c == '[' || c == '{') - (c == ']' || c == '}');
        if (depth > kDeepest)
            return true; // brackets within texts count as well: such a text is treated as plain
    }
    return false;
}

} // namespace

Json parsedJson(std::string_view text)
{
    return isTooDeep(text) ? Json(Json::value_t::discarded) : Json::parse(text, nullptr, false);
}

std::string dumped(const Json& value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string memberText(const Json& object, const char* key)
{
    if (!object.is_object())
        return {};
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return {};
    return found->is_string() ? found->get<std::string>() : dumped(*found);
}

} // namespace mgx
