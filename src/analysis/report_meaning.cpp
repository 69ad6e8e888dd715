// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_meaning.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

constexpr std::size_t kPhraseBytes = 60;

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

template <std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that may stand between a number and what it counts without changing it.
bool isFiller(std::string_view word)
{
    constexpr std::array<std::string_view, 29> kWords = {"a",     "about",  "all",  "an",     "approximately", "around", "at",    "exactly", "for",   "had",
                                                         "has",   "in",     "is",   "its",    "just",          "nearly", "of",    "roughly", "some",  "spent",
                                                         "tokens", "the",   "time", "total",  "used",          "was",    "were",  "to",      "usd"};
    return isOneOf(word, kWords);
}

/// Words behind a noun that say that only a part of it is counted.
bool isRestriction(std::string_view word)
{
    constexpr std::array<std::string_view, 24> kWords = {"again", "as",   "by",       "cast",  "ended",   "failed", "for",  "from",     "going", "ignored", "in",   "lost",
                                                         "of",    "on",   "recorded", "that",  "to",      "was",    "went", "were",     "which", "who",     "with", "per"};
    return isOneOf(word, kWords);
}

std::vector<std::string_view> wordsOf(std::string_view phrase)
{
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < phrase.size();) {
        std::size_t end = i;
        while (end < phrase.size() && isLetter(phrase[end]))
            ++end;
        if (end > i)
            words.push_back(phrase.substr(i, end - i));
        i = std::max(end, i + 1);
    }
    return words;
}

bool isPhraseEnd(char c)
{
    return c == ',' || c == ';' || c == '(' || c == ')' || c == '|' || c == '.' || (c >= '0' && c <= '9');
}

std::string_view phraseBefore(std::string_view clause, std::size_t at)
{
    std::size_t begin = at;
    bool isBehindColon = false; // the colon right before the number belongs to the phrase, one before that does not
    while (begin > 0 && at - begin < kPhraseBytes && !isPhraseEnd(clause[begin - 1]) && !(clause[begin - 1] == ':' && isBehindColon)) {
        --begin;
        isBehindColon = isBehindColon || clause[begin] == ':' || isLetter(clause[begin]);
    }
    return clause.substr(begin, at - begin);
}

std::string_view phraseAfter(std::string_view clause, std::size_t from)
{
    std::size_t end = from;
    while (end < clause.size() && end - from < kPhraseBytes && !isPhraseEnd(clause[end]))
        ++end;
    return clause.substr(from, end - from);
}

/// The longest word or pair of words of the vocabulary that begins (or, going back, ends) at a place of a list of words.
const QuantityWords* vocabularyAt(const std::vector<std::string_view>& words, std::size_t at, Unit unit)
{
    const QuantityWords* best = nullptr;
    for (const QuantityWords& entry : quantityWords()) {
        if (entry.unit != unit)
            continue;
        const std::vector<std::string_view> parts = wordsOf(entry.word);
        const bool fits = at + parts.size() <= words.size() && std::equal(parts.begin(), parts.end(), words.begin() + std::ptrdiff_t(at));
        if (fits && (!best || entry.word.size() > best->word.size()))
            best = &entry;
    }
    return best;
}

struct Found
{
    const QuantityWords* entry = nullptr;
    bool isPart = false;
    bool isVague = false; ///< the word is qualified: what is counted may be something else
};

/// "27,034 input tokens", "5 votes".
Found behind(std::string_view phrase, Unit unit)
{
    const std::vector<std::string_view> words = wordsOf(phrase);
    std::size_t at = 0;
    while (at < words.size() && isFiller(words[at]))
        ++at;
    const QuantityWords* entry = vocabularyAt(words, at, unit);
    if (!entry)
        return {};
    const std::size_t next = at + wordsOf(entry->word).size();
    return {entry, next < words.size() && isRestriction(words[next]), false};
}

