// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_comments.h"

#include "query/sql_words.h"

#include <algorithm>
#include <vector>

namespace mgx {

namespace {

struct Line
{
    std::string_view text; ///< without its line break
    std::size_t begin = 0;
    std::size_t indent = 0; ///< bytes of white space in front

    [[nodiscard]] bool isBlank() const { return indent == text.size(); }
    [[nodiscard]] bool isComment() const { return text.substr(indent).starts_with("--"); }
};

std::vector<Line> linesOf(std::string_view text, std::size_t begin, std::size_t end)
{
    std::vector<Line> lines;
    for (std::size_t at = begin;;) {
        const std::size_t stop = std::min(text.find('\n', at), end);
        Line line{text.substr(at, stop - at), at, 0};
        while (line.indent < line.text.size() && isSqlSpace(line.text[line.indent]))
            ++line.indent;
        lines.push_back(line);
        if (stop >= end)
            return lines;
        at = stop + 1;
    }
}

/// Changes of one line, and how they move the ends of the selection.
class Toggling
{
public:
    Toggling(std::size_t first, std::size_t last) : m_selection{first, last} { m_edit.selectionBegin = first, m_edit.selectionEnd = last; }

    void keep(std::string_view text) { m_edit.text += text; }
    void insert(std::size_t at, std::string_view text)
    {
        m_edit.text += text;
        // Text put in exactly at the front of the selection belongs into it; at its end, too, so that a bare cursor moves along.
        m_edit.selectionBegin += at < m_selection[0] || (at == m_selection[0] && m_selection[0] == m_selection[1]) ? text.size() : 0;
        m_edit.selectionEnd += at <= m_selection[1] ? text.size() : 0;
    }
    void remove(std::size_t at, std::size_t length)
    {
        const auto part = [&](std::size_t end) { return end <= at ? 0 : std::min(length, end - at); };
        m_edit.selectionBegin -= part(m_selection[0]);
        m_edit.selectionEnd -= part(m_selection[1]);
    }
    TextEdit finish(std::size_t begin, std::size_t end)
    {
        m_edit.begin = begin;
        m_edit.end = end;
        return std::move(m_edit);
    }

private:
    std::size_t m_selection[2];
    TextEdit m_edit;
};

} // namespace

TextEdit toggledComments(std::string_view text, std::size_t selectionBegin, std::size_t selectionEnd)
{
    selectionEnd = std::min(selectionEnd, text.size());
    selectionBegin = std::min(selectionBegin, selectionEnd);
    std::size_t last = selectionEnd;
    if (last > selectionBegin && text[last - 1] == '\n')
        --last;
    const std::size_t before = selectionBegin == 0 ? std::string_view::npos : text.rfind('\n', selectionBegin - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find('\n', std::max(last, begin)), text.size());
    const std::vector<Line> lines = linesOf(text, begin, end);

    const bool isAllBlank = std::all_of(lines.begin(), lines.end(), [](const Line& line) { return line.isBlank(); });
    const bool isTakenAway = !isAllBlank && std::all_of(lines.begin(), lines.end(), [](const Line& line) {
        return line.isBlank() || line.isComment();
    });
    std::size_t indent = std::string_view::npos;
    for (const Line& line : lines)
        indent = line.isBlank() && !isAllBlank ? indent : std::min(indent, line.indent);

    Toggling toggling(selectionBegin, selectionEnd);
    for (const Line& line : lines) {
        if (&line != &lines.front())
            toggling.keep("\n");
        if (line.isBlank() && !isAllBlank) {
            toggling.keep(line.text);
        } else if (isTakenAway) {
            const std::size_t length = line.text.substr(line.indent).starts_with("-- ") ? 3 : 2;
            toggling.keep(line.text.substr(0, line.indent));
            toggling.remove(line.begin + line.indent, length);
            toggling.keep(line.text.substr(line.indent + length));
        } else {
            toggling.keep(line.text.substr(0, indent));
            toggling.insert(line.begin + indent, "-- ");
            toggling.keep(line.text.substr(indent));
        }
    }
    return toggling.finish(begin, end);
}

} // namespace mgx
