// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace mgx {

/// Which attributes a `logfire.json_schema` describes as something else than a plain scalar: their texts are JSON. Schemas
/// repeat from span to span, so the last few hundred are remembered. One thread.
class SchemaKeys
{
public:
    using Keys = std::unordered_set<std::string>;

    [[nodiscard]] const Keys& of(std::string_view schema);

private:
    static constexpr std::size_t kMaxSchemas = 512;
    static constexpr std::size_t kMaxBytes = 1 << 16; ///< a longer schema is read each time

    std::unordered_map<std::string, Keys> m_known;
    Keys m_last;
};

} // namespace mgx
