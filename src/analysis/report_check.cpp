// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_check.h"

#include "analysis/markdown_text.h"
#include "analysis/report_meaning.h"
#include "analysis/tool_text.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace mgx {

namespace {

using Verdict = ReportMark::Verdict;

constexpr std::size_t kMostMarks = 20'000;
constexpr std::size_t kMostBytes = 8 << 20;
constexpr std::size_t kMostLineBytes = 16 << 10;
constexpr std::size_t kClauseBytes = 300; ///< what a number means stands near it

/// What a line is about, where the line itself names nobody.
struct Context
{
    std::string subject;            ///< of the heading or of the list item above
    std::size_t indent = 0;         ///< of the line that named it
    std::vector<std::string> headings; ///< of the table that goes on, lower case
};

class Checker
{
public:
    explicit Checker(const Report& report) : m_report(report)
    {
        for (std::size_t i = 0; i < report.figures.size(); ++i) {
            const Figure& figure = report.figures[i];
            m_byKey[figure.key] = i;
            m_bySubject[figure.subject].push_back(i);
            if (!figure.subject.empty() && figure.subject.size() > 1)
                m_names[lowered(figure.subject)] = figure.subject;
            if (figure.key.substr(0, 5) == "tool/") {
                const std::string plain(plainToolName(figure.subject));
                m_names.try_emplace(lowered(plain), figure.subject);
            }
            if (figure.quantity == "winner")
                m_winner = &figure;
        }
    }

    ReportCheck check(std::string_view text)
    {
        text = utf8Prefix(text, kMostBytes);
        std::size_t lineNumber = 0;
        CodeFence fence;
        for (std::size_t at = 0; at < text.size() && m_check.marks.size() < kMostMarks;) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const std::string_view line = text.substr(at, end - at);
            ++lineNumber;
            if (!fence.take(line) && line.size() <= kMostLineBytes && trimmed(line).substr(0, 10) != "### Query ")
                checkLine(line, at, lineNumber);
            at = end + 1;
        }
        for (const ReportMark& mark : m_check.marks)
            ++(mark.verdict == Verdict::Right ? m_check.right : mark.verdict == Verdict::Wrong ? m_check.wrong : m_check.unsupported);
        return std::move(m_check);
    }

private:
    void mark(std::size_t begin, std::size_t end, std::string written, Verdict verdict, const Figure* figure)
    {
        ReportMark mark;
        mark.begin = m_lineBegin + begin;
        mark.end = m_lineBegin + end;
        mark.line = m_lineNumber;
        mark.verdict = verdict;
        mark.written = std::move(written);
        if (figure) {
            mark.expected = textOf(*figure);
            mark.key = figure->key;
            mark.row = figure->row;
            mark.sql = figure->sql;
        }
        m_check.marks.push_back(std::move(mark));
    }

    void checkLine(std::string_view line, std::size_t begin, std::size_t number)
    {
        m_lineBegin = begin;
        m_lineNumber = number;
        std::string rest(line); // what is dealt with becomes blank
        for (const FigureLink& link : figureLinks(line)) {
            checkLink(link);
            std::fill(rest.begin() + std::ptrdiff_t(link.textBegin) - 1, rest.begin() + std::ptrdiff_t(link.end), ' ');
        }
        blankCodeSpans(rest, [&](std::string_view text) { return m_names.count(lowered(text)) > 0; }); // code says nothing, but who is meant
        blankAddresses(rest);
        checkWords(rest);
        std::stable_sort(m_check.marks.begin() + std::ptrdiff_t(m_done), m_check.marks.end(), [](const ReportMark& a, const ReportMark& b) { return a.begin < b.begin; });
        m_done = m_check.marks.size();
    }

    void checkLink(const FigureLink& link)
    {
        const auto found = m_byKey.find(link.key);
        const Figure* figure = found == m_byKey.end() ? nullptr : &m_report.figures[found->second];
        mark(link.textBegin, link.textEnd, link.text, !figure ? Verdict::Unsupported : link.text == textOf(*figure) ? Verdict::Right : Verdict::Wrong, figure);
    }

