// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/record_facts.h"

#include "ingest/record_line.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <numeric>
#include <simdjson.h>
#include <unordered_map>

namespace mgx {

namespace {

namespace dom = simdjson::dom;

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

/// Attributes of one row. Missing or of another type = empty, 0, false.
class Attributes
{
public:
    Attributes(dom::parser& parser, std::string_view json)
    {
        dom::element root;
        if (!json.empty() && !parser.parse(json.data(), json.size()).get(root))
            m_isGood = !root.get(m_object);
    }

    [[nodiscard]] std::string text(std::string_view key) const
    {
        std::string_view value;
        return m_isGood && !m_object.at_key(key).get(value) ? std::string(value) : std::string();
    }
    [[nodiscard]] std::optional<double> number(std::string_view key) const
    {
        double value = 0;
        return m_isGood && !m_object.at_key(key).get(value) ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] std::optional<bool> boolean(std::string_view key) const
    {
        bool value = false;
        return m_isGood && !m_object.at_key(key).get(value) ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const
    {
        std::vector<std::string> list;
        dom::array array;
        if (!m_isGood || m_object.at_key(key).get(array))
            return list;
        for (const dom::element item : array) {
            std::string_view value;
            if (!item.get(value))
                list.emplace_back(value);
        }
        return list;
    }
    [[nodiscard]] std::optional<Usage> usage() const
    {
        const auto input = number("massgen.usage.input");
        if (!input)
            return std::nullopt;
        const auto whole = [&](std::string_view key) { return static_cast<std::int64_t>(number(key).value_or(0)); };
        return Usage{static_cast<std::int64_t>(*input), whole("massgen.usage.output"), whole("massgen.usage.reasoning"),
                     whole("massgen.usage.cached_input"), number("massgen.usage.cost").value_or(0)};
    }

private:
    dom::object m_object;
    bool m_isGood = false;
};

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

/// Collects the facts of one run row by row.
class FactsReader
{
public:
    FactsReader(const TraceSnapshot& snapshot, const std::vector<bool>& wrappers) : m_snapshot(snapshot), m_wrappers(wrappers) {}

    /// To be called for all sessions before anything else is read: they name the agents in config order.
    void readSession(RowId row, dom::parser& parser)
    {
        if (!m_snapshot.isHidden(row))
            takeSession(row, Attributes(parser, m_snapshot.attributes(row)));
    }

    void read(RowId row, dom::parser& parser)
    {
        const std::string_view name = m_snapshot.name(row);
        if (m_snapshot.isHidden(row))
            return;
        takeTimes(row);
        if (startsWith(name, "agent."))
            readRound(row, Attributes(parser, m_snapshot.attributes(row)));
        else if (startsWith(name, "mcp.") || startsWith(name, "custom_tool.") || startsWith(name, "mcp_tool."))
            readTool(row, name, parser);
        else if (startsWith(name, "llm."))
            readModelCall(row, Attributes(parser, m_snapshot.attributes(row)));
        else if (m_snapshot.kind(row) == RecordKind::Log)
            readLog(row, name, parser);
    }

