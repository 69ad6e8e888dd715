// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <optional>
#include <string>
#include <vector>

namespace mgx {

// Facts of a MassGen run, filled once by ingest (later: fusion). The views, `summary` and the SQL tables read these.
// Words as in MassGen. Times in ns since the epoch, UTC; kNoTime = unknown. Money in USD. Rows point into the snapshot.

enum class RunState : std::uint8_t { Complete, Running, Incomplete, Failed };

/// Token counts and cost; absent where the run did not record them (G0, G1).
struct Usage
{
    std::int64_t inputTokens = 0;
    std::int64_t outputTokens = 0;
    std::int64_t reasoningTokens = 0;
    std::int64_t cachedInputTokens = 0;
    double costUsd = 0;

    bool operator==(const Usage&) const = default;
};

struct AgentFact
{
    std::string id;
    std::string model;   ///< from the config; empty = unknown
    std::string backend; ///< MassGen's backend type; empty = unknown
    std::optional<Usage> usage; ///< exact total of this run unit for the agent
    std::string error;   ///< why the agent was given up; empty = it was not
    int toolErrors = 0;
};

struct RoundFact
{
    int agent = -1; ///< index into RunFacts::agents
    RowId row = kNoRow;
    int number = 0; ///< MassGen's tracker round; (agent, number) is not unique
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    std::string type;    ///< initial_answer, voting, presentation, post_evaluation, …
    std::string outcome; ///< answer, vote, vote_ignored, presentation, restarted, error, timeout, …; empty = unknown
    std::string answerLabel;   ///< of the answer that this round gave
    std::string votedForLabel; ///< of the answer that this round voted for
    int contextAnswers = -1;   ///< answers in the context of the agent; -1 = unknown
    std::vector<std::string> contextLabels;
    std::optional<Usage> usage; ///< of this round alone
};

struct AnswerFact
{
    int agent = -1;
    RowId row = kNoRow;
    std::string label; ///< agentN.M
    TimeNs time = kNoTime;
    std::string path;  ///< answer.txt, relative to the run unit; empty = none
};

struct VoteFact
{
    int agent = -1; ///< voter
    RowId row = kNoRow;
    std::string forLabel; ///< empty where MassGen did not record it
    int forAgent = -1;    ///< -1 = unknown
    TimeNs time = kNoTime;
    std::string reason;
};

struct ToolCallFact
{
    int agent = -1;
    int round = -1; ///< index into RunFacts::rounds; -1 = outside every round
    RowId row = kNoRow;
    std::string name;   ///< full name, e.g. mcp__server__tool
    std::string type;   ///< mcp, custom, builtin, unknown
    std::string callId; ///< unique within an agent at best
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    std::optional<bool> success; ///< absent = cut off
    std::string error;
};

/// A model call: only where a source records them (OTLP, Logfire).
struct ModelCallFact
{
    int agent = -1;
    RowId row = kNoRow;
    std::string model;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    std::optional<Usage> usage;
};

/// One entry of an import report: what was wrong, where, and what was done about it.
struct Problem
{
    enum class Severity : std::uint8_t { Info, Warning, Error };
    Severity severity = Severity::Warning;
    std::string file;     ///< relative to what was opened, or the path as given
    std::string where;    ///< "line 12", "byte 4096", "#/events/3", or empty
    std::string sentence; ///< what happened and what was done
    std::uint64_t count = 1; ///< equal problems folded into this one
};

struct RunFacts
{
    std::string path;      ///< canonical path of the run unit, or of the file it came from
    std::string logPath;   ///< `massgen.log_path`, the join key with OTLP; empty = unknown
    std::string name;      ///< name of the log_* folder
    TraceId trace;
    RowId session = kNoRow;
    int turn = 0;          ///< 0 = the layout has no turns
    int attempt = 0;       ///< 0 = the layout has no attempts
    std::string generation; ///< "G0" … "G3"; empty = not a log folder
    std::string massgenVersion;
    std::string question;
    RunState state = RunState::Incomplete;
    std::string stateReason; ///< a sentence: why it is not complete; empty when it is
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    std::string winner;      ///< agent id; empty = none
    std::string winnerLabel; ///< label of the answer that won; empty = none
    std::string finalAnswer; ///< text of final/{winner}/answer.txt
    std::optional<Usage> usage; ///< exact total over all agents
    RunId parentRun = kNoRun; ///< of a subagent or checkpoint run
    bool isSuperseded = false; ///< a later attempt replaced this one
    std::vector<AgentFact> agents; ///< config order
    std::vector<RoundFact> rounds; ///< by start
    std::vector<AnswerFact> answers; ///< by time
    std::vector<VoteFact> votes;     ///< accepted votes, by time
    std::vector<ToolCallFact> toolCalls; ///< by start
    std::vector<ModelCallFact> modelCalls;
    std::vector<Problem> problems;
};

} // namespace mgx
