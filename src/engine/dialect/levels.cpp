// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/levels.h"

#include "engine/dialect/characters.h"

#include <array>
#include <string>

namespace mgx::dialect {

int levelNumber(std::string_view name)
{
    struct Level
    {
        std::string_view name;
        int number;
    };
    constexpr std::array<Level, 8> kLevels = {{{"trace", 1}, {"debug", 5}, {"info", 9}, {"notice", 10}, {"warn", 13},
                                               {"warning", 13}, {"error", 17}, {"fatal", 21}}};
    std::string lower(name);
    for (char& c : lower)
        c = toLower(c);
    for (const Level& level : kLevels) {
        if (level.name == lower)
            return level.number;
    }
    return 0;
}

} // namespace mgx::dialect
