// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/record_facts.h"

#include "base/ordered_work.h"
#include "ingest/record_line.h"
#include "ingest/row_facts.h"
#include "ingest/row_json.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <simdjson.h>
#include <unordered_map>

namespace mgx {

namespace {

namespace dom = simdjson::dom;

constexpr RowId kRowsAtOnce = 16'384;
constexpr std::size_t kInFlight = 4;

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

Usage difference(const Usage& a, const Usage& b)
{
    return {a.inputTokens - b.inputTokens, a.outputTokens - b.outputTokens, a.reasoningTokens - b.reasoningTokens,
            a.cachedInputTokens - b.cachedInputTokens, a.costUsd - b.costUsd};
}

void addUsage(std::optional<Usage>& sum, const Usage& part)
{
    Usage& s = sum ? *sum : sum.emplace();
    s.inputTokens += part.inputTokens;
    s.outputTokens += part.outputTokens;
    s.reasoningTokens += part.reasoningTokens;
    s.cachedInputTokens += part.cachedInputTokens;
    s.costUsd += part.costUsd;
}

/// In order of time; what is at the same time stays as it came. Facts are heavy: what is sorted is their places.
template <class Fact>
void sortBy(std::vector<Fact>& list, TimeNs Fact::*time)
{
    if (std::is_sorted(list.begin(), list.end(), [time](const Fact& a, const Fact& b) { return a.*time < b.*time; }))
        return;
    std::vector<std::pair<TimeNs, std::size_t>> order;
    order.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i)
        order.emplace_back(list[i].*time, i);
    std::sort(order.begin(), order.end());
    std::vector<Fact> sorted;
    sorted.reserve(list.size());
    for (const auto& [when, place] : order)
        sorted.push_back(std::move(list[place]));
    list = std::move(sorted);
}

/// Collects the facts of one run.
class FactsReader
{
public:
    explicit FactsReader(const TraceSnapshot& snapshot) : m_snapshot(snapshot) {}

    /// To be called for all sessions before anything else is read: they name the agents in config order.
    void readSession(RowId row, dom::parser& parser)
    {
        if (!m_snapshot.isHidden(row))
            takeSession(row, RowJson(parser, m_snapshot.attributes(row)));
    }

    /// What the rows of a range say; the ranges come in order.
    void take(const RowFacts::Times& times)
    {
        if (times.start == kNoTime)
            return;
        facts.start = facts.start == kNoTime ? times.start : std::min(facts.start, times.start);
        facts.end = std::max(facts.end, times.end);
        facts.trace = m_snapshot.trace(times.lastRow);
    }
    void takeAgent(LaneId lane) { (void)agentOf(static_cast<int>(lane)); }
    void take(RoundFact& round) { add(facts.rounds, round); }
    void take(AnswerFact& answer) { add(facts.answers, answer); }
    void take(VoteFact& vote) { add(facts.votes, vote); }
    void take(RowFacts::Winner& winner) { facts.winner = std::move(winner.agent); }
    void take(ToolCallFact& call)
    {
        const ToolCallFact& added = add(facts.toolCalls, call);
        if (added.agent >= 0 && added.success == false)
            ++facts.agents[std::size_t(added.agent)].toolErrors;
    }
    void take(ModelCallFact& call)
    {
        const ModelCallFact& added = add(facts.modelCalls, call);
        if (added.agent >= 0 && facts.agents[std::size_t(added.agent)].model.empty())
            facts.agents[std::size_t(added.agent)].model = added.model;
    }

    /// `spent` holds the running sums of the agents at the end of the attempt before, and then of this one.
    std::shared_ptr<const RunFacts> finish(const std::string& path, std::map<std::string, Usage>& spent)
    {
        facts.path = path;
        placeFromLogPath();
        sortBy(facts.rounds, &RoundFact::start);
        sortBy(facts.toolCalls, &ToolCallFact::start);
        sortBy(facts.modelCalls, &ModelCallFact::start);
        sortBy(facts.answers, &AnswerFact::time);
        sortBy(facts.votes, &VoteFact::time);
        fillUsage(spent);
        placeTools();
        std::map<std::string_view, int> answerers; // by label; the last one to use it
        for (const AnswerFact& answer : facts.answers)
            answerers[answer.label] = answer.agent;
        for (VoteFact& vote : facts.votes) {
            const auto found = answerers.find(vote.forLabel);
            if (found != answerers.end())
                vote.forAgent = found->second;
        }
        judge();
        return std::make_shared<const RunFacts>(std::move(facts));
    }

