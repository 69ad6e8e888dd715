// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/plain_text.h"

#include "analysis/json_value.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace mgx {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool isHex(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool isWordPart(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
}
char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

bool isUuid(std::string_view word)
{
    if (word.size() != 36)
        return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? word[i] != '-' : !isHex(word[i]))
            return false;
    }
    return true;
}

/// Hexadecimal with digits and letters: the id of a span, a container or a commit.
bool isHexId(std::string_view word, std::size_t least)
{
    const auto digits = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), isDigit));
    return word.size() >= least && digits > 0 && digits < word.size() && std::all_of(word.begin(), word.end(), isHex);
}

/// MassGen's YYYYMMDD_HHMMSS[_ffffff].
bool isStamp(std::string_view word)
{
    const auto digits = std::count_if(word.begin(), word.end(), isDigit);
    return digits >= 14 && std::all_of(word.begin(), word.end(), [](char c) { return isDigit(c) || c == '_'; });
}

/// What stands for a word that is another one each time; empty if it is an ordinary word.
std::string_view volatileWord(std::string_view word)
{
    if (isUuid(word) || isHexId(word, 12))
        return "<id>";
    if (isStamp(word))
        return word.find('_') == std::string_view::npos ? "<n>" : "<time>";
    if (word.size() >= 10 && std::all_of(word.begin(), word.end(), isDigit))
        return "<n>";
    const std::size_t bar = word.find('_');
    if (bar == std::string_view::npos)
        return startsWith(word, "tmp") && word.size() >= 8 && std::any_of(word.begin(), word.end(), isDigit) ? "<id>" : "";
    const std::string_view head = word.substr(0, bar);
    const std::string_view tail = word.substr(bar + 1);
    if (isStamp(tail))
        return "<time>";
    if ((head == "call" || head == "toolu") && tail.size() >= 8)
        return "<id>";
    return isHexId(tail, 8) ? "<id>" : "";
}

/// Length of a date with a time of day at the start of the text; 0 = there is none.
std::size_t isoTimeLength(std::string_view text)
{
    constexpr std::string_view kShape = "dddd-dd-dd";
    if (text.size() < kShape.size() + 3)
        return 0;
    for (std::size_t i = 0; i < kShape.size(); ++i) {
        if (kShape[i] == 'd' ? !isDigit(text[i]) : text[i] != '-')
            return 0;
    }
    if ((text[10] != 'T' && text[10] != ' ') || !isDigit(text[11]) || !isDigit(text[12]))
        return 0;
    std::size_t end = 13;
    while (end < text.size() && (isDigit(text[end]) || text[end] == ':' || text[end] == '.' || text[end] == 'Z'))
        ++end;
    return end;
}

bool isPathPart(char c)
{
    return !isBlank(c) && std::string_view("\"'`()[]{}<>|;,=").find(c) == std::string_view::npos;
}

/// A path without `.`, `//`, a last slash, and without the agent's own workspace in front.
std::string normalizedPath(std::string_view path)
{
    std::string out = startsWith(path, "/") ? "/" : "";
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, end - at);
        at = end + 1;
        if (part.empty() || part == ".")
            continue;
        const bool isOwnWorkspace = out.size() >= 11 && out.compare(out.size() - 11, 11, "workspaces/") == 0
                                    && (out.size() == 11 || out[out.size() - 12] == '/');
        if (isOwnWorkspace)
            out.clear();
        else
            out.append(part).push_back('/');
    }
    if (out.size() > 1)
        out.pop_back();
    return out;
}

void replaceWords(std::string_view text, std::string& out)
{
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t length = isDigit(text[i]) ? isoTimeLength(text.substr(i)) : 0) {
            out += "<time>";
            i += length;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && isWordPart(text[end]))
            ++end;
        if (end == i) {
            out.push_back(text[i++]);
            continue;
        }
        const std::string_view word = text.substr(i, end - i);
        const std::string_view stand = volatileWord(word);
        out += stand.empty() ? word : stand;
        i = end;
    }
}

std::string normalizedValue(const Json& value)
{
    if (value.is_string())
        return dumped(Json(withoutVolatileParts(value.get_ref<const std::string&>())));
    std::string out;
    if (value.is_object()) {
        for (const auto& [key, part] : value.items())
            out += (out.empty() ? "{" : ",") + dumped(Json(key)) + ":" + normalizedValue(part);
        return out.empty() ? "{}" : out + "}";
    }
    if (value.is_array()) {
        for (const Json& part : value)
            out += (out.empty() ? "[" : ",") + normalizedValue(part);
        return out.empty() ? "[]" : out + "]";
    }
    return dumped(value);
}

} // namespace

