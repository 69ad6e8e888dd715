// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/findings.h"

#include "analysis/figure_text.h"
#include "analysis/plain_text.h"
#include "analysis/run_sql.h"
#include "analysis/tool_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace mgx {

namespace {

using Topic = Finding::Topic;

constexpr std::size_t kMostFindings = 12;
constexpr std::size_t kMostRows = 200;
constexpr std::size_t kMostOfOneKind = 3;
constexpr double kToolShare = 0.15;    ///< of an agent's working time in one tool
constexpr double kWaitingShare = 0.25; ///< of the run
constexpr std::size_t kMostWaiting = 2; ///< agents that are named for it
constexpr double kPathShare = 0.5;     ///< of the critical path in one agent's rounds
constexpr double kCostShare = 0.5;     ///< of the run's money for one of several agents
constexpr double kSlowCallS = 1.0;

/// Overlaps counted once.
TimeNs covered(std::vector<std::pair<TimeNs, TimeNs>> spans)
{
    std::sort(spans.begin(), spans.end());
    TimeNs sum = 0;
    TimeNs until = kNoTime;
    for (const auto& [start, end] : spans) {
        if (end > until)
            sum += end - std::max(start, until);
        until = std::max(until, end);
    }
    return sum;
}

class FindingList
{
public:
    FindingList(const TraceSnapshot& snapshot, RunId run, const RunAnalysis& analysis)
        : m_snapshot(snapshot), m_facts(snapshot.runFacts(run)), m_a(analysis), m_wall(double(std::max<TimeNs>(analysis.time.wall(), 1)))
    {}

    std::vector<Finding> find()
    {
        data();
        tools();
        waiting();
        path();
        failureGroups();
        repeats();
        voteSplit();
        cost();
        std::stable_sort(m_list.begin(), m_list.end(), [](const Finding& a, const Finding& b) { return a.weight > b.weight; });
        if (m_list.size() > kMostFindings)
            m_list.resize(kMostFindings);
        return std::move(m_list);
    }

private:
    void add(Topic topic, double weight, int agent, std::string sentence, std::vector<RowId> rows, std::string sql)
    {
        std::erase_if(rows, [&](RowId row) { return row >= m_snapshot.rowCount(); });
        std::stable_sort(rows.begin(), rows.end(), [&](RowId a, RowId b) { return m_snapshot.start(a) < m_snapshot.start(b); });
        if (rows.size() > kMostRows)
            rows.resize(kMostRows);
        m_list.push_back({topic, std::move(sentence), std::clamp(weight, 0.0, 1.0), agent, std::move(rows), std::move(sql)});
    }

    [[nodiscard]] std::string id(int agent) const { return m_facts.agents[std::size_t(agent)].id; }
    [[nodiscard]] std::string here(std::string_view column = "run_id") const { return sqlOfRun(m_facts, column); }
    [[nodiscard]] double agentCount() const { return double(std::max<std::size_t>(m_facts.agents.size(), 1)); }
    [[nodiscard]] std::string rowsSql(const std::vector<RowId>& rows) const { return sqlOfRecords(m_snapshot, m_facts, rows); }
    [[nodiscard]] std::vector<RowId> roundRows(int agent) const
    {
        std::vector<RowId> rows;
        for (const RoundFact& round : m_facts.rounds) {
            if (round.agent == agent)
                rows.push_back(round.row);
        }
        return rows;
    }

    void data()
    {
        const std::string sql = "SELECT state, state_reason, start_timestamp, end_timestamp, winner\nFROM runs\nWHERE " + here();
        if (m_facts.state != RunState::Complete) {
            const char* word = m_facts.state == RunState::Failed ? "failed" : m_facts.state == RunState::Running ? "is still going on" : "has no proper end";
            add(Topic::Data, 0.9, -1, std::string("The run ") + word + (m_facts.stateReason.empty() ? "" : ": " + shortened(m_facts.stateReason, 200)), {m_facts.session}, sql);
        }
        for (int agent = 0; agent < int(m_facts.agents.size()); ++agent) {
            const std::string& error = m_facts.agents[std::size_t(agent)].error;
            if (!error.empty())
                add(Topic::Errors, 0.8, agent, id(agent) + " was given up: " + shortened(error, 200), roundRows(agent),
                    "SELECT agent_id, error, rounds, answers, votes\nFROM agents\nWHERE " + here() + " AND agent_id = " + sqlText(id(agent)));
        }
    }

