// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace mgx {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Reads one number at `at`; digits may be grouped by commas.
bool readPlain(std::string_view line, std::size_t at, NumberText& out)
{
    std::string digits;
    std::size_t i = at;
    int places = 0;
    while (i < line.size() && (isDigit(line[i]) || (line[i] == ',' && i + 3 < line.size() && isDigit(line[i + 1]) && isDigit(line[i + 2]) && isDigit(line[i + 3]) && (i + 4 >= line.size() || !isDigit(line[i + 4]))))) {
        if (line[i] != ',')
            digits.push_back(line[i]);
        ++i;
    }
    if (i + 1 < line.size() && line[i] == '.' && isDigit(line[i + 1])) {
        digits.push_back(line[i++]);
        for (; i < line.size() && isDigit(line[i]); ++i, ++places)
            digits.push_back(line[i]);
    }
    if (digits.empty() || digits.size() > 40 || std::from_chars(digits.data(), digits.data() + digits.size(), out.value).ec != std::errc())
        return false;
    out.begin = at;
    out.end = i;
    out.step = std::pow(10.0, -places);
    return true;
}

/// Skips blanks and emphasis.
std::size_t skipBlanks(std::string_view line, std::size_t i)
{
    while (i < line.size() && (line[i] == ' ' || line[i] == '*' || line[i] == '\xC2' || line[i] == '\xA0'))
        ++i;
    return i;
}

struct UnitWord
{
    std::string_view word;
    Unit unit;
    double factor;
};
constexpr std::array<UnitWord, 21> kUnits = {{{"milliseconds", Unit::Seconds, 1e-3}, {"ms", Unit::Seconds, 1e-3}, {"seconds", Unit::Seconds, 1}, {"second", Unit::Seconds, 1},
                                              {"secs", Unit::Seconds, 1}, {"sec", Unit::Seconds, 1}, {"s", Unit::Seconds, 1}, {"minutes", Unit::Seconds, 60},
                                              {"minute", Unit::Seconds, 60}, {"mins", Unit::Seconds, 60}, {"min", Unit::Seconds, 60}, {"m", Unit::Seconds, 60},
                                              {"hours", Unit::Seconds, 3600}, {"hour", Unit::Seconds, 3600}, {"h", Unit::Seconds, 3600}, {"usd", Unit::Usd, 1},
                                              {"dollars", Unit::Usd, 1}, {"cents", Unit::Usd, 0.01}, {"percent", Unit::Percent, 0.01}, {"tokens", Unit::Tokens, 1},
                                              {"token", Unit::Tokens, 1}}};

bool isWordEnd(std::string_view line, std::size_t at)
{
    return at >= line.size() || !(isLetter(line[at]) || isDigit(line[at]) || line[at] == '_');
}

const UnitWord* unitAt(std::string_view lower, std::size_t at)
{
    for (const UnitWord& unit : kUnits) {
        if (lower.substr(at, unit.word.size()) == unit.word && isWordEnd(lower, at + unit.word.size()))
            return &unit;
    }
    return nullptr;
}

void scale(NumberText& number, double factor)
{
    number.value *= factor;
    number.step *= factor;
}

/// What follows a number: k and M, a unit, and for times the next smaller part ("2 min 3 s").
void readUnit(std::string_view lower, NumberText& number)
{
    if (number.end < lower.size() && (lower[number.end] == 'k' || (lower[number.end] == 'm' && number.hasUnit)) && isWordEnd(lower, number.end + 1)) {
        scale(number, lower[number.end] == 'k' ? 1e3 : 1e6);
        ++number.end;
    }
    std::size_t at = skipBlanks(lower, number.end);
    if (at < lower.size() && lower[at] == '%') {
        number.unit = Unit::Percent;
        number.hasUnit = true;
        scale(number, 0.01);
        number.end = at + 1;
        return;
    }
    const std::string_view million = "million";
    if (lower.substr(at, million.size()) == million) {
        scale(number, 1e6);
        number.end = at + million.size();
        at = skipBlanks(lower, number.end);
    }
    const UnitWord* unit = unitAt(lower, at);
    if (!unit || number.hasUnit)
        return;
    number.unit = unit->unit;
    number.hasUnit = true;
    scale(number, unit->factor);
    number.end = at + unit->word.size();
    NumberText part;
    const std::size_t next = skipBlanks(lower, number.end);
    if (unit->unit == Unit::Seconds && unit->factor >= 60 && next < lower.size() && isDigit(lower[next]) && readPlain(lower, next, part)) {
        readUnit(lower, part);
        if (part.hasUnit && part.unit == Unit::Seconds && part.step < number.step) {
            number.value += part.value;
            number.step = part.step;
            number.end = part.end;
        }
    }
}

