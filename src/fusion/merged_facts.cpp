// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/merged_facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace mgx {

namespace {

std::string seconds(TimeNs ns)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.3f s", secondsFromNs(ns));
    return text.data();
}

std::string money(double usd)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "$%.6f", usd);
    return text.data();
}

/// Collects in what two sources disagree.
class Disagreements
{
public:
    Disagreements(RunFacts& into, const RunFacts& sent) : m_into(into), m_file(sent.path) {}

    void compare(const std::string& what, const std::string& files, const std::string& sent, const std::string& taken)
    {
        if (files != sent)
            m_into.problems.push_back({Problem::Severity::Info, m_file, {},
                                       "the sources disagree about " + what + ": " + files + " in the log folder, " + sent
                                           + " in what was sent; " + taken + " is shown"});
    }
    void compareCounts(const std::string& what, std::size_t files, std::size_t sent)
    {
        compare("the number of " + what, std::to_string(files), std::to_string(sent), "that of the log folder");
    }

private:
    RunFacts& m_into;
    std::string m_file;
};

/// Rounds with an outcome; cut off ones may be missing in either source.
std::size_t finishedRounds(const RunFacts& facts)
{
    return static_cast<std::size_t>(std::count_if(facts.rounds.begin(), facts.rounds.end(), [](const RoundFact& r) { return r.end != kNoTime; }));
}

void compareAll(RunFacts& out, const RunFacts& local, const RunFacts& sent)
{
    Disagreements d(out, sent);
    const TimeNs ours = local.end - local.start;
    const TimeNs theirs = sent.end - sent.start;
    if (local.start != kNoTime && sent.start != kNoTime && std::abs(double(ours - theirs)) > 0.05 * double(std::max(ours, theirs)))
        d.compare("the duration", seconds(ours), seconds(theirs), "the longer one");
    d.compareCounts("rounds", finishedRounds(local), finishedRounds(sent));
    d.compareCounts("answers", local.answers.size(), sent.answers.size());
    d.compareCounts("votes", local.votes.size(), sent.votes.size());
    d.compareCounts("tool calls", local.toolCalls.size(), sent.toolCalls.size());
    if (local.usage && sent.usage) {
        d.compare("the input tokens", std::to_string(local.usage->inputTokens), std::to_string(sent.usage->inputTokens), "that of the log folder");
        d.compare("the output tokens", std::to_string(local.usage->outputTokens), std::to_string(sent.usage->outputTokens),
                  "that of the log folder");
        if (std::abs(local.usage->costUsd - sent.usage->costUsd) > 1e-6)
            d.compare("the cost", money(local.usage->costUsd), money(sent.usage->costUsd), "that of the log folder");
    }
    if (!local.winner.empty() || !sent.winner.empty())
        d.compare("the winner", local.winner.empty() ? "none" : local.winner, sent.winner.empty() ? "none" : sent.winner,
                  "that of the log folder");
}

template <class Fact>
const Fact* sameRow(const std::vector<Fact>& facts, RowId row)
{
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const Fact& f) { return f.row == row && row != kNoRow; });
    return found == facts.end() ? nullptr : &*found;
}

} // namespace

RunFacts movedFacts(const RunFacts& facts, const RowCopy& copy)
{
    RunFacts out = facts;
    out.session = copy.at(facts.session);
    for (auto* rounds : {&out.rounds}) {
        for (RoundFact& fact : *rounds)
            fact.row = copy.at(fact.row);
    }
    for (AnswerFact& fact : out.answers)
        fact.row = copy.at(fact.row);
    for (VoteFact& fact : out.votes)
        fact.row = copy.at(fact.row);
    for (ToolCallFact& fact : out.toolCalls)
        fact.row = copy.at(fact.row);
    for (ModelCallFact& fact : out.modelCalls)
        fact.row = copy.at(fact.row);
    return out;
}

RunFacts mergedFacts(const RunFacts& local, const RunFacts& sent)
{
    RunFacts out = local;
    if (out.session == kNoRow)
        out.session = sent.session;
    out.trace = sent.trace;
    for (RoundFact& round : out.rounds) {
        if (const RoundFact* exact = sameRow(sent.rounds, round.row)) {
            round.start = exact->start;
            round.end = exact->end != kNoTime ? exact->end : round.end;
            round.usage = round.usage ? round.usage : exact->usage;
        }
    }
    for (ToolCallFact& call : out.toolCalls) {
        if (const ToolCallFact* exact = sameRow(sent.toolCalls, call.row)) {
            call.start = exact->start;
            call.end = exact->end != kNoTime ? exact->end : call.end;
        }
    }
    const auto agentOf = [&](int agent) {
        if (agent < 0)
            return -1;
        const std::string& id = sent.agents[std::size_t(agent)].id;
        const auto found = std::find_if(out.agents.begin(), out.agents.end(), [&](const AgentFact& a) { return a.id == id; });
        return found == out.agents.end() ? -1 : static_cast<int>(found - out.agents.begin());
    };
    out.modelCalls = sent.modelCalls;
    for (ModelCallFact& call : out.modelCalls)
        call.agent = agentOf(call.agent);
    for (AgentFact& agent : out.agents) {
        const auto other = std::find_if(sent.agents.begin(), sent.agents.end(), [&](const AgentFact& a) { return a.id == agent.id; });
        if (other != sent.agents.end() && agent.model.empty())
            agent.model = other->model;
        if (other != sent.agents.end() && !agent.usage)
            agent.usage = other->usage;
    }
    if (!out.usage)
        out.usage = sent.usage;
    if (sent.start != kNoTime)
        out.start = out.start == kNoTime ? sent.start : std::min(out.start, sent.start);
    out.end = std::max(out.end, sent.end);
    compareAll(out, local, sent);
    return out;
}

} // namespace mgx
