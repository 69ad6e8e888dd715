// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/repeated_work.h"

#include "analysis/json_value.h"
#include "analysis/plain_text.h"
#include "analysis/tool_text.h"
#include "analysis/wasted_rounds.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace mgx {

namespace {

using Kind = RepeatedGroup::Kind;

constexpr std::size_t kSampleBytes = 160;
constexpr std::int64_t kCharsPerToken = 4;

struct Key
{
    Kind kind = Kind::Call;
    std::string what;
    std::string text; ///< equal texts are the same work
};

bool isShell(std::string_view tool)
{
    constexpr std::array<std::string_view, 6> kWords = {"execute_command", "run_command", "shell", "bash", "terminal", "exec_command"};
    return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return tool.find(word) != std::string_view::npos; });
}

bool isRead(std::string_view tool)
{
    return tool == "read" || tool == "cat" || tool == "view" || tool == "view_file" || tool.substr(0, 9) == "read_file" || tool == "read_text_file";
}

std::string firstMember(const Json& object, std::initializer_list<const char*> keys)
{
    for (const char* key : keys) {
        if (std::string text = memberText(object, key); !text.empty())
            return text;
    }
    return {};
}

/// A shell command is the same whatever else it was called with, a file read the same whatever the tool is called.
Key keyOf(const ToolCallFact& call, const ToolText& text)
{
    const std::string_view tool = plainToolName(call.name);
    const Json arguments = parsedJson(text.input);
    if (arguments.is_object() && isShell(tool)) {
        if (const std::string command = firstMember(arguments, {"command", "cmd", "script"}); !command.empty())
            return {Kind::Command, shortened(command, 80), "command\n" + withoutVolatileParts(command)};
    }
    std::string asked = normalizedArguments(text.input);
    if (arguments.is_discarded() && text.inputChars > 0)
        asked += "\n" + std::to_string(text.inputChars); // cut: only the beginning and the length are known
    if (arguments.is_object() && isRead(tool)) {
        if (const std::string path = firstMember(arguments, {"path", "file_path", "filename", "file"}); !path.empty())
            return {Kind::FileRead, shortened(path, 80), "read\n" + asked};
    }
    return {Kind::Call, std::string(tool), call.name + "\n" + asked};
}

struct Group
{
    RepeatedGroup out;
    TraceId exact;
    std::set<std::pair<RunId, int>> rounds;
    std::set<RunId> runs;
    std::set<int> agents;
    std::vector<std::pair<const ToolCallFact*, std::int64_t>> calls; ///< with the characters that went through the model
};

double usdPerToken(const RunFacts& facts, int agent)
{
    if (agent < 0 || std::size_t(agent) >= facts.agents.size() || !facts.agents[std::size_t(agent)].usage)
        return 0;
    const Usage& usage = *facts.agents[std::size_t(agent)].usage;
    const auto tokens = usage.inputTokens + usage.outputTokens;
    return tokens > 0 ? usage.costUsd / double(tokens) : 0;
}

void close(const TraceSnapshot& snapshot, RunId run, Group& group)
{
    RepeatedGroup& out = group.out;
    out.agents.assign(group.agents.begin(), group.agents.end());
    out.rounds = int(group.rounds.size());
    out.attempts = int(group.runs.size());
    out.isEstimated = true;
    for (std::size_t i = 1; i < out.rows.size(); ++i) {
        if (snapshot.run(out.rows[i]) != run)
            continue; // lost by the attempt before
        out.lostRows.push_back(out.rows[i]);
        out.lostNs += snapshot.duration(out.rows[i]);
        const std::int64_t tokens = group.calls[i].second / kCharsPerToken;
        out.lostTokens += tokens;
        out.lostUsd += double(tokens) * usdPerToken(snapshot.runFacts(run), group.calls[i].first->agent);
    }
}

/// A call that failed and was made again with the same tool in the same round, until it worked or the agent gave up.
class RetryFinder
{
public:
    void take(const ToolCallFact& call, const ToolText& text)
    {
        Last& last = m_last[{call.agent, call.round, call.name}];
        if (last.row != kNoRow) {
            RepeatedGroup& group = m_groups[{call.agent, call.name}];
            if (group.rows.empty() || group.rows.back() != last.row)
                group.rows.push_back(last.row);
            group.lostRows.push_back(last.row);
            group.rows.push_back(text.row);
        }
        last.row = text.isFailed && call.agent >= 0 ? text.row : kNoRow;
    }
    void finish(const TraceSnapshot& snapshot, std::vector<RepeatedGroup>& out)
    {
        for (auto& [key, group] : m_groups) {
            group.kind = Kind::Retry;
            group.isExact = false;
            group.what = std::string(plainToolName(key.second));
            group.agents = {key.first};
            group.rounds = 1;
            for (const RowId row : group.lostRows)
                group.lostNs += snapshot.duration(row);
            out.push_back(std::move(group));
        }
    }

private:
    struct Last
    {
        RowId row = kNoRow;
    };
    std::map<std::tuple<int, int, std::string>, Last> m_last;
    std::map<std::pair<int, std::string>, RepeatedGroup> m_groups;
};