/// "cost $0.5", "duration of 3 s"; where a colon stands before the number any word before it: "accepted votes, early ones: 5".
Found before(std::string_view phrase, Unit unit)
{
    const std::vector<std::string_view> words = wordsOf(phrase);
    const std::size_t last = phrase.find_last_not_of(" *_~\xE2\x89\x88");
    const bool hasColon = last != std::string_view::npos && phrase[last] == ':';
    bool isVague = false;
    for (std::size_t at = words.size(); at-- > 0;) {
        if (const QuantityWords* entry = vocabularyAt(words, at, unit))
            return {entry, false, isVague && hasColon};
        isVague = isVague || isRestriction(words[at]);
        if (!hasColon && !isFiller(words[at]))
            break;
    }
    return {};
}

Found beside(std::string_view clause, std::size_t at, const NumberText& number, Unit unit)
{
    const std::string_view front = phraseBefore(clause, at);
    const std::size_t last = front.find_last_not_of(" *_");
    const bool hasColon = last != std::string_view::npos && front[last] == ':';
    const std::string_view rear = phraseAfter(clause, at + number.end - number.begin);
    Found found = hasColon ? before(front, unit) : behind(rear, unit);
    if (!found.entry)
        found = hasColon ? behind(rear, unit) : before(front, unit);
    return found;
}

/// Any word of the vocabulary, wherever it stands.
std::vector<std::string_view> anywhere(std::string_view clause, Unit unit)
{
    std::vector<std::string_view> quantities;
    for (const QuantityWords& entry : quantityWords()) {
        if (entry.unit == unit && findWord(clause, entry.word) != std::string_view::npos)
            quantities.insert(quantities.end(), entry.quantities.begin(), entry.quantities.end());
    }
    return quantities;
}

bool isWhole(const NumberText& number)
{
    return number.step >= 1;
}

} // namespace

NumberMeaning meaningInClause(std::string_view clause, std::size_t at, NumberText number)
{
    NumberMeaning meaning;
    if (!number.hasUnit && !isWhole(number)) // an average, a ratio
        number.unit = Unit::Number;
    Found found = beside(clause, at, number, number.unit);
    if (!number.hasUnit && !found.entry && isWhole(number)) {
        found = beside(clause, at, number, Unit::Tokens);
        if (found.entry)
            number.unit = Unit::Tokens;
    }
    meaning.number = number;
    if (found.entry) {
        meaning.quantities = found.entry->quantities;
        meaning.isCertain = !found.isVague;
        meaning.isPart = found.isPart && number.unit == Unit::Count;
        return meaning;
    }
    meaning.quantities = anywhere(clause, number.unit);
    return meaning;
}

NumberMeaning meaningInColumn(std::string_view heading, NumberText number)
{
    const auto has = [&](std::string_view part) { return heading.find(part) != std::string_view::npos; };
    NumberMeaning meaning;
    if (!number.hasUnit) {
        if (has("token"))
            number.unit = Unit::Tokens;
        else if (has("cost") || has("usd") || has("$"))
            number.unit = Unit::Usd;
        else if (has("%") || has("percent") || has("share")) {
            number.unit = Unit::Percent;
            number.value *= 0.01;
            number.step *= 0.01;
        } else if (has("(s)") || has("second") || has("duration") || has("time")) {
            number.unit = Unit::Seconds;
        }
    }
    meaning.number = number;
    const std::vector<std::string_view> words = wordsOf(heading);
    for (std::size_t i = words.size(); i-- > 0 && !meaning.isCertain;) {
        if (const QuantityWords* entry = vocabularyAt(words, i, number.unit)) {
            meaning.quantities = entry->quantities;
            meaning.isCertain = true;
        }
    }
    if (!meaning.isCertain && number.unit == Unit::Tokens && words.size() == 1) {
        meaning.quantities = {"tokens"};
        meaning.isCertain = true;
    }
    return meaning;
}

} // namespace mgx
