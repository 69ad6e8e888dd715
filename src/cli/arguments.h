// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mgx::cli {

/// An option of a subcommand: `--name VALUE` or, as a flag, `--name`.
struct Option
{
    std::string_view name; ///< with the dashes
    bool hasValue = false;
};

/// Arguments of a subcommand, taken apart. `--name=value` works too; everything after `--` is a path.
struct Arguments
{
    std::vector<std::string> paths;
    std::map<std::string, std::string, std::less<>> options; ///< a flag has the value "1"

    std::map<std::string, std::vector<std::string>, std::less<>> lists; ///< all values of an option, in order

    [[nodiscard]] bool has(std::string_view name) const { return options.find(name) != options.end(); }
    [[nodiscard]] std::string value(std::string_view name, std::string_view fallback = {}) const;
    [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
};

/// Fails with a sentence on an option that is not known, lacks its value or has one too many.
[[nodiscard]] Result<Arguments> parseArguments(std::span<const std::string> arguments, std::span<const Option> known);

} // namespace mgx::cli
