// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/lane_agents.h"

#include <algorithm>
#include <map>

namespace mgx {

std::vector<int> agentOfLanes(const TraceSnapshot& snapshot)
{
    std::vector<int> agents;
    agents.reserve(snapshot.lanes().size());
    std::map<RunId, int> unlisted;
    int services = 0;
    for (const Lane& lane : snapshot.lanes()) {
        if (lane.kind == LaneKind::Coordination) {
            agents.push_back(-1);
        } else if (lane.kind == LaneKind::Service) {
            agents.push_back(services++);
        } else {
            const auto& list = snapshot.runFacts(lane.run).agents;
            const auto found = std::find_if(list.begin(), list.end(),
                                            [&](const AgentFact& a) { return a.id == snapshot.string(lane.label); });
            agents.push_back(found != list.end() ? static_cast<int>(found - list.begin())
                                                 : static_cast<int>(list.size()) + unlisted[lane.run]++);
        }
    }
    return agents;
}

} // namespace mgx