std::string withoutVolatileParts(std::string_view text)
{
    std::string joined; // blanks run together, paths in one form
    for (std::size_t i = 0; i < text.size();) {
        if (isBlank(text[i])) {
            if (!joined.empty() && joined.back() != ' ')
                joined.push_back(' ');
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && isPathPart(text[end]))
            ++end;
        const std::string_view part = text.substr(i, std::max(end, i + 1) - i);
        if (part.find('/') != std::string_view::npos && part.find("://") == std::string_view::npos)
            joined += normalizedPath(part);
        else
            joined += part;
        i += part.size();
    }
    if (!joined.empty() && joined.back() == ' ')
        joined.pop_back();
    std::string out;
    out.reserve(joined.size());
    replaceWords(joined, out);
    return out;
}

std::string normalizedArguments(std::string_view text)
{
    const Json value = parsedJson(text);
    return value.is_discarded() ? withoutVolatileParts(text) : normalizedValue(value);
}

std::string messageFingerprint(std::string_view message)
{
    constexpr std::size_t kMost = 160;
    const std::string plain = withoutVolatileParts(utf8Prefix(message, 2000));
    std::string out;
    for (std::size_t i = 0; i < plain.size() && out.size() < kMost; ++i) {
        const char c = plain[i];
        if (isDigit(c)) {
            while (i + 1 < plain.size() && (isDigit(plain[i + 1]) || (plain[i + 1] == '.' && i + 2 < plain.size() && isDigit(plain[i + 2]))))
                ++i;
            out.push_back('#');
            continue;
        }
        const std::size_t close = c == '\'' || c == '"' || c == '`' ? plain.find(c, i + 1) : std::string::npos;
        if (close != std::string::npos && close - i < 200) {
            out += "'…'";
            i = close;
            continue;
        }
        const bool isPath = c == '/' && i + 1 < plain.size() && isWordPart(plain[i + 1]) && (out.empty() || !isWordPart(out.back()));
        if (isPath) {
            while (i + 1 < plain.size() && isPathPart(plain[i + 1]) && plain[i + 1] != ':')
                ++i;
            out += "<path>";
            continue;
        }
        out.push_back(lower(c));
    }
    return std::string(trimmed(utf8Prefix(out, kMost)));
}

bool looksLikeFailure(std::string_view result)
{
    constexpr std::array<std::string_view, 8> kBeginnings = {"error:", "error executing", "error calling", "tool failed", "traceback (most recent call last)",
                                                             "exception:", "failed:", "fatal:"};
    constexpr std::array<std::string_view, 14> kAnywhere = {
        "iserror=true",      "\"iserror\":true",   "\"iserror\": true",      "\"success\":false",    "\"success\": false",
        "tool call failed",  "permission denied",  "command not found",      "operation not permitted", "no such file or directory",
        "timed out after",   "access denied",      "tool execution failed",  "connection refused"};
    std::string head(utf8Prefix(trimmed(result), 400));
    std::transform(head.begin(), head.end(), head.begin(), lower);
    if (std::any_of(kBeginnings.begin(), kBeginnings.end(), [&](std::string_view word) { return startsWith(head, word); }))
        return true;
    if (std::any_of(kAnywhere.begin(), kAnywhere.end(), [&](std::string_view word) { return head.find(word) != std::string::npos; }))
        return true;
    for (const std::string_view word : {"exit code: ", "exit code ", "exit_code\": ", "exit_code\":", "returncode\": "}) {
        const std::size_t at = head.find(word);
        if (at != std::string::npos && at + word.size() < head.size() && head[at + word.size()] >= '1' && head[at + word.size()] <= '9')
            return true;
    }
    return false;
}

std::string shortened(std::string_view text, std::size_t most)
{
    std::string out;
    for (const char c : utf8Prefix(text, most * 2)) {
        if (!isBlank(c))
            out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
        else if (!out.empty() && out.back() != ' ')
            out.push_back(' ');
    }
    const bool isCut = out.size() > most || text.size() > most * 2;
    out = std::string(trimmed(utf8Prefix(out, most)));
    return isCut ? out + "…" : out;
}

} // namespace mgx