    void tools()
    {
        struct Use
        {
            std::vector<std::pair<TimeNs, TimeNs>> spans;
            std::vector<RowId> rows;
        };
        std::map<std::pair<int, std::string>, Use> uses;
        for (const ToolCallFact& call : m_facts.toolCalls) {
            if (call.agent < 0 || call.start == kNoTime)
                continue;
            Use& use = uses[{call.agent, call.name}];
            use.rows.push_back(call.row);
            use.spans.emplace_back(call.start, call.end == kNoTime ? std::max(call.start, m_a.time.end) : call.end);
        }
        for (const auto& [key, use] : uses) {
            const AgentTime& time = m_a.time.agents[std::size_t(key.first)];
            const double working = m_wall - double(time.of(TimeKind::Waiting));
            const TimeNs spent = covered(use.spans);
            if (working <= 0 || double(spent) < kToolShare * working)
                continue;
            const double mean = secondsFromNs(spent) / double(use.rows.size());
            const std::string sentence = id(key.first) + " spent " + percentText(std::min(1.0, double(spent) / working)) + " of its working time ("
                                         + secondsText(secondsFromNs(spent)) + ") in " + std::to_string(use.rows.size()) + (mean >= kSlowCallS ? " slow `" : " `")
                                         + std::string(plainToolName(key.second)) + (use.rows.size() == 1 ? "` call" : "` calls");
            add(Topic::Tools, double(spent) / m_wall, key.first, sentence, use.rows,
                "SELECT agent_id, tool_name, count(*) AS calls, sum(duration) AS seconds, max(duration) AS slowest\nFROM tool_calls\nWHERE " + here()
                    + " AND agent_id = " + sqlText(id(key.first)) + " AND tool_name = " + sqlText(key.second) + "\nGROUP BY agent_id, tool_name");
        }
    }

    void waiting()
    {
        const std::string sql = "SELECT a.agent_id, max(u.duration) AS run_seconds, sum(r.duration) AS seconds_in_rounds,\n"
                                "  max(u.duration) - coalesce(sum(r.duration), 0) AS seconds_outside\n"
                                "FROM agents a JOIN runs u ON u.run_id = a.run_id LEFT JOIN rounds r ON r.run_id = a.run_id AND r.agent_id = a.agent_id\nWHERE "
                                + here("a.run_id");
        if (m_facts.agents.size() > 1 && m_a.time.parallelism() > 0)
            add(Topic::Waiting, std::max(0.0, 1 - m_a.time.parallelism() / agentCount()) * 0.5, -1,
                "On average " + decimalText(m_a.time.parallelism(), 1) + " of " + std::to_string(m_facts.agents.size()) + " agents worked at the same time", {m_facts.session},
                sql + "\nGROUP BY a.agent_id\nORDER BY a.agent_id");
        std::vector<std::pair<double, int>> waits; // of a run where all wait for one, the longest tell it
        for (int agent = 0; agent < int(m_facts.agents.size()) && m_facts.agents.size() > 1; ++agent)
            waits.emplace_back(-double(m_a.time.agents[std::size_t(agent)].of(TimeKind::Waiting)), agent);
        std::sort(waits.begin(), waits.end());
        waits.resize(std::min(waits.size(), kMostWaiting));
        for (const auto& [negative, agent] : waits) {
            const double waited = -negative;
            if (waited >= kWaitingShare * m_wall)
                add(Topic::Waiting, waited / m_wall / agentCount(), agent,
                    id(agent) + " was in no round for " + percentText(waited / m_wall) + " of the run (" + secondsText(waited / 1e9) + ")", roundRows(agent),
                    sql + " AND a.agent_id = " + sqlText(id(agent)) + "\nGROUP BY a.agent_id");
        }
    }

    void path()
    {
        std::map<int, std::pair<TimeNs, std::vector<RowId>>> byAgent;
        for (const PathStep& step : m_a.path.steps) {
            if (step.agent < 0 || step.round < 0)
                continue;
            auto& [time, rows] = byAgent[step.agent];
            time += step.end - step.start;
            rows.push_back(m_facts.rounds[std::size_t(step.round)].row);
        }
        const double length = double(m_a.path.length());
        for (const auto& [agent, part] : byAgent) {
            if (m_facts.agents.size() < 2 || length <= 0 || double(part.first) < kPathShare * length)
                continue;
            add(Topic::Time, double(part.first) / m_wall, agent,
                "How long the run took depended mostly on " + id(agent) + ": " + percentText(double(part.first) / length) + " of the critical path ("
                    + secondsText(secondsFromNs(part.first)) + ") are its rounds",
                part.second,
                "SELECT agent_id, round, round_type, outcome, start_timestamp, duration\nFROM rounds\nWHERE " + here() + " AND "
                    + sqlOfRows(m_snapshot, part.second) + "\nORDER BY start_timestamp");
        }
    }

