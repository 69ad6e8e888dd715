// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// What happened at one moment of a run: an entry of `coordination_events.json`, or the same fact found in another file
/// where that one is missing, cut or overwritten.
struct CoordinationEvent
{
    enum class Kind : std::uint8_t {
        SessionStart,
        SessionEnd,
        Streaming, ///< `status_change` to streaming: a round of the agent begins
        ContextReceived,
        NewAnswer,
        VoteCast,
        VoteIgnored,
        RestartTriggered,
        FinalRoundStart,
        FinalAgentSelected,
        FinalAnswer,
        AgentError,
        AgentTimeout,
        AgentCancelled,
        AgentStopped,
        Remark, ///< worth a record, without meaning for rounds: update_injected, broadcasts, checkpoints, …
        Silent  ///< not worth a record: iteration_start, other status changes
    };

    Kind kind = Kind::Silent;
    TimeNs time = kNoTime;
    TimeQuality quality = TimeQuality::Exact;
    std::string type;  ///< `event_type` as written
    std::string agent; ///< real id; empty = none
    std::string details;
    int iteration = -1;
    int round = -1;       ///< of the tracker
    std::string label;    ///< of the answer given or presented
    std::string votedFor; ///< real id
    std::string votedForLabel;
    std::string reason;
    std::vector<std::string> labels; ///< answers available to the agent, or agents affected by a restart
    int answerCount = -1;            ///< answers in the context
    int finalRound = -1;

    std::string file;         ///< relative to the run unit
    std::string pointer;      ///< JSON pointer in that file, or empty
    std::uint64_t line = 0;   ///< line in that file, or 0
};

/// The kind that goes with an `event_type` (and, for `status_change`, its details).
[[nodiscard]] CoordinationEvent::Kind coordinationKind(std::string_view type, std::string_view details);

/// Orders by time; events of one instant keep the order in which they were recorded.
void sortByTime(std::vector<CoordinationEvent>& events);

} // namespace mgx
