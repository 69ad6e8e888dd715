// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wasted_rounds.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace mgx {

namespace {

using Kind = RepeatedGroup::Kind;

constexpr TimeNs kVoteSlackNs = 2 * kNsPerSecond; ///< a vote is written down a little after its round has ended

class WasteFinder
{
public:
    WasteFinder(const TraceSnapshot& snapshot, const RunFacts& facts) : m_snapshot(snapshot), m_facts(facts) {}

    std::vector<RepeatedGroup> find()
    {
        unseenAnswers();
        votes();
        for (const RoundFact& round : m_facts.rounds) {
            if (round.outcome == "restarted")
                add(Kind::Restart, round);
        }
        modelRetries();
        std::vector<RepeatedGroup> groups;
        for (auto& [key, group] : m_groups) {
            std::stable_sort(group.rows.begin(), group.rows.end(), [&](RowId a, RowId b) { return m_snapshot.start(a) < m_snapshot.start(b); });
            groups.push_back(std::move(group));
        }
        return groups;
    }

private:
    RepeatedGroup& group(Kind kind, int agent)
    {
        RepeatedGroup& group = m_groups[{kind, agent}];
        group.kind = kind;
        group.isExact = false;
        group.agents = {agent};
        group.what = agent >= 0 && std::size_t(agent) < m_facts.agents.size() ? m_facts.agents[std::size_t(agent)].id : "";
        return group;
    }

    void add(Kind kind, const RoundFact& round)
    {
        if (round.row >= m_snapshot.rowCount())
            return;
        RepeatedGroup& g = group(kind, round.agent);
        g.rows.push_back(round.row);
        g.lostRows.push_back(round.row);
        ++g.rounds;
        g.lostNs += m_snapshot.duration(round.row);
        if (round.usage) {
            g.lostTokens += round.usage->inputTokens + round.usage->outputTokens;
            g.lostUsd += round.usage->costUsd;
        }
    }

    /// Spans carry the labels of the context before; only log files have the right ones.
    [[nodiscard]] bool hasTrueLabels(const RoundFact& round) const
    {
        return round.row < m_snapshot.rowCount() && m_snapshot.source(round.row).kind == SourceKind::Local;
    }

    /// Whether another agent had the answer in its context.
    [[nodiscard]] bool isSeen(const AnswerFact& answer, TimeNs replacedAt) const
    {
        const auto readers = m_readers.find(answer.label);
        if (readers != m_readers.end() && (readers->second.size() > 1 || !readers->second.count(answer.agent)))
            return true;
        const auto first = std::lower_bound(m_facts.rounds.begin(), m_facts.rounds.end(), answer.time, [](const RoundFact& round, TimeNs time) { return round.start < time; });
        for (auto round = first; round != m_facts.rounds.end() && round->start < replacedAt; ++round) {
            if (round->agent != answer.agent && round->contextAnswers != 0 && !hasTrueLabels(*round))
                return true;
        }
        return false;
    }

    void unseenAnswers()
    {
        bool hasContexts = false;
        std::map<std::pair<int, std::string_view>, std::vector<const RoundFact*>> rounds; // by the answer that they gave
        for (const RoundFact& round : m_facts.rounds) {
            hasContexts = hasContexts || round.contextAnswers > 0 || !round.contextLabels.empty();
            if (!round.answerLabel.empty())
                rounds[{round.agent, round.answerLabel}].push_back(&round);
            for (const std::string& label : round.contextLabels) {
                if (hasTrueLabels(round))
                    m_readers[label].insert(round.agent);
            }
        }
        if (!hasContexts)
            return;
        std::map<int, TimeNs> next; // when the agent answers again
        std::vector<const RoundFact*> unseen;
        for (auto answer = m_facts.answers.rbegin(); answer != m_facts.answers.rend(); ++answer) {
            const auto replaced = next.find(answer->agent);
            if (replaced != next.end() && !answer->label.empty() && !isSeen(*answer, replaced->second)) {
                for (const RoundFact* round : rounds[{answer->agent, answer->label}])
                    unseen.push_back(round);
            }
            next[answer->agent] = answer->time;
        }
        for (const RoundFact* round : unseen)
            add(Kind::UnseenAnswer, *round);
    }

