// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/coordination_event.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mgx {

CoordinationEvent::Kind coordinationKind(std::string_view type, std::string_view details)
{
    using Kind = CoordinationEvent::Kind;
    if (type == "status_change")
        return details.ends_with("streaming") ? Kind::Streaming : Kind::Silent;
    static constexpr std::array<std::pair<std::string_view, Kind>, 18> kKinds{{
        {"session_start", Kind::SessionStart},
        {"session_end", Kind::SessionEnd},
        {"context_received", Kind::ContextReceived},
        {"new_answer", Kind::NewAnswer},
        {"vote_cast", Kind::VoteCast},
        {"vote_ignored", Kind::VoteIgnored},
        {"restart_triggered", Kind::RestartTriggered},
        {"final_round_start", Kind::FinalRoundStart},
        {"final_agent_selected", Kind::FinalAgentSelected},
        {"final_answer", Kind::FinalAnswer},
        {"agent_error", Kind::AgentError},
        {"agent_timeout", Kind::AgentTimeout},
        {"agent_cancelled", Kind::AgentCancelled},
        {"agent_stopped", Kind::AgentStopped},
        {"iteration_start", Kind::Silent},
        {"iteration_end", Kind::Silent},
        {"restart_completed", Kind::Silent},
        {"", Kind::Silent},
    }};
    for (const auto& [name, kind] : kKinds) {
        if (name == type)
            return kind;
    }
    return Kind::Remark;
}

void sortByTime(std::vector<CoordinationEvent>& events)
{
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
}

} // namespace mgx