/// Digits that are a part of a name, a version, a date or a time of day, or that count the items of a list.
bool isPartOfName(std::string_view line, const NumberText& number)
{
    const char before = number.begin > 0 ? line[number.begin - 1] : ' ';
    if (isLetter(before) || isDigit(before) || before == '_' || before == '.' || before == '/' || before == '#' || before == ':' || before == '@')
        return true;
    if (before == '-' && number.begin > 1 && (isLetter(line[number.begin - 2]) || isDigit(line[number.begin - 2])))
        return true;
    const char after = number.end < line.size() ? line[number.end] : ' ';
    const char next = number.end + 1 < line.size() ? line[number.end + 1] : ' ';
    if (after == '_' || after == '/' || (isLetter(after) && static_cast<unsigned char>(after) < 0x80))
        return true;
    if ((after == '.' || after == ':' || after == '-') && (isDigit(next) || (after == '-' && isLetter(next))))
        return true;
    const std::size_t first = line.find_first_not_of(" \t#");
    return first == number.begin && (after == '.' || after == ')') && !number.hasUnit;
}

/// "round 2", "turn 1": which one, not how many.
bool isOrdinal(std::string_view lower, const NumberText& number)
{
    constexpr std::array<std::string_view, 11> kNouns = {"round", "turn", "attempt", "step", "phase", "query", "figure", "line", "section", "top", "version"};
    std::size_t end = number.begin;
    while (end > 0 && lower[end - 1] == ' ')
        --end;
    return std::any_of(kNouns.begin(), kNouns.end(), [&](std::string_view noun) {
        return end >= noun.size() && lower.substr(end - noun.size(), noun.size()) == noun && (end == noun.size() || !isLetter(lower[end - noun.size() - 1]));
    });
}

void readWords(std::string_view lower, std::vector<NumberText>& out)
{
    constexpr std::array<std::string_view, 13> kWords = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
    for (std::size_t i = 2; i < kWords.size(); ++i) {
        for (std::size_t at = findWord(lower, kWords[i]); at != std::string_view::npos; at = findWord(lower, kWords[i], at + 1))
            out.push_back({at, at + kWords[i].size(), double(i), 1, false, Unit::Count, false});
    }
}

} // namespace

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

std::size_t findWord(std::string_view text, std::string_view word, std::size_t from)
{
    for (std::size_t at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool isStart = at == 0 || !(isLetter(text[at - 1]) || isDigit(text[at - 1]) || text[at - 1] == '_');
        if (isStart && isWordEnd(text, at + word.size()))
            return at;
    }
    return std::string_view::npos;
}