    /// The vote that was accepted in a round; each stands for one.
    [[nodiscard]] const VoteFact* takeVote(const RoundFact& round)
    {
        std::deque<const VoteFact*>& votes = m_votes[round.agent]; // by time, as the rounds are
        while (!votes.empty() && votes.front()->time < round.start)
            votes.pop_front();
        const TimeNs end = round.end == kNoTime ? kMaxTime : round.end + kVoteSlackNs;
        if (votes.empty() || votes.front()->time > end)
            return nullptr;
        const VoteFact* vote = votes.front();
        votes.pop_front();
        return vote;
    }

    void votes()
    {
        for (const VoteFact& vote : m_facts.votes)
            m_votes[vote.agent].push_back(&vote);
        std::map<int, const RoundFact*> last; // the round of the agent's vote that counts so far
        for (const RoundFact& round : m_facts.rounds) {
            if (round.outcome != "vote" && round.outcome != "vote_ignored")
                continue;
            const VoteFact* vote = round.outcome == "vote" ? takeVote(round) : nullptr;
            if (!vote) {
                if (round.outcome == "vote_ignored" || !m_facts.votes.empty())
                    add(Kind::IgnoredVote, round);
                continue;
            }
            if (const RoundFact* before = std::exchange(last[round.agent], &round))
                add(Kind::ChangedVote, *before);
        }
    }

    /// A model call that failed and was made again.
    void modelRetries()
    {
        std::map<int, RowId> failed;
        for (const ModelCallFact& call : m_facts.modelCalls) {
            if (call.agent < 0 || call.row >= m_snapshot.rowCount())
                continue;
            const auto before = failed.find(call.agent);
            if (before != failed.end()) {
                RepeatedGroup& g = group(Kind::Retry, call.agent);
                g.rows.push_back(before->second);
                g.lostRows.push_back(before->second);
                g.rounds = 1;
                g.lostNs += m_snapshot.duration(before->second);
                failed.erase(before);
            }
            if (m_snapshot.isError(call.row))
                failed[call.agent] = call.row;
        }
    }

    const TraceSnapshot& m_snapshot;
    const RunFacts& m_facts;
    std::map<std::pair<Kind, int>, RepeatedGroup> m_groups;
    std::map<std::string_view, std::set<int>> m_readers; ///< agents that had an answer in their context, by its label
    std::map<int, std::deque<const VoteFact*>> m_votes;  ///< accepted ones that no round has taken yet, by voter
};

std::string plural(std::size_t n, const char* one, const char* many)
{
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

} // namespace

std::vector<RepeatedGroup> wastedRounds(const TraceSnapshot& snapshot, const RunFacts& facts)
{
    return WasteFinder(snapshot, facts).find();
}

std::string sentenceOf(const RepeatedGroup& group, const RunFacts& facts)
{
    const std::size_t n = group.rows.size();
    std::string who;
    if (group.agents.size() == 1 && group.agents[0] >= 0 && std::size_t(group.agents[0]) < facts.agents.size())
        who = " by " + facts.agents[std::size_t(group.agents[0])].id;
    else if (group.agents.size() > 1)
        who = " by " + std::to_string(group.agents.size()) + " agents";
    if (group.attempts > 1)
        who += " in " + std::to_string(group.attempts) + " attempts";
    const std::string equal = group.isExact ? "equal " : "nearly equal ";
    switch (group.kind) {
    case Kind::Call:
        return std::to_string(n) + " " + equal + "calls of `" + group.what + "`" + who;
    case Kind::Command:
        return "the command `" + group.what + "` was run " + std::to_string(n) + " times" + who;
    case Kind::FileRead:
        return "the file `" + group.what + "` was read " + std::to_string(n) + " times" + who;
    case Kind::UnseenAnswer:
        return plural(n, "answer", "answers") + who + " replaced before another agent saw " + (n == 1 ? "it" : "them");
    case Kind::IgnoredVote:
        return plural(n, "vote", "votes") + who + " ignored, because there was a newer answer";
    case Kind::ChangedVote:
        return plural(n, "vote", "votes") + who + " cast again later";
    case Kind::Retry:
        return plural(group.lostRows.size(), "failed attempt", "failed attempts") + (group.what.empty() ? "" : " of `" + group.what + "`") + who + " made again";
    case Kind::Restart:
        return plural(n, "round", "rounds") + who + " ended by a restart";
    }
    return {};
}

} // namespace mgx
