// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include <algorithm>

namespace mgx::cli {

std::string Arguments::value(std::string_view name, std::string_view fallback) const
{
    const auto found = options.find(name);
    return found == options.end() ? std::string(fallback) : found->second;
}

std::vector<std::string> Arguments::values(std::string_view name) const
{
    const auto found = lists.find(name);
    return found == lists.end() ? std::vector<std::string>() : found->second;
}

Result<Arguments> parseArguments(std::span<const std::string> arguments, std::span<const Option> known)
{
    Arguments result;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--") {
            result.paths.insert(result.paths.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
            break;
        }
        if (argument.size() < 2 || argument[0] != '-') {
            result.paths.push_back(argument);
            continue;
        }
        const std::size_t equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        const auto option = std::find_if(known.begin(), known.end(), [&](const Option& o) { return o.name == name; });
        if (option == known.end())
            return failure("unknown option " + name);
        if (!option->hasValue) {
            if (equals != std::string::npos)
                return failure(name + " takes no value");
            result.options[name] = "1";
        } else if (equals != std::string::npos) {
            result.options[name] = argument.substr(equals + 1);
        } else if (i + 1 < arguments.size()) {
            result.options[name] = arguments[++i];
        } else {
            return failure(name + " needs a value");
        }
        result.lists[name].push_back(result.options[name]);
    }
    return result;
}

} // namespace mgx::cli