    void failureGroups()
    {
        for (std::size_t i = 0; i < std::min(m_a.failures.size(), kMostOfOneKind); ++i) {
            const FailureGroup& group = m_a.failures[i];
            TimeNs time = 0;
            for (const RowId row : group.rows)
                time += m_snapshot.duration(row);
            std::string sentence = std::to_string(group.count()) + (group.count() == 1 ? " failure of `" : " failures of `") + shortened(group.what, 80) + "`";
            if (group.hidden > 0)
                sentence += " (" + std::to_string(group.hidden) + " recorded as " + (group.hidden == 1 ? "a success)" : "successes)");
            add(Topic::Errors, std::max(0.05 * double(std::min<std::size_t>(group.count(), 10)), double(time) / m_wall / agentCount()),
                group.agents.size() == 1 ? group.agents[0] : -1, sentence + ": " + shortened(group.message, 160), group.rows, rowsSql(group.rows));
        }
    }

    void repeats()
    {
        std::map<RepeatedGroup::Kind, std::size_t> shown;
        for (const RepeatedGroup& group : m_a.repeated) {
            using Kind = RepeatedGroup::Kind;
            if (++shown[group.kind] > kMostOfOneKind)
                continue;
            const bool isVote = group.kind == Kind::IgnoredVote || group.kind == Kind::ChangedVote;
            const double total = m_a.usage.total ? m_a.usage.total->costUsd : 0;
            const double share = std::max(double(group.lostNs) / m_wall / agentCount(), total > 0 ? group.lostUsd / total : 0);
            std::string sentence = sentenceOf(group, m_facts) + ": " + secondsText(secondsFromNs(group.lostNs));
            if (!group.isEstimated && group.lostTokens > 0)
                sentence += ", " + countText(group.lostTokens) + " tokens";
            add(isVote ? Topic::Votes : Topic::Repeats, share, group.agents.size() == 1 ? group.agents[0] : -1, sentence + " lost", group.rows, rowsSql(group.rows));
        }
    }

    void voteSplit()
    {
        std::map<int, const VoteFact*> last;
        for (const VoteFact& vote : m_facts.votes)
            last[vote.agent] = &vote;
        std::set<std::string> labels;
        std::vector<RowId> rows;
        for (const auto& [agent, vote] : last) {
            labels.insert(vote->forLabel);
            rows.push_back(vote->row);
        }
        if (labels.size() < 2)
            return;
        add(Topic::Votes, 0.1, -1, "The agents did not agree: their last votes went to " + std::to_string(labels.size()) + " different answers", rows,
            "SELECT agent_id, for_label, for_agent, voted_at, reason\nFROM votes\nWHERE " + here() + "\nORDER BY voted_at");
    }

    void cost()
    {
        if (!m_a.usage.total || m_facts.agents.size() < 2)
            return;
        const bool hasCost = m_a.usage.total->costUsd > 0;
        const auto amount = [&](const Usage& u) { return hasCost ? u.costUsd : double(u.inputTokens + u.outputTokens); };
        const double total = amount(*m_a.usage.total);
        for (int agent = 0; agent < int(m_a.usage.agents.size()); ++agent) {
            const std::optional<Usage>& usage = m_a.usage.agents[std::size_t(agent)].total;
            if (!usage || total <= 0 || amount(*usage) < kCostShare * total)
                continue;
            const std::string what = hasCost ? usdText(usage->costUsd) : countText(usage->inputTokens + usage->outputTokens) + " tokens";
            const std::string role = id(agent) == m_facts.winner ? ", the winner," : "";
            add(Topic::Cost, amount(*usage) / total * 0.5, agent,
                id(agent) + role + " took " + percentText(amount(*usage) / total) + (hasCost ? " of the money (" : " of the tokens (") + what + ")", roundRows(agent),
                "SELECT agent_id, model, input_tokens, output_tokens, cost_usd\nFROM agents\nWHERE " + here() + "\nORDER BY cost_usd DESC");
        }
    }

    const TraceSnapshot& m_snapshot;
    const RunFacts& m_facts;
    const RunAnalysis& m_a;
    const double m_wall;
    std::vector<Finding> m_list;
};

} // namespace

RunAnalysis analyze(const TraceSnapshot& snapshot, RunId run)
{
    RunAnalysis analysis;
    analysis.time = runTime(snapshot, run);
    analysis.path = criticalPath(snapshot, run, analysis.time);
    analysis.repeated = repeatedWork(snapshot, run);
    analysis.lost = lostWork(snapshot, analysis.repeated);
    analysis.failures = failures(snapshot, run);
    analysis.usage = usageSums(snapshot, run);
    return analysis;
}

std::vector<Finding> findings(const TraceSnapshot& snapshot, RunId run, const RunAnalysis& analysis)
{
    return FindingList(snapshot, run, analysis).find();
}

std::string_view nameOf(Finding::Topic topic)
{
    constexpr std::array<std::string_view, 8> kNames = {"time", "waiting", "tools", "errors", "repeats", "votes", "cost", "data"};
    return kNames[std::size_t(topic)];
}

} // namespace mgx