/// The run, after the attempts of the same turn before it.
std::vector<RunId> attemptsUpTo(const TraceSnapshot& snapshot, RunId run)
{
    const RunFacts& facts = snapshot.runFacts(run);
    std::vector<RunId> runs;
    for (RunId other = 0; other < snapshot.runCount() && !facts.name.empty() && facts.attempt > 1; ++other) {
        const RunFacts& earlier = snapshot.runFacts(other);
        if (earlier.name == facts.name && earlier.turn == facts.turn && earlier.attempt > 0 && earlier.attempt < facts.attempt && earlier.parentRun == facts.parentRun)
            runs.push_back(other);
    }
    std::sort(runs.begin(), runs.end(), [&](RunId a, RunId b) { return snapshot.runFacts(a).attempt < snapshot.runFacts(b).attempt; });
    runs.push_back(run);
    return runs;
}

/// Calls by what they asked for.
class CallGroups
{
public:
    CallGroups(const TraceSnapshot& snapshot, RunId run) : m_snapshot(snapshot), m_run(run) {}

    void take(RunId run, const ToolCallFact& call, const ToolText& text)
    {
        if (!text.hasInput)
            return;
        Key key = keyOf(call, text);
        const auto [place, isNew] = m_places.try_emplace(hashTraceId(key.text), m_groups.size());
        const TraceId exact = hashTraceId(call.name + "\n" + text.input);
        if (isNew) {
            Group& group = m_groups.emplace_back();
            group.exact = exact;
            group.out.kind = key.kind;
            group.out.what = std::move(key.what);
            group.out.sample = shortened(text.input, kSampleBytes);
        }
        Group& group = m_groups[place->second];
        group.out.isExact = group.out.isExact && group.exact == exact;
        group.out.rows.push_back(text.row);
        group.rounds.insert({run, call.round});
        group.runs.insert(run);
        if (const int agent = agentHere(run, call.agent); agent >= 0)
            group.agents.insert(agent);
        group.calls.emplace_back(&call, std::int64_t(text.input.size() + text.output.size()));
    }

    void finish(std::vector<RepeatedGroup>& out)
    {
        for (Group& group : m_groups) {
            if (group.out.rows.size() < 2)
                continue;
            close(m_snapshot, m_run, group);
            if (!group.out.lostRows.empty())
                out.push_back(std::move(group.out));
        }
    }

private:
    /// The same agent may stand at another place in another attempt.
    [[nodiscard]] int agentHere(RunId run, int agent) const
    {
        if (run == m_run || agent < 0 || std::size_t(agent) >= m_snapshot.runFacts(run).agents.size())
            return run == m_run ? agent : -1;
        const auto& agents = m_snapshot.runFacts(m_run).agents;
        const std::string& id = m_snapshot.runFacts(run).agents[std::size_t(agent)].id;
        const auto found = std::find_if(agents.begin(), agents.end(), [&](const AgentFact& fact) { return fact.id == id; });
        return found == agents.end() ? -1 : int(found - agents.begin());
    }

    const TraceSnapshot& m_snapshot;
    const RunId m_run;
    std::unordered_map<TraceId, std::size_t> m_places;
    std::vector<Group> m_groups;
};

void repeatedCalls(const TraceSnapshot& snapshot, RunId run, std::vector<RepeatedGroup>& out)
{
    CallGroups groups(snapshot, run);
    RetryFinder retries;
    for (const RunId attempt : attemptsUpTo(snapshot, run)) {
        for (const ToolCallFact& call : snapshot.runFacts(attempt).toolCalls) {
            if (call.row >= snapshot.rowCount())
                continue;
            const ToolText text = toolText(snapshot, call);
            groups.take(attempt, call, text);
            if (attempt == run)
                retries.take(call, text);
        }
    }
    groups.finish(out);
    retries.finish(snapshot, out);
}

} // namespace

std::string_view nameOf(RepeatedGroup::Kind kind)
{
    constexpr std::array<std::string_view, 8> kNames = {"call", "command", "file_read", "unseen_answer", "ignored_vote", "changed_vote", "retry", "restart"};
    return kNames[std::size_t(kind)];
}

std::vector<RepeatedGroup> repeatedWork(const TraceSnapshot& snapshot, RunId run)
{
    std::vector<RepeatedGroup> groups;
    const RunFacts& facts = snapshot.runFacts(run);
    repeatedCalls(snapshot, run, groups);
    for (RepeatedGroup& group : wastedRounds(snapshot, facts))
        groups.push_back(std::move(group));
    std::stable_sort(groups.begin(), groups.end(), [](const RepeatedGroup& a, const RepeatedGroup& b) { return a.lostNs > b.lostNs; });
    return groups;
}

LostWork lostWork(const TraceSnapshot& snapshot, const std::vector<RepeatedGroup>& groups)
{
    LostWork lost;
    std::unordered_set<RowId> seen;
    for (const RepeatedGroup& group : groups) {
        std::size_t fresh = 0;
        for (const RowId row : group.lostRows) {
            if (!seen.insert(row).second)
                continue;
            ++fresh;
            lost.ns += snapshot.duration(row);
        }
        lost.count += fresh;
        if (!group.lostRows.empty()) {
            const double share = double(fresh) / double(group.lostRows.size());
            lost.tokens += std::int64_t(double(group.lostTokens) * share);
            lost.usd += group.lostUsd * share;
        }
    }
    return lost;
}

} // namespace mgx