    struct Mention
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::string subject;
    };

    /// Names of agents, answers and tools, in order; the longest where one is a part of another.
    [[nodiscard]] std::vector<Mention> mentionsOf(const std::string& lower) const
    {
        std::vector<Mention> mentions;
        for (const auto& [name, subject] : m_names) {
            for (std::size_t at = findWord(lower, name); at != std::string::npos; at = findWord(lower, name, at + name.size()))
                mentions.push_back({at, at + name.size(), subject});
        }
        for (const std::string_view run : {"the run", "the whole run", "all agents", "all agents together", "overall", "in all", "altogether"}) {
            for (std::size_t at = findWord(lower, run); at != std::string::npos; at = findWord(lower, run, at + run.size()))
                mentions.push_back({at, at + run.size(), std::string()});
        }
        std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
        std::vector<Mention> kept;
        for (Mention& mention : mentions) {
            if (kept.empty() || mention.begin >= kept.back().end)
                kept.push_back(std::move(mention));
        }
        return kept;
    }

    void checkWords(std::string& line)
    {
        const std::string lower = lowered(line);
        const std::vector<Mention> mentions = mentionsOf(lower);
        for (const Mention& mention : mentions)
            std::fill(line.begin() + std::ptrdiff_t(mention.begin), line.begin() + std::ptrdiff_t(mention.end), mention.subject.empty() ? ' ' : '\x01'); // digits in names are no numbers
        const bool isTable = !trimmed(line).empty() && trimmed(line).front() == '|';
        const bool isHeading = !line.empty() && line.front() == '#';
        const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
        if (isTable && takeHeadings(lower))
            return;
        if (!isTable)
            m_context.headings.clear();
        const bool isNewItem = !isTable && !trimmed(line).empty() && indent <= m_context.indent && !m_isHeadingContext;
        if (isHeading || isNewItem)
            m_context.subject.clear();
        checkWinner(lower, mentions);
        for (const NumberText& number : numbersOf(line))
            checkNumber(line, lower, number, mentions, isTable);
        if (isHeading || isNewItem) { // of what follows below it
            m_context.subject = mentions.size() == 1 ? mentions.front().subject : std::string();
            m_context.indent = indent;
            m_isHeadingContext = isHeading && !m_context.subject.empty();
        }
    }

    /// The first line of a table; the line of dashes is none of its rows.
    bool takeHeadings(const std::string& lower)
    {
        if (lower.find_first_not_of("|-: \t") == std::string::npos)
            return true;
        if (!m_context.headings.empty())
            return false;
        for (std::size_t at = lower.find('|'); at != std::string::npos;) {
            const std::size_t end = lower.find('|', at + 1);
            m_context.headings.emplace_back(trimmed(std::string_view(lower).substr(at + 1, end == std::string::npos ? end : end - at - 1)));
            at = end;
        }
        return true;
    }

    void checkWinner(const std::string& lower, const std::vector<Mention>& mentions)
    {
        constexpr std::size_t kReach = 30;
        const auto isAgent = [&](const Mention& m) { return m_byKey.count("agent/" + m.subject + "/rounds") > 0; };
        const auto found = std::find_if(mentions.begin(), mentions.end(), [&](const Mention& m) {
            if (!isAgent(m))
                return false;
            const std::size_t before = std::min(lower.rfind("winner", m.begin), lower.rfind("winning agent", m.begin));
            const std::size_t word = lower.rfind("winner", m.begin) != std::string::npos ? lower.rfind("winner", m.begin) : before;
            if (word != std::string::npos && word + 6 <= m.begin && m.begin - word - 6 < kReach && lower.find('.', word) >= m.begin)
                return true;
            const std::string_view after = std::string_view(lower).substr(m.end, kReach);
            return findWord(after.substr(0, 12), "won") != std::string_view::npos || findWord(after, "the winner") != std::string_view::npos;
        });
        if (found == mentions.end())
            return;
        const Verdict verdict = !m_winner ? Verdict::Unsupported : m_winner->text == found->subject ? Verdict::Right : Verdict::Wrong;
        mark(found->begin, found->end, found->subject, verdict, m_winner);
    }

    /// From the last full stop, semicolon or bar to the next one.
    [[nodiscard]] static std::pair<std::size_t, std::size_t> clauseAround(const std::string& line, const NumberText& number)
    {
        const auto isEnd = [&](std::size_t i) { return line[i] == ';' || line[i] == '|' || (line[i] == '.' && (i + 1 >= line.size() || line[i + 1] == ' ')); };
        std::size_t begin = number.begin;
        while (begin > 0 && number.begin - begin < kClauseBytes && !isEnd(begin - 1))
            --begin;
        std::size_t end = number.end;
        while (end < line.size() && end - number.end < kClauseBytes && !isEnd(end))
            ++end;
        return {begin, end};
    }

    /// What a number may be about, the likeliest first: who is named in its clause; the run, where that is named; else who was named
    /// before in the line, whom the heading or item above is about, and the run.
    [[nodiscard]] std::vector<std::string> subjectsOf(const NumberText& number, std::pair<std::size_t, std::size_t> clause, const std::vector<Mention>& mentions,
                                                      bool isTable) const
    {
        const std::string above = isTable && !m_isHeadingContext ? std::string() : m_context.subject; // a table belongs to no item of a list
        if (isTable)
            return {mentions.empty() ? above : mentions.front().subject};
        const Mention* nearest = nullptr;
        const Mention* before = nullptr;
        for (const Mention& mention : mentions) {
            const bool isIn = mention.begin >= clause.first && mention.end <= clause.second;
            if (isIn && (mention.end <= number.begin || !nearest))
                nearest = &mention;
            if (mention.end <= number.begin)
                before = &mention;
        }
        if (nearest)
            return {nearest->subject};
        std::vector<std::string> subjects;
        if (before)
            subjects.push_back(before->subject);
        subjects.push_back(m_context.subject);
        if (before && !m_context.subject.empty())
            subjects.emplace_back();
        return subjects;
    }

    [[nodiscard]] std::string_view headingOf(const std::string& line, const NumberText& number) const
    {
        const auto column = std::count(line.begin(), line.begin() + std::ptrdiff_t(number.begin), '|') - 1;
        return column >= 0 && std::size_t(column) < m_context.headings.size() ? std::string_view(m_context.headings[std::size_t(column)]) : std::string_view();
    }

    void checkNumber(const std::string& line, const std::string& lower, const NumberText& number, const std::vector<Mention>& mentions, bool isTable)
    {
        const auto clause = clauseAround(line, number);
        const std::string_view words = std::string_view(lower).substr(clause.first, clause.second - clause.first);
        const NumberMeaning meaning = isTable ? meaningInColumn(headingOf(line, number), number) : meaningInClause(words, number.begin - clause.first, number);
        compare(line, meaning, subjectsOf(number, clause, mentions, isTable));
    }

    void compare(const std::string& line, const NumberMeaning& meaning, const std::vector<std::string>& subjects)
    {
        const NumberText& number = meaning.number;
        const Figure* first = nullptr;
        const Figure* right = nullptr;
        double most = 0;
        for (const std::string& subject : subjects) {
            const auto found = m_bySubject.find(subject);
            for (const std::size_t i : found == m_bySubject.end() ? std::vector<std::size_t>() : found->second) {
                const Figure& figure = m_report.figures[i];
                if (figure.unit != number.unit)
                    continue;
                const auto& meant = meaning.quantities;
                const bool isMeant = std::find(meant.begin(), meant.end(), figure.quantity) != meant.end();
                const bool mayBeMeant = isMeant || (!meaning.isCertain && number.unit != Unit::Count); // a measured value hardly hits by chance
                right = mayBeMeant && !right && says(number, figure.value) ? &figure : right;
                first = isMeant && !first ? &figure : first;
                most = isMeant ? std::max(most, figure.value) : most;
            }
        }
        const bool isWrong = meaning.isCertain && first && !(meaning.isPart && number.value < most);
        const Verdict verdict = right ? Verdict::Right : isWrong ? Verdict::Wrong : Verdict::Unsupported;
        mark(number.begin, number.end, line.substr(number.begin, number.end - number.begin), verdict, right ? right : isWrong ? first : nullptr);
    }

    const Report& m_report;
    std::unordered_map<std::string, std::size_t> m_byKey;
    std::unordered_map<std::string, std::vector<std::size_t>> m_bySubject;
    std::unordered_map<std::string, std::string> m_names; ///< lower case → subject
    const Figure* m_winner = nullptr;
    ReportCheck m_check;
    Context m_context;
    bool m_isHeadingContext = false;
    std::size_t m_lineBegin = 0;
    std::size_t m_lineNumber = 0;
    std::size_t m_done = 0; ///< marks of the lines before
};

} // namespace

std::string_view nameOf(ReportMark::Verdict verdict)
{
    constexpr std::array<std::string_view, 3> kNames = {"right", "wrong", "unsupported"};
    return kNames[std::size_t(verdict)];
}

ReportCheck checkReport(std::string_view markdown, const Report& report)
{
    return Checker(report).check(markdown);
}

} // namespace mgx
