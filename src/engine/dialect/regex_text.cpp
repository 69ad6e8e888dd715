// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/regex_text.h"

#include <vector>

namespace mgx::dialect {

namespace {

/// Unicode's members of a class escape, without brackets; empty for other letters.
std::string_view members(char letter)
{
    switch (letter) {
    case 'w':
    case 'W': return R"(\pL\pM\p{Nd}\p{Pc})";
    case 'd':
    case 'D': return R"(\p{Nd})";
    case 's':
    case 'S': return R"(\s\x{85}\pZ)";
    default: return {};
    }
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNameCharacter(char c)
{
    return isDigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether a '(' begins a capturing group; `name` is what it is called.
bool isGroup(std::string_view behind, std::string_view& name)
{
    name = {};
    if (!behind.starts_with("?"))
        return true;
    const std::size_t first = behind.starts_with("?P<") ? 3 : behind.starts_with("?<") && !behind.starts_with("?<=") && !behind.starts_with("?<!") ? 2 : 0;
    if (first == 0)
        return false;
    name = behind.substr(first, behind.find('>', first) - first);
    return true;
}

std::vector<std::string_view> groupNames(std::string_view pattern)
{
    std::vector<std::string_view> names;
    bool isInClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        std::string_view name;
        if (c == '\\')
            ++i;
        else if (isInClass)
            isInClass = c != ']';
        else if (c == '[')
            isInClass = true;
        else if (c == '(' && isGroup(pattern.substr(i + 1), name))
            names.push_back(name);
    }
    return names;
}

/// The group that `name` stands for: digits or a name; -1 = none.
int groupOf(std::string_view name, const std::vector<std::string_view>& names)
{
    if (!name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos) {
        const int number = name.size() > 3 ? 1000 : std::stoi(std::string(name));
        return number <= static_cast<int>(names.size()) ? number : -1;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!name.empty() && names[i] == name)
            return static_cast<int>(i) + 1;
    }
    return -1;
}

void appendGroup(int group, std::string& out)
{
    if (group >= 0 && group <= 9) // RE2 has no more; a group that does not exist is empty
        out += "\\" + std::to_string(group);
}

} // namespace

std::string regexPattern(std::string_view pattern, std::string_view flags)
{
    std::string inlined;
    bool isFree = false;
    for (const char flag : flags) {
        isFree |= flag == 'x';
        if (std::string_view("imsU").find(flag) != std::string_view::npos)
            inlined += flag;
    }
    std::string out = inlined.empty() ? "" : "(?" + inlined + ")";
    int classDepth = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            const char letter = pattern[++i];
            const std::string_view list = members(letter);
            const bool isNegated = letter == 'W' || letter == 'D' || letter == 'S';
            if (list.empty() || (isNegated && classDepth > 0))
                (out += c) += letter;
            else if (classDepth > 0)
                out += list;
            else
                out.append(isNegated ? "[^" : "[").append(list).append("]");
            continue;
        }
        if (classDepth > 0) {
            if (c == '[' && pattern.substr(i).starts_with("[:"))
                ++classDepth;
            classDepth -= c == ']' ? 1 : 0;
        } else if (c == '[') {
            classDepth = 1;
            // A ] right behind the bracket is a member.
            const std::size_t first = i + (i + 1 < pattern.size() && pattern[i + 1] == '^' ? 2 : 1);
            if (first < pattern.size() && pattern[first] == ']') {
                out.append(pattern.substr(i, first - i)).append("\\]");
                i = first;
                continue;
            }
        } else if (isFree && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            continue;
        } else if (isFree && c == '#') {
            i = std::min(pattern.find('\n', i), pattern.size());
            continue;
        } else if (std::string_view name; c == '(' && pattern.substr(i + 1).starts_with("?<") && isGroup(pattern.substr(i + 1), name)) {
            out += "(?P<";
            i += 2;
            continue;
        }
        out += c;
    }
    return out;
}

std::string regexReplacement(std::string_view replacement, std::string_view pattern)
{
    const std::vector<std::string_view> names = groupNames(pattern);
    std::string out;
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const char c = replacement[i];
        const std::string_view rest = replacement.substr(i + 1);
        if (c == '\\' && !rest.empty() && isDigit(rest[0])) {
            std::size_t length = 1;
            while (length < rest.size() && isDigit(rest[length]))
                ++length;
            appendGroup(groupOf(rest.substr(0, length), names), out);
            i += length;
        } else if (c == '\\') {
            out += "\\\\";
        } else if (c == '$' && rest.starts_with('$')) {
            out += '$';
            ++i;
        } else if (c == '$' && rest.starts_with('{') && rest.find('}') != std::string_view::npos) {
            const std::size_t end = rest.find('}');
            appendGroup(groupOf(rest.substr(1, end - 1), names), out);
            i += end + 1;
        } else if (c == '$' && !rest.empty() && isNameCharacter(rest[0])) {
            std::size_t length = 1;
            while (length < rest.size() && isNameCharacter(rest[length]))
                ++length;
            appendGroup(groupOf(rest.substr(0, length), names), out);
            i += length;
        } else {
            out += c;
        }
    }
    return out;
}

int regexGroupCount(std::string_view pattern)
{
    return static_cast<int>(groupNames(pattern).size());
}

} // namespace mgx::dialect