    /// `spent` holds the running sums of the agents at the end of the attempt before, and then of this one.
    std::shared_ptr<const RunFacts> finish(const std::string& path, std::map<std::string, Usage>& spent)
    {
        facts.path = path;
        placeFromLogPath();
        const auto sort = [](auto& list, auto before) {
            if (!std::is_sorted(list.begin(), list.end(), before))
                std::stable_sort(list.begin(), list.end(), before);
        };
        const auto byTime = [](const auto& a, const auto& b) { return a.time < b.time; };
        const auto byStart = [](const auto& a, const auto& b) { return a.start < b.start; };
        sort(facts.rounds, byStart);
        sort(facts.toolCalls, byStart);
        sort(facts.modelCalls, byStart);
        sort(facts.answers, byTime);
        sort(facts.votes, byTime);
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

    void takeTimes(RowId row)
    {
        if (m_snapshot.hasFlag(row, kHasBadTimes))
            return;
        facts.start = facts.start == kNoTime ? m_snapshot.start(row) : std::min(facts.start, m_snapshot.start(row));
        facts.end = std::max(facts.end, m_snapshot.end(row));
        facts.trace = m_snapshot.trace(row);
    }

    void takeSession(RowId row, const Attributes& a)
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

    void readRound(RowId row, const Attributes& a)
    {
        RoundFact round;
        round.agent = agent(m_snapshot.agent(row));
        round.row = row;
        round.number = static_cast<int>(a.number("massgen.round").value_or(0));
        round.start = m_snapshot.start(row);
        round.end = m_snapshot.isOpen(row) ? kNoTime : m_snapshot.end(row);
        round.type = a.text("massgen.round_type");
        if (round.type.empty() && m_snapshot.name(row).find(".presentation") != std::string_view::npos)
            round.type = "presentation";
        round.outcome = a.text("massgen.outcome");
        round.answerLabel = a.text("massgen.answer_label");
        round.votedForLabel = a.text("massgen.voted_for_label");
        round.contextAnswers = static_cast<int>(a.number("massgen.num_context_answers").value_or(-1));
        round.contextLabels = a.texts("massgen.context_labels");
        round.usage = a.usage();
        if (round.agent >= 0)
            facts.rounds.push_back(std::move(round));
    }

    void readTool(RowId row, std::string_view name, dom::parser& parser)
    {
        // mcp_tool.X wraps the mcp.S.T that did the work: one call. Without such a child it stands for itself.
        if (startsWith(name, "mcp_tool.") && m_wrappers[row])
            return;
        const Attributes a(parser, m_snapshot.attributes(row));
        ToolCallFact call;
        call.agent = agent(m_snapshot.agent(row));
        call.row = row;
        call.name = a.text("tool.name");
        if (call.name.empty())
            call.name = std::string(name);
        call.type = startsWith(name, "mcp") ? "mcp" : "custom";
        call.start = m_snapshot.start(row);
        call.end = m_snapshot.isOpen(row) ? kNoTime : m_snapshot.end(row);
        call.success = a.boolean("tool.success");
        if (!call.success && call.end != kNoTime)
            call.success = a.boolean("ok").value_or(!m_snapshot.isError(row));
        call.error = a.text("tool.error_message");
        if (call.agent >= 0 && call.success == false)
            ++facts.agents[std::size_t(call.agent)].toolErrors;
        facts.toolCalls.push_back(std::move(call));
    }

    void readModelCall(RowId row, const Attributes& a)
    {
        ModelCallFact call;
        call.agent = agent(m_snapshot.agent(row));
        call.row = row;
        call.model = a.text("gen_ai.request.model");
        call.start = m_snapshot.start(row);
        call.end = m_snapshot.isOpen(row) ? kNoTime : m_snapshot.end(row);
        if (const auto input = a.number("gen_ai.usage.input_tokens")) {
            call.usage = Usage{static_cast<std::int64_t>(*input),
                               static_cast<std::int64_t>(a.number("gen_ai.usage.output_tokens").value_or(0))};
        }
        if (call.agent >= 0 && facts.agents[std::size_t(call.agent)].model.empty())
            facts.agents[std::size_t(call.agent)].model = call.model;
        facts.modelCalls.push_back(std::move(call));
    }

    void readLog(RowId row, std::string_view name, dom::parser& parser)
    {
        const bool isAnswer = startsWith(name, "Agent answer");
        const bool isVote = startsWith(name, "Agent vote");
        const bool isWinner = startsWith(name, "Winner selected") || name == "Coordination event: winner_selected";
        if (!isAnswer && !isVote && !isWinner)
            return;
        const Attributes a(parser, m_snapshot.attributes(row));
        if (isWinner) {
            std::string id = a.text("winner_agent_id");
            if (id.empty())
                id = a.text("agent_id");
            if (!id.empty())
                facts.winner = id;
            return;
        }
        const int who = agent(m_snapshot.agent(row));
        if (isAnswer)
            facts.answers.push_back(AnswerFact{who, row, a.text("answer_label"), m_snapshot.start(row), a.text("massgen.agent.answer_path")});
        else
            facts.votes.push_back(VoteFact{who, row, a.text("voted_for_label"), -1, m_snapshot.start(row), a.text("reason")});
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
    const std::vector<bool>& m_wrappers;
    std::map<std::string, int, std::less<>> m_agents;
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

} // namespace

std::vector<std::shared_ptr<const RunFacts>> factsFromRecords(const TraceSnapshot& snapshot, RunId firstRun, const std::string& path)
{
    const std::vector<bool> wrappers = rowsAroundMcpCalls(snapshot);
    std::vector<FactsReader> readers;
    for (RunId run = firstRun; run < snapshot.runCount(); ++run)
        readers.emplace_back(snapshot, wrappers);
    dom::parser parser;
    const auto readerOf = [&](RowId row) {
        const RunId run = snapshot.run(row);
        return run != kNoRun && run >= firstRun ? &readers[run - firstRun] : nullptr;
    };
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if (snapshot.name(row) == "coordination.session" && readerOf(row))
            readerOf(row)->readSession(row, parser);
    }
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if (FactsReader* reader = readerOf(row))
            reader->read(row, parser);
    }
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
