// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/run_groups.h"

#include <algorithm>
#include <string>

namespace mgx {

namespace {

constexpr TimeNs kNear = 10 * kNsPerSecond;

/// `log_20261123_010025/turn_1/attempt_1`: what a path from the run's folder and one from the root have in common.
std::string placeIn(const std::string& path)
{
    const std::size_t log = path.rfind("log_");
    if (log == std::string::npos || (log > 0 && path[log - 1] != '/'))
        return {};
    std::string place = path.substr(log);
    while (!place.empty() && place.back() == '/')
        place.pop_back();
    return place;
}

bool isLocal(const RunFacts& facts)
{
    return !facts.generation.empty();
}

bool haveSameAgents(const RunFacts& a, const RunFacts& b)
{
    if (a.agents.empty() || a.agents.size() != b.agents.size())
        return false;
    return std::all_of(a.agents.begin(), a.agents.end(), [&](const AgentFact& agent) {
        return std::any_of(b.agents.begin(), b.agents.end(), [&](const AgentFact& other) { return other.id == agent.id; });
    });
}

bool isSameRun(const RunFacts& a, const RunFacts& b)
{
    if (a.parentRun != kNoRun || b.parentRun != kNoRun)
        return false;
    const auto placeOf = [](const RunFacts& f) { return placeIn(f.logPath.empty() && isLocal(f) ? f.path : f.logPath); };
    const std::string placeA = placeOf(a);
    const std::string placeB = placeOf(b);
    if (!placeA.empty() && !placeB.empty())
        return placeA == placeB;
    if (!isLocal(a) && !isLocal(b))
        return !a.trace.isNull() && a.trace == b.trace;
    return isLocal(a) != isLocal(b) && a.question == b.question && !a.question.empty() && haveSameAgents(a, b)
        && distanceNs(a.start, b.start) < kNear;
}

} // namespace

std::vector<RunGroup> groupRuns(const std::vector<std::shared_ptr<const TraceSnapshot>>& sources)
{
    std::vector<RunGroup> groups;
    const auto factsOf = [&](const RunRef& ref) -> const RunFacts& { return sources[ref.source]->runFacts(ref.run); };
    for (std::size_t source = 0; source < sources.size(); ++source) {
        for (RunId run = 0; run < sources[source]->runCount(); ++run) {
            const RunRef ref{source, run};
            const RunFacts& facts = factsOf(ref);
            // A log folder that was opened twice stays two runs: nothing says which copy is meant.
            const auto found = std::find_if(groups.begin(), groups.end(), [&](const RunGroup& group) {
                return !(group.local >= 0 && isLocal(facts)) && std::any_of(group.runs.begin(), group.runs.end(), [&](const RunRef& other) {
                    return other.source != source && isSameRun(factsOf(other), facts);
                });
            });
            RunGroup& group = found == groups.end() ? groups.emplace_back() : *found;
            if (isLocal(facts))
                group.local = static_cast<int>(group.runs.size());
            group.runs.push_back(ref);
        }
    }
    return groups;
}

std::vector<std::vector<std::size_t>> relatedSources(const std::vector<std::shared_ptr<const TraceSnapshot>>& sources)
{
    std::vector<std::size_t> first(sources.size()); // the first source that each belongs with
    for (std::size_t i = 0; i < sources.size(); ++i)
        first[i] = i;
    for (const RunGroup& group : groupRuns(sources)) {
        for (const RunRef& ref : group.runs) {
            const std::size_t a = first[group.runs.front().source];
            const std::size_t b = first[ref.source];
            std::replace(first.begin(), first.end(), std::max(a, b), std::min(a, b));
        }
    }
    std::vector<std::vector<std::size_t>> related(sources.size());
    for (std::size_t i = 0; i < sources.size(); ++i)
        related[first[i]].push_back(i);
    std::erase_if(related, [](const auto& list) { return list.empty(); });
    return related;
}

} // namespace mgx
