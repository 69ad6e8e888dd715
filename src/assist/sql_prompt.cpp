// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/sql_prompt.h"

#include "base/text.h"
#include "query/sql_catalog.h"

#include <algorithm>
#include <set>

namespace mgx {

namespace {

constexpr std::size_t kMostKeys = 300;

constexpr std::string_view kRules = R"(You write one SQL statement that answers a question about traces of MassGen, where several agents
work on one question in rounds, give answers, vote for answers, and one wins. Answer with the statement alone, in a block of code.

The dialect is that of Pydantic Logfire (Apache DataFusion, like PostgreSQL):
- attributes is JSON: attributes->>'key' is a text, (attributes->'key')::float a number. Cast before you count or compare.
- duration is in seconds and NULL for logs. level compares with names: level >= 'error'.
- Times: now() - interval '1 hour', date_trunc('minute', start_timestamp).
- Only SELECT and WITH. No statement that changes anything. LIMIT long lists.
- Names of MassGen's spans: coordination.session (the run), agent.<id>.round_<n> and agent.<id>.presentation (rounds),
  llm.<provider>.stream (model calls), mcp.<server>.<tool> and mcp_tool.<tool> (tools), 'Tool execution: <name>',
  'Agent answer: <label>', 'Agent vote: <from> -> <to>', 'Winner selected: <label>', 'Coordination event: <event>'.
)";

void describeTables(bool isForLogfire, std::string& out)
{
    static const std::set<std::string_view> remote = {"records", "metrics"};
    out += "\nTables:\n";
    for (const SqlTable& table : sqlTables()) {
        if (isForLogfire && remote.count(table.name) == 0)
            continue;
        out += "\n" + std::string(table.name) + ": " + std::string(table.sentence) + "\n";
        if (table.name == "records_all" || table.name == "metrics")
            continue; // the same again, and one without rows
        for (const SqlColumn& column : table.columns)
            out += "  " + std::string(column.name) + " " + std::string(column.type) + ": " + std::string(column.sentence) + "\n";
    }
}

void describeKeys(const std::vector<KnownKey>& keys, std::string& out)
{
    if (keys.empty())
        return;
    out += "\nKeys of attributes in the open data:\n";
    for (std::size_t i = 0; i < std::min(keys.size(), kMostKeys); ++i) {
        out += "  " + keys[i].name + " (" + keys[i].type + ")";
        for (std::size_t k = 0; k < keys[i].examples.size(); ++k)
            out += (k == 0 ? ", such as " : ", ") + keys[i].examples[k];
        out += "\n";
    }
}

bool isWordAt(std::string_view text, std::size_t at, std::string_view word)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    if ((at > 0 && isLetter(text[at - 1])) || at + word.size() >= text.size() || isLetter(text[at + word.size()]))
        return false;
    return std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, char b) { return a == b || a + 32 == b; });
}

} // namespace

std::vector<ChatMessage> sqlMessages(const SqlQuestion& question)
{
    std::string system(kRules);
    describeTables(question.isForLogfire, system);
    describeKeys(question.keys, system);
    std::string user = question.question;
    if (!question.currentSql.empty())
        user = "Change this statement:\n```sql\n" + question.currentSql + "\n```\n" + question.question;
    return {{"system", std::move(system)}, {"user", std::move(user)}};
}

void addRepair(std::vector<ChatMessage>& messages, const std::string& answer, const std::string& problem)
{
    messages.push_back({"assistant", answer});
    messages.push_back({"user", "The engine does not accept it: " + problem + "\nWrite the whole statement again without the mistake."});
}

std::string sqlOfAnswer(const std::string& answer)
{
    const std::size_t fence = answer.find("```");
    if (fence != std::string::npos) {
        const std::size_t begin = answer.find('\n', fence);
        const std::size_t end = answer.find("```", begin == std::string::npos ? fence + 3 : begin);
        if (begin != std::string::npos)
            return std::string(trimmed(std::string_view(answer).substr(begin, end == std::string::npos ? end : end - begin)));
    }
    for (std::size_t at = 0; at < answer.size(); ++at) {
        if (isWordAt(answer, at, "SELECT") || isWordAt(answer, at, "WITH"))
            return std::string(trimmed(std::string_view(answer).substr(at)));
    }
    return {};
}

} // namespace mgx