    RunFacts facts;

private:
    int agent(std::string_view id)
    {
        if (id.empty())
            return -1;
        const auto [entry, isNew] = m_agents.try_emplace(std::string(id), static_cast<int>(facts.agents.size()));
        if (isNew)
            facts.agents.push_back(AgentFact{.id = std::string(id)});
        return entry->second;
    }

    /// The number of the agent whose lane this is.
    int agentOf(int lane)
    {
        if (lane < 0)
            return -1;
        const auto [entry, isNew] = m_agentOfLane.try_emplace(lane, -1);
        if (isNew)
            entry->second = agent(m_snapshot.string(m_snapshot.lanes()[std::size_t(lane)].label));
        return entry->second;
    }

    template <class Fact>
    const Fact& add(std::vector<Fact>& list, Fact& fact)
    {
        fact.agent = agentOf(fact.agent);
        return list.emplace_back(std::move(fact));
    }

    void takeSession(RowId row, const RowJson& a)
    {
        // A capture may hold a first, empty session besides the real one, which knows its log folder.
        const std::string logPath = a.text("massgen.log_path");
        const bool isLonger = facts.session == kNoRow || m_snapshot.duration(row) > m_snapshot.duration(facts.session);
        if (!isLonger && (logPath.empty() || !facts.logPath.empty()))
            return;
        facts.session = row;
        facts.logPath = logPath;
        facts.question = a.text("massgen.task");
        for (const std::string& id : a.texts("massgen.agent_ids"))
            (void)agent(id);
    }

    /// `…/log_20261123_010025/turn_1/attempt_2` names the log folder, the turn and the attempt.
    void placeFromLogPath()
    {
        if (facts.session != kNoRow)
            facts.massgenVersion = compactJsonText(m_snapshot.resource(facts.session), "service.version");
        const std::string& path = facts.logPath;
        const std::size_t log = path.rfind("log_");
        if (log == std::string::npos)
            return;
        facts.name = path.substr(log, path.find('/', log) - log);
        const auto number = [&](std::string_view word) {
            const std::size_t at = path.find(word, log);
            return at == std::string::npos ? 0 : std::atoi(path.c_str() + at + word.size());
        };
        facts.turn = number("/turn_");
        facts.attempt = number("/attempt_");
    }

    void fillUsage(std::map<std::string, Usage>& spent)
    {
        std::vector<std::vector<RoundFact*>> byAgent(facts.agents.size());
        for (RoundFact& round : facts.rounds) {
            if (round.usage)
                byAgent[std::size_t(round.agent)].push_back(&round);
        }
        for (std::size_t i = 0; i < byAgent.size(); ++i) {
            auto& rounds = byAgent[i];
            const bool isRunningSum = std::is_sorted(rounds.begin(), rounds.end(), [](const RoundFact* a, const RoundFact* b) {
                return a->usage->inputTokens < b->usage->inputTokens || a->usage->outputTokens < b->usage->outputTokens;
            });
            Usage& before = spent[facts.agents[i].id];
            const bool isContinued = !rounds.empty() && rounds[0]->usage->inputTokens >= before.inputTokens
                                  && rounds[0]->usage->outputTokens >= before.outputTokens;
            if (!isContinued)
                before = {};
            for (RoundFact* round : rounds) {
                const Usage sum = *round->usage;
                if (isRunningSum)
                    round->usage = difference(sum, before);
                before = sum;
                addUsage(facts.agents[i].usage, *round->usage);
                addUsage(facts.usage, *round->usage);
            }
        }
    }

