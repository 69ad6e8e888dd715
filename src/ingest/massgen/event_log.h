// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "ingest/massgen/run_event.h"
#include "ingest/massgen/run_files.h"

#include <functional>
#include <vector>

namespace mgx {

inline constexpr std::string_view kEventLogFile = "events.jsonl";

/// Reads `events.jsonl` from beginning to end, by pieces; memory holds the events and the longest line. A line that cannot
/// be used is reported and left out. Stops early when cancelled.
[[nodiscard]] std::vector<RunEvent> readEventLog(const RunFiles& files, const CancelToken& cancel,
                                                 const std::function<void(std::uint64_t)>& onProgress);

/// What the ends of the file tell, without the rest: enough to list a run. Costs the same for a file of any size.
struct EventLogEnds
{
    bool isPresent = false;
    bool hasLines = false;
    TimeNs firstLocal = kNoTime;
    TimeNs lastLocal = kNoTime;
    TimeNs presentationEndLocal = kNoTime; ///< last `final_answer` or `final_presentation_end`
    TimeNs postEvaluationEndLocal = kNoTime;
    bool isLocked = false; ///< `answer_locked`: the answer was accepted, no restart follows
    bool isRestarted = false;
    bool isTimedOut = false;
    std::string timeoutReason;
    std::string timeoutAgent;
    bool hasFinalAnswer = false;
    std::vector<std::string> failedAgents;  ///< whose last text says that it gave up
    std::vector<std::string> startedAgents; ///< that began a round
    bool hasAnswers = false;
};

[[nodiscard]] EventLogEnds readEventLogEnds(const RunFiles& files);

} // namespace mgx
