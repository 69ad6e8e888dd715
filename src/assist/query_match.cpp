// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/query_match.h"

#include "assist/word_meanings.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace mgx {

namespace {

constexpr double kTitle = 3, kTag = 2, kSentence = 1, kSql = 0.2;

bool isHex(std::string_view word)
{
    return word.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool isNumber(std::string_view word)
{
    return !word.empty() && word.find_first_not_of("0123456789.") == std::string_view::npos && word.front() != '.' && word.back() != '.';
}

/// Words as written: letters, digits, '_', '-', '.' inside.
std::vector<std::string> rawWords(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        while (!word.empty() && (word.back() == '.' || word.back() == '-'))
            word.pop_back();
        if (!word.empty())
            words.push_back(word);
        word.clear();
    };
    for (const char c : text) {
        const bool isPart = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
                            static_cast<unsigned char>(c) >= 0x80;
        if (isPart)
            word += c;
        else
            finish();
    }
    finish();
    return words;
}

std::map<std::string, double> weightsOf(const MatchableQuery& query)
{
    std::map<std::string, double> weights;
    const auto add = [&](std::string_view text, double weight) {
        for (const std::string& word : meaningsOf(text))
            weights[word] = std::max(weights[word], weight);
    };
    add(query.sql, kSql);
    add(query.sentence, kSentence);
    for (const std::string& tag : query.tags)
        add(tag, kTag);
    add(query.title, kTitle);
    return weights;
}

std::map<std::string, std::string> valuesOf(const MatchableQuery& query, const std::vector<std::string>& words, const QuestionNames& names)
{
    std::map<std::string, std::string> values;
    for (const MatchableQuery::Parameter& parameter : query.parameters) {
        const auto found = std::find_if(words.begin(), words.end(), [&](const std::string& word) {
            if (parameter.type == "trace")
                return word.size() == 32 && isHex(word);
            if (parameter.type == "agent")
                return std::find(names.agents.begin(), names.agents.end(), word) != names.agents.end();
            return (parameter.type == "number" || parameter.type == "integer") && isNumber(word);
        });
        if (found != words.end())
            values[parameter.name] = *found;
        else if (parameter.type == "trace" && !names.trace.empty())
            values[parameter.name] = names.trace;
    }
    return values;
}

} // namespace

std::vector<std::string> meaningsOf(std::string_view text)
{
    std::vector<std::string> meanings;
    for (const std::string& raw : rawWords(text)) {
        std::string part;
        const auto finish = [&] {
            if (std::string meaning = meaningOf(part); !meaning.empty())
                meanings.push_back(std::move(meaning));
            part.clear();
        };
        for (const char c : raw) { // tool_calls, massgen.round_type: several words
            if (c == '_' || c == '-' || c == '.')
                finish();
            else
                part += c >= 'A' && c <= 'Z' ? char(c + 32) : c;
        }
        finish();
    }
    return meanings;
}

std::vector<QueryMatch> matchQueries(const std::vector<MatchableQuery>& queries, std::string_view question, const QuestionNames& names,
                                     std::size_t limit)
{
    std::vector<std::map<std::string, double>> weights;
    std::map<std::string, double> queriesWith;
    for (const MatchableQuery& query : queries) {
        weights.push_back(weightsOf(query));
        for (const auto& [word, weight] : weights.back())
            queriesWith[word] += weight >= kSentence ? 1 : 0.25;
    }
    const std::vector<std::string> words = rawWords(question);
    const std::vector<std::string> list = meaningsOf(question);
    const std::set<std::string> asked(list.begin(), list.end());
    std::vector<QueryMatch> matches;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        QueryMatch match{i, 0, {}};
        double own = 0;
        for (const auto& [word, weight] : weights[i]) {
            const double rarity = std::log(1 + static_cast<double>(queries.size()) / (0.5 + queriesWith[word]));
            own += weight >= kTag ? rarity : 0;
            if (asked.count(word) > 0)
                match.score += weight * rarity;
        }
        match.score /= 1 + 0.05 * own; // of two that hold the same words, the one that says less besides
        match.values = valuesOf(queries[i], words, names);
        if (match.score > 0)
            matches.push_back(std::move(match));
    }
    std::stable_sort(matches.begin(), matches.end(), [](const QueryMatch& a, const QueryMatch& b) { return a.score > b.score; });
    matches.resize(std::min(matches.size(), limit));
    return matches;
}

} // namespace mgx
