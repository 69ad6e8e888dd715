// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/answer_labels.h"
#include "ingest/massgen/coordination_event.h"
#include "ingest/massgen/run_event.h"
#include "ingest/massgen/run_head.h"

#include <optional>
#include <string>
#include <vector>

namespace mgx {

/// A round of an agent, from all files that know of it.
struct RunRound
{
    std::string agent;
    int number = -1;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime; ///< kNoTime = cut off, or still running
    TimeQuality quality = TimeQuality::Exact;
    std::string type;
    std::string outcome;
    std::string answerLabel;
    std::string votedForLabel;
    std::string votedFor;
    std::string error;
    int iteration = -1;
    int contextAnswers = -1;
    std::vector<std::string> contextLabels;
    std::optional<Usage> usage;
    bool isUsageShared = false; ///< the tokens are a part of what several rounds used together
    std::string tokenSource;
    std::string file;
    std::string pointer;
    std::uint64_t line = 0;

    [[nodiscard]] bool isPresentation() const { return type == "presentation"; }
};

/// A tool call, from metrics and events.
struct RunTool
{
    std::string agent;
    std::string name;
    std::string type;
    std::string callId;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime; ///< kNoTime = cut off
    TimeQuality quality = TimeQuality::Exact;
    std::optional<bool> success;
    std::string error;
    std::string arguments; ///< JSON
    std::string result;
    bool hasResult = false;
    std::string payloadFile; ///< where arguments and result were found, if by order alone
    std::string status;  ///< of the event: success, error, background, denied
    std::string asyncId;
    int roundNumber = -1;
    std::int64_t inputChars = -1;
    std::int64_t outputChars = -1;
    int round = -1; ///< index into RunModel::rounds
    std::string file;
    std::string pointer;
    std::uint64_t line = 0;
};

/// Everything known about a run unit before it becomes records.
struct RunModel
{
    RunHead head;
    std::vector<RunEvent> events;             ///< in file order
    std::vector<CoordinationEvent> moments;   ///< by time
    AnswerLabels labels{{}, {}};
    std::vector<RunRound> rounds; ///< by start
    std::vector<RunTool> tools;   ///< by start
};

/// The round of an agent that a moment belongs to: it began before and had not ended; of several the latest. Half a second
/// of tolerance at both ends. -1 = none.
[[nodiscard]] int roundAt(const std::vector<RunRound>& rounds, std::string_view agent, TimeNs time);

} // namespace mgx
