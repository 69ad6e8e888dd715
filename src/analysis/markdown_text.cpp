// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/markdown_text.h"

#include "base/text.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::string_view kLink = "](mgx://";

std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            ++i;
        out.push_back(text[i]);
    }
    return out;
}

int hexDigit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// %XX → the byte.
std::string decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low >= 0) {
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

void blank(std::string& text, std::size_t begin, std::size_t end)
{
    std::fill(text.begin() + std::ptrdiff_t(begin), text.begin() + std::ptrdiff_t(std::min(end, text.size())), ' ');
}

/// Behind the bracket that closes a link's target; the title in it may hold brackets, but no quotes.
std::size_t endOfTarget(std::string_view line, std::size_t from)
{
    const std::size_t end = line.find(')', from);
    const std::size_t quote = line.find('"', from);
    const std::size_t last = quote < end ? line.find("\")", quote + 1) : std::string_view::npos;
    return last != std::string_view::npos ? last + 2 : end == std::string_view::npos ? end : end + 1;
}

} // namespace

bool CodeFence::take(std::string_view line)
{
    const std::string_view plain = trimmed(line);
    const char first = plain.empty() ? ' ' : plain.front();
    std::size_t length = 0;
    while (length < plain.size() && plain[length] == first)
        ++length;
    const bool isFence = length >= 3 && (first == '`' || first == '~');
    if (m_mark == 0) {
        if (isFence) {
            m_mark = first;
            m_length = length;
        }
        return isFence;
    }
    if (isFence && first == m_mark && length >= m_length && length == plain.size())
        m_mark = 0;
    return true;
}

std::vector<FigureLink> figureLinks(std::string_view line)
{
    std::vector<FigureLink> links;
    for (std::size_t close = line.find(kLink); close != std::string_view::npos; close = line.find(kLink, close + 1)) {
        std::size_t open = close;
        while (open > 0 && !(line[open - 1] == '[' && (open < 2 || line[open - 2] != '\\')))
            --open;
        const std::size_t end = endOfTarget(line, close);
        if (open == 0 || end == std::string_view::npos)
            continue;
        const std::string_view target = line.substr(close + 2, line.find_first_of(" )", close + 2) - close - 2);
        const std::size_t hash = target.find('#');
        links.push_back({open, close, end, unescaped(line.substr(open, close - open)), hash == std::string_view::npos ? std::string() : decoded(target.substr(hash + 1))});
    }
    return links;
}

void blankCodeSpans(std::string& line, const std::function<bool(std::string_view)>& isName)
{
    for (std::size_t at = line.find('`'); at != std::string::npos; at = line.find('`', at)) {
        const std::size_t begin = std::min(line.find_first_not_of('`', at), line.size());
        const std::size_t length = begin - at;
        std::size_t close = begin;
        for (std::size_t run = 0; close < line.size(); close += std::max<std::size_t>(run, 1)) {
            run = std::min(line.find_first_not_of('`', close), line.size()) - close;
            if (run == length)
                break;
        }
        if (close >= line.size()) {
            at = begin;
            continue;
        }
        const bool keepsText = isName(std::string_view(line).substr(begin, close - begin));
        blank(line, at, keepsText ? begin : close);
        blank(line, close, close + length);
        at = close + length;
    }
}

void blankAddresses(std::string& line)
{
    for (std::size_t at = line.find("]("); at != std::string::npos; at = line.find("](", at + 1))
        blank(line, at, std::min(line.find(')', at), line.size()));
    for (std::size_t at = line.find("://"); at != std::string::npos; at = line.find("://", at))
        blank(line, at, std::min(line.find_first_of(" )>", at), line.size()));
}

} // namespace mgx
