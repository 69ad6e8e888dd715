// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/json_document.h"
#include "store/record.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// One line of `events.jsonl`.
struct RunEvent
{
    enum class Kind : std::uint8_t {
        RoundStart,
        ContextReceived,
        AnswerSubmitted,
        Vote,
        ToolStart,
        ToolComplete,
        Text,
        Thinking,
        Status, ///< a line for people, with a level
        PresentationStart,
        PresentationEnd,
        FinalAnswer,
        AnswerLocked,
        PostEvaluation,
        OrchestratorTimeout,
        RestartBanner,
        Remark, ///< worth a record; unknown types too
        Silent
    };

    Kind kind = Kind::Silent;
    std::string type;
    TimeNs localTime = kNoTime; ///< naive local, counted as if UTC
    TimeNs time = kNoTime;      ///< UTC, once the clock of the run is known
    std::string agent;
    std::uint64_t line = 0;
    std::string text;   ///< content, message, reason, result of a tool
    std::string label;  ///< of an answer; level of a status; phase of a post-evaluation
    std::string target; ///< voted-for agent; status of a tool call
    std::vector<std::string> labels;
    std::string callId;
    std::string toolName;
    std::string json; ///< arguments of a tool; the whole `data` of a remark
    double elapsedSeconds = 0;
    std::optional<bool> isError;
};

/// Nothing if the value is no event (no type or no time).
[[nodiscard]] std::optional<RunEvent> runEventOf(const JsonValue& value, std::uint64_t line);

/// The agent named in a line of text that tells of an ignored vote ("🔄 Vote for [agent_b] ignored …"); empty if it tells
/// of none. Such a line can be glued to the end of another text.
[[nodiscard]] std::string_view ignoredVoteTarget(std::string_view text);

} // namespace mgx
