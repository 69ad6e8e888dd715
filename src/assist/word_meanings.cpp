// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/word_meanings.h"

#include <map>
#include <set>

namespace mgx {

namespace {

const std::set<std::string_view>& emptyWords()
{
    static const std::set<std::string_view> words = {
        "a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do", "does", "each", "every", "for",
        "from", "get", "give", "given", "gave", "had", "has", "have", "how", "i", "if", "in", "is", "it", "its", "just", "let", "list", "many", "me", "most",
        "much", "my", "of", "on", "or", "our", "out", "per", "please", "see", "show", "so", "than", "that", "the", "their", "them", "then",
        "there", "these", "they", "this", "those", "to", "up", "us", "was", "we", "were", "what", "when", "where", "which", "while", "who", "whom",
        "why", "will", "with", "would", "you", "select", "null", "order", "group", "limit", "join", "left", "asc", "desc", "not", "all",
        "one", "two", "go", "went", "made", "make", "makes", "into", "over", "took", "take", "takes", "use", "used", "using", "within", "also", "only", "case", "else", "end", "massgen",
    };
    return words;
}

/// What means the same here. Keys are stems.
const std::map<std::string_view, std::string_view>& sameMeanings()
{
    static const std::map<std::string_view, std::string_view> words = {
        {"money", "cost"}, {"spend", "cost"}, {"spent", "cost"}, {"expens", "cost"}, {"expensive", "cost"}, {"price", "cost"}, {"pricey", "cost"}, {"dollar", "cost"},
        {"usd", "cost"}, {"paid", "cost"}, {"pay", "cost"}, {"cheap", "cost"}, {"cheapest", "cost"}, {"bill", "cost"}, {"budget", "cost"},
        {"slow", "duration"}, {"slowest", "duration"}, {"long", "duration"}, {"longest", "duration"}, {"longer", "duration"}, {"time", "duration"}, {"latency", "duration"},
        {"second", "duration"}, {"minute", "duration"}, {"fast", "duration"}, {"fastest", "duration"}, {"quick", "duration"}, {"speed", "duration"},
        {"last", "duration"}, {"performance", "duration"}, {"lasted", "duration"},
        {"fail", "error"}, {"failure", "error"}, {"broke", "error"}, {"broken", "error"}, {"wrong", "error"}, {"crash", "error"}, {"problem", "error"}, {"mistake", "error"},
        {"traceback", "exception"}, {"stacktrace", "exception"}, {"raise", "exception"}, {"throw", "exception"}, {"thrown", "exception"},
        {"ballot", "vote"}, {"elect", "vote"}, {"voter", "vote"}, {"support", "vote"},
        {"winner", "winner"}, {"win", "winner"}, {"won", "winner"}, {"chosen", "winner"}, {"best", "winner"},
        {"reply", "answer"}, {"respons", "answer"}, {"response", "answer"}, {"solution", "answer"},
        {"llm", "model"}, {"gpt", "model"}, {"claude", "model"}, {"chat", "model"}, {"completion", "model"},
        {"worker", "agent"}, {"participant", "agent"}, {"bot", "agent"},
        {"mcp", "tool"}, {"function", "tool"}, {"command", "tool"},
        {"repeat", "duplicate"}, {"twice", "duplicate"}, {"redundant", "duplicate"}, {"same", "duplicate"}, {"again", "duplicate"}, {"identical", "duplicate"},
        {"wasteful", "waste"}, {"useless", "waste"}, {"nothing", "waste"}, {"vain", "waste"},
        {"begin", "start"}, {"began", "start"}, {"begun", "start"}, {"recent", "recent"}, {"latest", "recent"}, {"newest", "recent"}, {"new", "recent"},
        {"session", "session"}, {"experiment", "run"}, {"overview", "glance"}, {"summary", "glance"}, {"summarize", "glance"}, {"summarise", "glance"},
        {"hierarchy", "tree"}, {"hierarchical", "tree"}, {"nest", "tree"}, {"structure", "tree"}, {"child", "tree"}, {"children", "tree"}, {"parent", "tree"},
        {"timeline", "timeline"}, {"chronological", "timeline"}, {"sequence", "timeline"}, {"happen", "timeline"},
        {"retry", "retry"}, {"retri", "retry"}, {"attempt", "retry"}, {"enforcement", "retry"}, {"reason", "reason"},
        {"context", "context"}, {"grow", "growth"}, {"grew", "growth"}, {"prompt", "input"}, {"hide", "hidden"}, {"silent", "hidden"}, {"miss", "hidden"}, {"missed", "hidden"}, {"undetected", "hidden"},
        {"rate", "rate"}, {"reliable", "success"}, {"succeed", "success"}, {"successful", "success"}, {"work", "success"}, {"fate", "fate"}, {"become", "fate"}, {"became", "fate"},
        {"compare", "comparison"}, {"comparison", "comparison"}, {"versus", "comparison"}, {"vs", "comparison"},
        {"reset", "restart"}, {"restarted", "restart"}, {"event", "event"}, {"busy", "agent"}, {"initial", "first"}, {"earliest", "first"}, {"until", "first"}, {"before", "first"},
        {"cached", "token"}, {"reasoning", "token"}, {"usage", "token"},
    };
    return words;
}

std::string stemOf(std::string_view word)
{
    const auto cut = [&](std::string_view ending, std::size_t least, std::string_view instead) {
        if (word.size() < least + ending.size() || !word.ends_with(ending))
            return std::string();
        return std::string(word.substr(0, word.size() - ending.size())) + std::string(instead);
    };
    for (const auto& [ending, instead] : {std::pair("ies", "y"), std::pair("sses", "ss"), std::pair("ings", ""), std::pair("ing", ""), std::pair("ed", "")}) {
        if (std::string stem = cut(ending, 3, instead); !stem.empty()) {
            const bool isDoubled = stem.size() > 3 && stem[stem.size() - 1] == stem[stem.size() - 2] && std::string_view("aeiouls").find(stem.back()) == std::string_view::npos;
            if (isDoubled)
                stem.pop_back();
            return stem;
        }
    }
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is"))
        word.remove_suffix(1);
    return std::string(word);
}

/// Without the e that an ending may have taken: "vote", "voting" → "vot".
std::string withoutE(std::string word)
{
    if (word.size() > 3 && word.back() == 'e')
        word.pop_back();
    return word;
}

} // namespace

std::string meaningOf(std::string_view word)
{
    if (word.size() < 2 || emptyWords().count(word) > 0)
        return {};
    const std::string stem = stemOf(word);
    for (const std::string& form : {std::string(word), stem, stem + "e"}) {
        const auto found = sameMeanings().find(form);
        if (found != sameMeanings().end())
            return withoutE(std::string(found->second));
    }
    return withoutE(stem);
}

} // namespace mgx