    void placeTools()
    {
        std::vector<std::vector<int>> byAgent(facts.agents.size());
        for (std::size_t i = 0; i < facts.rounds.size(); ++i)
            byAgent[std::size_t(facts.rounds[i].agent)].push_back(static_cast<int>(i));
        for (ToolCallFact& call : facts.toolCalls) {
            if (call.agent < 0)
                continue;
            const auto& rounds = byAgent[std::size_t(call.agent)];
            const auto after = std::upper_bound(rounds.begin(), rounds.end(), call.start,
                                                [&](TimeNs t, int r) { return t < facts.rounds[std::size_t(r)].start; });
            if (after == rounds.begin())
                continue;
            const RoundFact& round = facts.rounds[std::size_t(*(after - 1))];
            if (round.end == kNoTime || call.start <= round.end)
                call.round = *(after - 1);
        }
    }

    void judge()
    {
        for (auto answer = facts.answers.rbegin(); answer != facts.answers.rend(); ++answer) {
            if (facts.winnerLabel.empty() && answer->agent >= 0 && facts.agents[std::size_t(answer->agent)].id == facts.winner)
                facts.winnerLabel = answer->label;
        }
        const bool isOpen = facts.session != kNoRow && m_snapshot.isOpen(facts.session);
        if (!facts.winner.empty() && !isOpen) {
            facts.state = RunState::Complete;
        } else {
            facts.state = RunState::Incomplete;
            facts.stateReason = isOpen ? "the session has no end" : "no winner was recorded";
        }
    }

    const TraceSnapshot& m_snapshot;
    std::map<std::string, int, std::less<>> m_agents;
    std::unordered_map<int, int> m_agentOfLane;
};

/// By row: has a child that is an MCP call.
std::vector<bool> rowsAroundMcpCalls(const TraceSnapshot& snapshot)
{
    std::vector<bool> wrappers(snapshot.rowCount());
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        const RowId parent = snapshot.parent(row);
        if (parent != kNoRow && startsWith(snapshot.name(row), "mcp."))
            wrappers[parent] = true;
    }
    return wrappers;
}

/// Rows are read on the pool, range by range, and what they say is taken in their order.
void readRows(const TraceSnapshot& snapshot, RunId firstRun, std::vector<FactsReader>& readers)
{
    const std::vector<bool> wrappers = rowsAroundMcpCalls(snapshot);
    OrderedWork<RowRange, RowFacts> work([](RowRange& range) { return readRowFacts(range); });
    const auto take = [&](RowFacts& facts) {
        for (const auto& [run, times] : facts.times)
            readers[run - firstRun].take(times);
        for (const LaneId lane : facts.lanes)
            readers[snapshot.lanes()[lane].run - firstRun].takeAgent(lane);
        const auto takeAll = [&](auto& list) {
            for (auto& fact : list)
                readers[snapshot.run(fact.row) - firstRun].take(fact);
        };
        takeAll(facts.rounds);
        takeAll(facts.toolCalls);
        takeAll(facts.modelCalls);
        takeAll(facts.answers);
        takeAll(facts.votes);
        takeAll(facts.winners);
    };
    for (RowId begin = 0; begin < snapshot.rowCount(); begin += kRowsAtOnce) {
        work.push({snapshot, firstRun, wrappers, begin, begin + std::min(kRowsAtOnce, snapshot.rowCount() - begin)});
        work.drain(kInFlight, take);
    }
    work.drain(0, take);
}

} // namespace

std::vector<std::shared_ptr<const RunFacts>> factsFromRecords(const TraceSnapshot& snapshot, RunId firstRun, const std::string& path)
{
    std::vector<FactsReader> readers;
    for (RunId run = firstRun; run < snapshot.runCount(); ++run)
        readers.emplace_back(snapshot);
    const auto readerOf = [&](RowId row) {
        const RunId run = snapshot.run(row);
        return run != kNoRun && run >= firstRun ? &readers[run - firstRun] : nullptr;
    };
    dom::parser parser;
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if (snapshot.name(row) == "coordination.session" && readerOf(row))
            readerOf(row)->readSession(row, parser);
    }
    readRows(snapshot, firstRun, readers);
    // MassGen goes on counting where it restarts: the attempts of one trace, in order.
    std::vector<std::size_t> order(readers.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return readers[a].facts.start < readers[b].facts.start; });
    std::unordered_map<TraceId, std::map<std::string, Usage>> spent;
    std::vector<std::shared_ptr<const RunFacts>> facts(readers.size());
    for (const std::size_t run : order)
        facts[run] = readers[run].finish(path, spent[readers[run].facts.trace]);
    return facts;
}

} // namespace mgx
