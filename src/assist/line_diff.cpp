// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/line_diff.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::size_t kMostLines = 1000;

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return lines;
}

} // namespace

std::vector<DiffLine> lineDiff(std::string_view before, std::string_view after)
{
    const auto a = linesOf(before);
    const auto b = linesOf(after);
    // common[i][j]: length of the longest common part of a[i..] and b[j..].
    const bool isShort = a.size() <= kMostLines && b.size() <= kMostLines;
    std::vector<std::vector<std::size_t>> common(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = isShort ? a.size() : 0; i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;)
            common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
    std::vector<DiffLine> diff;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            diff.push_back({DiffLine::Kind::Same, std::string(a[i])});
            ++i;
            ++j;
        } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
            diff.push_back({DiffLine::Kind::Removed, std::string(a[i++])});
        } else {
            diff.push_back({DiffLine::Kind::Added, std::string(b[j++])});
        }
    }
    return diff;
}

} // namespace mgx