std::span<const QuantityWords> quantityWords()
{
    static const std::vector<QuantityWords> words = {
        {"waiting", Unit::Seconds, {"waiting_time"}},
        {"waited", Unit::Seconds, {"waiting_time"}},
        {"idle", Unit::Seconds, {"waiting_time"}},
        {"working", Unit::Seconds, {"working_time"}},
        {"tool", Unit::Seconds, {"tool_time", "slowest"}},
        {"slowest", Unit::Seconds, {"slowest", "round_duration"}},
        {"lost", Unit::Seconds, {"lost_time", "repeated_time"}},
        {"wasted", Unit::Seconds, {"lost_time", "repeated_time"}},
        {"critical path", Unit::Seconds, {"path_time", "duration"}},
        {"duration", Unit::Seconds, {"duration", "round_duration", "phase_duration", "working_time"}},
        {"took", Unit::Seconds, {"duration", "round_duration", "phase_duration", "working_time"}},
        {"lasted", Unit::Seconds, {"duration", "round_duration", "phase_duration"}},
        {"total time", Unit::Seconds, {"duration"}},
        {"wall", Unit::Seconds, {"duration"}},
        {"run time", Unit::Seconds, {"duration"}},
        {"runtime", Unit::Seconds, {"duration"}},
        {"elapsed", Unit::Seconds, {"duration"}},
        {"round", Unit::Seconds, {"round_duration"}},
        {"phase", Unit::Seconds, {"phase_duration", "phase_begin"}},
        {"cost", Unit::Usd, {"cost", "round_cost", "lost_cost", "repeated_cost", "nested_cost", "difference_cost"}},
        {"lost", Unit::Usd, {"lost_cost", "repeated_cost"}},
        {"wasted", Unit::Usd, {"lost_cost", "repeated_cost"}},
        {"input", Unit::Tokens, {"input_tokens", "round_input_tokens", "nested_input", "difference_input"}},
        {"prompt", Unit::Tokens, {"input_tokens", "round_input_tokens"}},
        {"output", Unit::Tokens, {"output_tokens", "round_output_tokens", "nested_output", "difference_output"}},
        {"completion", Unit::Tokens, {"output_tokens", "round_output_tokens"}},
        {"reasoning", Unit::Tokens, {"reasoning_tokens"}},
        {"cached", Unit::Tokens, {"cached_input_tokens"}},
        {"cache", Unit::Tokens, {"cached_input_tokens"}},
        {"lost", Unit::Tokens, {"lost_tokens", "repeated_tokens"}},
        {"wasted", Unit::Tokens, {"lost_tokens", "repeated_tokens"}},
        {"total", Unit::Tokens, {"tokens"}},
        {"total tokens", Unit::Tokens, {"tokens"}},
        {"average", Unit::Number, {"parallelism"}},
        {"rounds", Unit::Count, {"rounds", "phase_rounds"}},
        {"answers", Unit::Count, {"answers"}},
        {"votes", Unit::Count, {"votes", "votes_for", "votes_received", "last_votes_received"}},
        {"tool calls", Unit::Count, {"tool_calls"}},
        {"tool call", Unit::Count, {"tool_calls"}},
        {"calls", Unit::Count, {"tool_calls", "repeated_count", "lost_count"}},
        {"agents", Unit::Count, {"agents"}},
        {"failures", Unit::Count, {"failures", "tool_errors", "failure_count"}},
        {"failed", Unit::Count, {"failures", "tool_errors", "failure_count"}},
        {"errors", Unit::Count, {"failures", "tool_errors", "failure_count"}},
        {"records", Unit::Count, {"records"}},
        {"cost", Unit::Percent, {"cost_share"}},
        {"money", Unit::Percent, {"cost_share"}},
        {"waiting", Unit::Percent, {"waiting_share"}},
        {"waited", Unit::Percent, {"waiting_share"}},
    };
    return words;
}

std::vector<NumberText> numbersOf(std::string_view line)
{
    const std::string lower = lowered(line);
    std::vector<NumberText> out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool hasSign = line[i] == '$' && i + 1 < line.size() && isDigit(line[i + 1]);
        if (!hasSign && !isDigit(line[i]))
            continue;
        NumberText number;
        if (!readPlain(line, i + (hasSign ? 1 : 0), number)) {
            while (i + 1 < line.size() && isDigit(line[i + 1]))
                ++i;
            continue;
        }
        if (hasSign) {
            number.unit = Unit::Usd;
            number.hasUnit = true;
        }
        const NumberText plain = number;
        readUnit(lower, number);
        number.begin = i;
        const bool isName = !hasSign && isPartOfName(line, number.hasUnit ? number : [&] { NumberText n = plain; n.end = number.end; return n; }());
        const std::size_t before = i > 12 ? i - 12 : 0;
        const std::string_view words = std::string_view(lower).substr(before, i - before);
        for (const std::string_view word : {"about", "approx", "around", "~", "≈", "nearly", "roughly", "almost", "over ", "circa"})
            number.isAbout = number.isAbout || words.find(word) != std::string_view::npos;
        if (!isName && !(isOrdinal(lower, number) && !number.hasUnit))
            out.push_back(number);
        i = std::max(number.end, i + 1) - 1;
        while (isName && i + 1 < line.size() && (isDigit(line[i + 1]) || line[i + 1] == '.'))
            ++i;
    }
    readWords(lower, out);
    std::sort(out.begin(), out.end(), [](const NumberText& a, const NumberText& b) { return a.begin < b.begin; });
    return out;
}

bool says(const NumberText& number, double value)
{
    const double off = std::abs(number.value - value);
    if (number.isAbout && off <= 0.05 * std::abs(value))
        return true;
    if (number.unit == Unit::Count || (number.unit == Unit::Tokens && number.step <= 1))
        return off < 0.5 * number.step;
    const bool isCut = value >= number.value && value - number.value < number.step * 0.9999999;
    return isCut || off <= number.step * 0.5 + 1e-12;
}

} // namespace mgx
