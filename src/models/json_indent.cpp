// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/json_indent.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr int kDeepest = 100; ///< deeper lines are indented no further

void newLine(std::string& out, int depth)
{
    out += '\n';
    out.append(static_cast<std::size_t>(2 * std::clamp(depth, 0, kDeepest)), ' ');
}

std::size_t endOfString(std::string_view json, std::size_t at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\')
            ++at;
    }
    return std::min(json.size(), at + 1);
}

} // namespace

void appendIndented(std::string& out, std::string_view json, int depth)
{
    bool isOpen = false; // the last thing was an opening bracket
    for (std::size_t at = 0; at < json.size();) {
        const char c = json[at];
        if (c == '"') {
            if (isOpen)
                newLine(out, depth);
            isOpen = false;
            const std::size_t end = endOfString(json, at);
            out += json.substr(at, end - at);
            at = end;
            continue;
        }
        ++at;
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
            continue;
        if (c == '}' || c == ']') {
            --depth;
            if (!isOpen)
                newLine(out, depth);
        } else if (isOpen) {
            newLine(out, depth);
        }
        out += c;
        isOpen = c == '{' || c == '[';
        if (isOpen)
            ++depth;
        else if (c == ',')
            newLine(out, depth);
        else if (c == ':')
            out += ' ';
    }
}

} // namespace mgx
