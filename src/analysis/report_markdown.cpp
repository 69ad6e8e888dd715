// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_writers.h"

#include <algorithm>
#include <unordered_map>

namespace mgx {

namespace {

/// The longest run of backticks in a text.
std::size_t longestTicks(std::string_view text)
{
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

std::string codeSpan(std::string_view text, bool isInTable)
{
    if (text.empty())
        return "–";
    const std::string ticks(longestTicks(text) + 1, '`');
    const bool needsBlank = text.front() == '`' || text.back() == '`';
    std::string out = ticks + (needsBlank ? " " : "");
    for (const char c : text) {
        if (c == '|' && isInTable)
            out += "\\|"; // the only character that ends a cell within code
        else
            out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
    }
    return out + (needsBlank ? " " : "") + ticks;
}

bool isWordByte(std::string_view text, std::size_t at)
{
    const auto c = at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Plain text: nothing in it is markup.
std::string escaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isInWord = c == '_' && i > 0 && isWordByte(text, i - 1) && isWordByte(text, i + 1);
        if (std::string_view("\\`*_[]<>|#&~").find(c) != std::string_view::npos && !isInWord)
            out.push_back('\\');
        out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
    }
    return out;
}

class MarkdownWriter
{
public:
    MarkdownWriter(const Report& report, const TraceSnapshot& snapshot) : m_report(report), m_snapshot(snapshot), m_queries(report) {}

    std::string write()
    {
        m_out = "# " + escaped(m_report.title) + "\n\nEvery figure is a link to what it is about; its title names the place in the files and the query below that answers it.\n";
        for (const ReportSection& section : m_report.sections) {
            m_out += "\n## " + escaped(section.title) + "\n\n";
            for (const Statement& statement : section.statements) {
                m_out += "- ";
                put(statement, false);
                m_out.push_back('\n');
            }
            for (const ReportTable& table : section.tables)
                put(table);
        }
        queries();
        return std::move(m_out);
    }

private:
    void put(const Statement& statement, bool isInTable)
    {
        for (const Piece& piece : statement) {
            if (piece.kind == Piece::Kind::Code)
                m_out += codeSpan(piece.text, isInTable);
            else if (piece.kind == Piece::Kind::Text)
                m_out += escaped(piece.text);
            else
                put(piece.figure);
        }
    }

    void put(std::size_t number)
    {
        const Figure& figure = m_report.figures[number];
        std::string title = placeOf(figure);
        std::replace_if(title.begin(), title.end(), [](char c) { return c == '"' || c == '\\' || c == '|' || static_cast<unsigned char>(c) < 0x20; }, '_');
        if (m_queries.numberOf[number] > 0)
            title += (title.empty() ? "query " : ", query ") + std::to_string(m_queries.numberOf[number]);
        m_out += "[" + escaped(textOf(figure)) + "](" + linkOf(m_report, figure, m_snapshot) + " \"" + title + "\")";
    }

    void put(const ReportTable& table)
    {
        m_out += "\n|";
        for (const std::string& heading : table.headings)
            m_out += " " + escaped(heading) + " |";
        m_out += "\n|";
        for (std::size_t i = 0; i < table.headings.size(); ++i)
            m_out += " --- |";
        m_out.push_back('\n');
        for (const std::vector<Statement>& row : table.rows) {
            m_out += "|";
            for (const Statement& cell : row) {
                m_out.push_back(' ');
                put(cell, true);
                m_out += " |";
            }
            m_out.push_back('\n');
        }
    }

    void queries()
    {
        m_out += "\n## Queries\n\nOver the tables of the application, or `massgen-explorer query PATH --sql …`.\n";
        for (std::size_t i = 0; i < m_queries.texts.size(); ++i) {
            const std::string fence(std::max<std::size_t>(3, longestTicks(m_queries.texts[i]) + 1), '`');
            m_out += "\n### Query " + std::to_string(i + 1) + "\n\n" + fence + "sql\n" + m_queries.texts[i] + "\n" + fence + "\n";
        }
    }

    const Report& m_report;
    const TraceSnapshot& m_snapshot;
    const ReportQueries m_queries;
    std::string m_out;
};

} // namespace

ReportQueries::ReportQueries(const Report& report)
{
    std::unordered_map<std::string_view, std::size_t> known;
    for (const Figure& figure : report.figures) {
        if (figure.sql.empty()) {
            numberOf.push_back(0);
            continue;
        }
        const auto [place, isNew] = known.try_emplace(figure.sql, texts.size() + 1);
        if (isNew)
            texts.push_back(figure.sql);
        numberOf.push_back(place->second);
    }
}

std::string placeOf(const Figure& figure)
{
    if (figure.file.empty() || figure.place.empty())
        return figure.file;
    return figure.file + (figure.place.front() == '/' ? "#" : ":") + figure.place;
}

std::string asMarkdown(const Report& report, const TraceSnapshot& snapshot)
{
    return MarkdownWriter(report, snapshot).write();
}

} // namespace mgx
