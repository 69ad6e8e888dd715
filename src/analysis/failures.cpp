// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/failures.h"

#include "analysis/json_value.h"
#include "analysis/plain_text.h"
#include "analysis/tool_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_set>

namespace mgx {

namespace {

using Cause = FailureGroup::Cause;

constexpr std::size_t kMessageBytes = 300;

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

Cause causeOf(std::string_view fingerprint)
{
    for (const char* word : {"timeout", "timed out", "time limit", "deadline"}) {
        if (contains(fingerprint, word))
            return Cause::Timeout;
    }
    for (const char* word : {"denied", "not permitted", "forbidden", "unauthorized", "not allowed"}) {
        if (contains(fingerprint, word))
            return Cause::Denied;
    }
    for (const char* word : {"cancelled", "canceled", "cut off", "interrupted"}) {
        if (contains(fingerprint, word))
            return Cause::Cancelled;
    }
    return Cause::Error;
}

class FailureFinder
{
public:
    FailureFinder(const TraceSnapshot& snapshot, RunId run) : m_snapshot(snapshot), m_facts(snapshot.runFacts(run)), m_run(run) {}

    std::vector<FailureGroup> find()
    {
        toolCalls();
        rounds();
        records();
        return finished();
    }

private:
    struct Found
    {
        FailureGroup group;
        std::set<int> agents;
    };

    void add(RowId row, int agent, std::string message, std::string_view what, bool isHidden = false)
    {
        if (!m_taken.insert(row).second)
            return;
        if (message.empty())
            message = "no message was recorded";
        std::string fingerprint = messageFingerprint(message);
        Found& found = m_groups[fingerprint];
        FailureGroup& group = found.group;
        if (group.rows.empty()) {
            group.cause = causeOf(fingerprint);
            group.fingerprint = std::move(fingerprint);
            group.message = shortened(message, kMessageBytes);
            group.what = std::string(what);
        }
        group.rows.push_back(row);
        group.hidden += isHidden;
        if (agent >= 0)
            found.agents.insert(agent);
    }

    /// What is below a row that tells of the failure belongs to it.
    void toolCalls()
    {
        for (const ToolCallFact& call : m_facts.toolCalls) {
            if (call.row >= m_snapshot.rowCount())
                continue;
            const ToolText text = toolText(m_snapshot, call);
            if (text.isFailed)
                add(text.row, call.agent, text.error.empty() ? text.output : text.error, plainToolName(call.name), text.isHiddenFailure);
            else if (text.isCutOff)
                add(text.row, call.agent, "the call was cut off", plainToolName(call.name));
            m_calls.insert(call.row); // its rows are dealt with, whatever their level
            m_calls.insert(text.row);
        }
    }

    void rounds()
    {
        for (const RoundFact& round : m_facts.rounds) {
            if (round.row >= m_snapshot.rowCount() || (round.outcome != "error" && round.outcome != "timeout"))
                continue;
            std::string message = memberText(parsedJson(m_snapshot.attributes(round.row)), "massgen.error_message");
            const bool hasAgent = round.agent >= 0 && std::size_t(round.agent) < m_facts.agents.size();
            if (message.empty() && hasAgent)
                message = m_facts.agents[std::size_t(round.agent)].error;
            if (message.empty())
                message = round.outcome == "timeout" ? "the round ran into the time limit" : "the round ended in an error";
            add(round.row, round.agent, message, m_snapshot.name(round.row));
            if (!m_snapshot.agent(round.row).empty())
                m_failedAt[m_snapshot.agent(round.row)].insert(round.end == kNoTime ? m_snapshot.end(round.row) : round.end);
        }
    }

    [[nodiscard]] bool isWithinCall(RowId row) const
    {
        for (int step = 0; row != kNoRow && step < 4; ++step, row = m_snapshot.parent(row)) {
            if (m_calls.count(row))
                return true;
        }
        return false;
    }

    /// The log that says what a round's end says as well: `Coordination event: agent_error`.
    [[nodiscard]] bool repeatsRound(RowId row) const
    {
        const auto ends = m_failedAt.find(m_snapshot.agent(row));
        if (m_snapshot.kind(row) == RecordKind::Span || ends == m_failedAt.end())
            return false;
        const auto near = ends->second.lower_bound(m_snapshot.start(row) - kNsPerSecond);
        return near != ends->second.end() && *near <= m_snapshot.start(row) + kNsPerSecond;
    }

    [[nodiscard]] std::string messageOf(RowId row) const
    {
        const Json rest = parsedJson(m_snapshot.rest(row));
        std::string message = memberText(rest, "exception_message");
        if (message.empty())
            message = memberText(rest, "otel_status_message");
        if (const std::string type = memberText(rest, "exception_type"); message.empty() && !type.empty())
            message = type;
        return message.empty() ? std::string(m_snapshot.message(row)) : message;
    }

    /// An exception rises through the spans around it: the outermost span that has it stands for all.
    void records()
    {
        std::map<RowId, std::string> prints; // of rows that are errors, to compare with those of their children
        std::vector<RowId> rows;
        for (RowId row = 0; row < m_snapshot.rowCount(); ++row) {
            if (m_snapshot.run(row) == m_run && !m_snapshot.isHidden(row) && m_snapshot.isError(row))
                rows.push_back(row);
        }
        for (const RowId row : rows)
            prints[row] = messageFingerprint(messageOf(row));
        for (const RowId row : rows) {
            const RowId parent = m_snapshot.parent(row);
            const auto above = prints.find(parent);
            const bool isSame = above != prints.end() && (above->second == prints[row] || m_snapshot.kind(row) != RecordKind::Span);
            if (isSame || isWithinCall(row) || repeatsRound(row))
                continue;
            add(row, agentOf(row), messageOf(row), m_snapshot.name(row));
        }
    }

    [[nodiscard]] int agentOf(RowId row) const
    {
        for (std::size_t i = 0; i < m_facts.agents.size(); ++i) {
            if (m_facts.agents[i].id == m_snapshot.agent(row))
                return int(i);
        }
        return -1;
    }

    std::vector<FailureGroup> finished()
    {
        std::vector<FailureGroup> groups;
        for (auto& [print, found] : m_groups) {
            FailureGroup& group = found.group;
            std::stable_sort(group.rows.begin(), group.rows.end(), [&](RowId a, RowId b) { return m_snapshot.start(a) < m_snapshot.start(b); });
            group.agents.assign(found.agents.begin(), found.agents.end());
            group.first = m_snapshot.start(group.rows.front());
            group.last = m_snapshot.start(group.rows.back());
            groups.push_back(std::move(group));
        }
        std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
            return a.count() != b.count() ? a.count() > b.count() : a.first < b.first;
        });
        return groups;
    }

    const TraceSnapshot& m_snapshot;
    const RunFacts& m_facts;
    const RunId m_run;
    std::map<std::string, Found> m_groups; ///< by fingerprint
    std::unordered_set<RowId> m_taken;
    std::unordered_set<RowId> m_calls;
    std::map<std::string_view, std::set<TimeNs>> m_failedAt; ///< ends of rounds that failed, by agent
};

} // namespace

std::string_view nameOf(FailureGroup::Cause cause)
{
    constexpr std::array<std::string_view, 4> kNames = {"error", "timeout", "denied", "cancelled"};
    return kNames[std::size_t(cause)];
}

std::vector<FailureGroup> failures(const TraceSnapshot& snapshot, RunId run)
{
    return FailureFinder(snapshot, run).find();
}

} // namespace mgx
