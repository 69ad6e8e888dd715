// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/row_pairs.h"

#include "fusion/agent_rounds.h"
#include "fusion/tool_wrappers.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace mgx {

namespace {

constexpr TimeNs kToolSlack = 100'000'000;
constexpr TimeNs kSlack = 2 * kNsPerSecond;

/// What a row is, in words that are the same in both sources; empty = it has no counterpart.
struct Kind
{
    std::string key;
    TimeNs slack = kSlack;
};

std::string lastPart(std::string_view name)
{
    const std::size_t wrapped = name.rfind("__");
    const std::size_t dot = name.rfind('.');
    const std::size_t at = wrapped != std::string_view::npos && (dot == std::string_view::npos || wrapped > dot) ? wrapped + 2
                         : dot == std::string_view::npos ? 0 : dot + 1;
    return std::string(name.substr(at));
}

Kind kindOf(const TraceSnapshot& s, RowId row)
{
    const std::string_view name = s.name(row);
    const std::string agent(s.agent(row));
    if (s.isHidden(row))
        return {};
    if (name == "coordination.session")
        return {"session"};
    if (const auto round = roundOf(s, row))
        return {round->isPresentation ? "presentation " + agent : "round " + agent + ' ' + std::to_string(round->number)};
    if (s.kind(row) == RecordKind::Log || s.kind(row) == RecordKind::SpanEvent)
        return {"log " + std::string(name.substr(0, 14) == "Agent restart:" ? std::string_view() : name)};
    const bool isTool = ToolWrappers::isWrapped(name) || name.substr(0, 12) == "custom_tool." || name.substr(0, 5) == "tool.";
    return isTool ? Kind{"tool " + agent + ' ' + lastPart(name), kToolSlack} : Kind();
}

/// Rows of a run by kind, each list by start.
std::map<std::string, std::vector<RowId>> rowsByKind(const TraceSnapshot& s, RunId run, std::map<std::string, TimeNs>& slacks)
{
    std::map<std::string, std::vector<RowId>> rows;
    for (RowId row = 0; row < s.rowCount(); ++row) {
        if (s.run(row) != run)
            continue;
        const Kind kind = kindOf(s, row);
        if (kind.key.empty() || kind.key == "log ")
            continue;
        rows[kind.key].push_back(row);
        slacks[kind.key] = kind.slack;
    }
    for (auto& [key, list] : rows)
        std::stable_sort(list.begin(), list.end(), [&](RowId a, RowId b) { return s.start(a) < s.start(b); });
    return rows;
}

} // namespace

std::unordered_map<RowId, RowId> pairRows(const TraceSnapshot& local, RunId localRun, const TraceSnapshot& sent, RunId sentRun)
{
    std::unordered_map<RowId, RowId> pairs;
    std::map<std::string, TimeNs> slacks;
    const auto theirs = rowsByKind(sent, sentRun, slacks);
    for (const auto& [key, rows] : rowsByKind(local, localRun, slacks)) {
        const auto found = theirs.find(key);
        if (found == theirs.end())
            continue;
        if (key == "session") {
            const RowId session = sent.runFacts(sentRun).session;
            pairs[rows.front()] = session == kNoRow ? found->second.front() : session;
            continue;
        }
        // Both lists are in order of time: the nearest that is still free, none twice.
        std::vector<bool> isTaken(found->second.size());
        for (const RowId row : rows) {
            std::size_t best = found->second.size();
            TimeNs distance = slacks[key] + 1;
            for (std::size_t i = 0; i < found->second.size(); ++i) {
                const TimeNs apart = distanceNs(sent.start(found->second[i]), local.start(row));
                if (sent.start(found->second[i]) > local.start(row) + slacks[key])
                    break;
                if (!isTaken[i] && apart < distance) {
                    best = i;
                    distance = apart;
                }
            }
            if (best == found->second.size())
                continue;
            isTaken[best] = true;
            pairs[row] = found->second[best];
        }
    }
    return pairs;
}

} // namespace mgx
