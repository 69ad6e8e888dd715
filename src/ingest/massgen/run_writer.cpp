// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/run_writer.h"

#include "base/text.h"
#include "ingest/massgen/earlier_unit.h"
#include "ingest/massgen/round_texts.h"
#include "ingest/massgen/tool_row.h"

#include <algorithm>
#include <map>

namespace mgx {

namespace {

/// As MassGen sends it: the path relative to the folder in which it ran.
std::string logPathOf(RunDocuments& documents)
{
    if (!documents.status().logDir.empty())
        return documents.status().logDir;
    const std::string& path = documents.place().path;
    const std::size_t at = path.find("/.massgen/massgen_logs/");
    return at == std::string::npos ? path : path.substr(at + 1);
}

/// The first file that tells of the session.
void takeSource(EmittedRecord& row, RunDocuments& documents)
{
    if (documents.coordination().isPresent) {
        row.file = "coordination_events.json";
        row.pointer = "/session_metadata";
    } else if (documents.status().isPresent) {
        row.file = "status.json";
        row.pointer = "/meta";
    } else if (documents.eventEnds().hasLines) {
        row.file = kEventLogFile;
        row.line = 1;
    } else if (documents.metadata().isPresent) {
        row.file = "execution_metadata.yaml";
        row.line = 1;
    }
}

std::string roundName(const RunRound& round)
{
    if (round.isPresentation() || round.type == "post_evaluation")
        return "agent." + round.agent + '.' + round.type;
    return "agent." + round.agent + ".round_" + std::to_string(std::max(0, round.number));
}

/// Votes for the agent, the last of each voter.
int votesFor(const RunModel& model, const std::string& agent)
{
    std::map<std::string, std::string> last;
    for (const CoordinationEvent& moment : model.moments) {
        if (moment.kind == CoordinationEvent::Kind::VoteCast)
            last[moment.agent] = moment.votedFor;
    }
    return static_cast<int>(std::count_if(last.begin(), last.end(), [&agent](const auto& vote) { return vote.second == agent; }));
}

void addUsage(JsonWriter& attributes, const Usage& sum)
{
    attributes.add("massgen.usage.input", sum.inputTokens)
        .add("massgen.usage.output", sum.outputTokens)
        .add("massgen.usage.reasoning", sum.reasoningTokens)
        .add("massgen.usage.cached_input", sum.cachedInputTokens)
        .add("massgen.usage.cost", sum.costUsd);
}

} // namespace

std::string joined(const std::vector<std::string>& texts)
{
    std::string text;
    for (const std::string& part : texts)
        text += (text.empty() ? "" : ",") + part;
    return text;
}

std::string roundKey(const RunModel& model, int round)
{
    const std::string& agent = model.rounds[static_cast<std::size_t>(round)].agent;
    int ordinal = 0;
    for (int i = 0; i < round; ++i)
        ordinal += model.rounds[static_cast<std::size_t>(i)].agent == agent ? 1 : 0;
    return "round:" + agent + '#' + std::to_string(ordinal);
}

std::string toolKey(const RunTool& tool)
{
    return "tool:" + tool.agent + '@' + std::to_string(tool.start / 1000) + ':' + tool.name + '#' + tool.callId;
}

int agentIndexOf(const RunFacts& facts, std::string_view id)
{
    for (std::size_t i = 0; i < facts.agents.size(); ++i) {
        if (facts.agents[i].id == id)
            return static_cast<int>(i);
    }
    return -1;
}

int RunWriter::agentIndex(const std::string& id) const
{
    return agentIndexOf(m_facts, id);
}

void RunWriter::writeSession(RowId parent)
{
    const RunHead& head = m_model.head;
    const StatusFile& status = m_documents.status();
    EmittedRecord row;
    row.key = kSessionKey;
    row.name = "coordination.session";
    row.start = head.start;
    row.end = head.state == RunState::Running ? kNoTime : head.end;
    row.quality = head.isOverwritten || !m_documents.coordination().isPresent ? TimeQuality::LocalClock : TimeQuality::Exact;
    row.repairedParent = parent;
    row.level = head.state == RunState::Failed ? level::kError : level::kInfo;
    row.error = head.state == RunState::Failed ? head.stateReason : std::string();
    takeSource(row, m_documents);
    m_facts.logPath = logPathOf(m_documents);
    row.attributes.add("massgen.task", head.question)
        .add("massgen.num_agents", static_cast<std::int64_t>(head.agents.size()))
        .add("massgen.agent_ids", joined(head.agents))
        .add("massgen.log_path", m_facts.logPath)
        .addKnown("massgen.version", head.version)
        .addKnown("massgen.winner", head.winner)
        .addKnown("massgen.finish_reason", head.isOverwritten ? "" : status.finishReason)
        .addKnown("massgen.finish_reason_details", head.isOverwritten ? "" : status.finishDetails)
        .addKnown("massgen.config_path", head.config.configPath)
        .addKnown("massgen.working_directory", head.config.workingDirectory)
        .addKnown("massgen.git_commit", head.config.gitCommit)
        .addKnown("massgen.session_id", head.config.sessionId)
        .addKnown("massgen.restart_reason", head.config.restartReason)
        .addKnown("massgen.session_end_time", formatIsoUtc(m_documents.coordination().end));
    if (head.usage)
        addUsage(row.attributes, *head.usage);
    m_facts.session = m_emitter.emit(std::move(row));
    m_facts.trace = m_emitter.trace();
}

EmittedRecord RunWriter::roundRow(const RunRound& round, std::size_t index, const Usage& sum) const
{
    EmittedRecord row;
    row.key = roundKey(m_model, static_cast<int>(index));
    row.parentKey = kSessionKey;
    row.name = roundName(round);
    row.agent = round.agent;
    row.start = round.start;
    row.end = round.end;
    row.quality = round.quality;
    const bool isFailed = round.outcome == "error" || round.outcome == "timeout";
    row.level = isFailed ? level::kError : level::kInfo;
    row.error = isFailed ? (round.error.empty() ? round.outcome : round.error) : std::string();
    row.file = round.file;
    row.pointer = round.pointer;
    row.line = round.line;
    row.attributes.add("massgen.agent_id", round.agent);
    if (round.iteration >= 0)
        row.attributes.add("massgen.iteration", round.iteration);
    row.attributes.add("massgen.round", std::max(0, round.number)).add("massgen.round_type", round.type);
    if (const int agent = agentIndex(round.agent); agent >= 0) {
        row.attributes.addKnown("massgen.backend", m_facts.agents[static_cast<std::size_t>(agent)].backend)
            .addKnown("massgen.model", m_facts.agents[static_cast<std::size_t>(agent)].model);
    }
    if (round.contextAnswers >= 0)
        row.attributes.add("massgen.num_context_answers", round.contextAnswers);
    row.attributes.addKnown("massgen.context_labels", joined(round.contextLabels));
    if (round.isPresentation())
        row.attributes.add("massgen.is_winner", true).add("massgen.vote_count", votesFor(m_model, round.agent));
    else if (round.outcome != "restarted")
        row.attributes.addKnown("massgen.outcome", round.outcome);
    row.attributes.addKnown("massgen.answer_label", round.answerLabel)
        .addKnown("massgen.voted_for", round.votedFor)
        .addKnown("massgen.voted_for_label", round.votedForLabel)
        .addKnown("massgen.error_message", row.error);
    if (round.usage) {
        addUsage(row.attributes, sum);
        row.attributes.addKnown("massgen.usage.source", round.isUsageShared ? "shared" : round.tokenSource);
    }
    return row;
}

void RunWriter::addContextLog(const RunRound& round, const std::string& key)
{
    std::vector<std::string> providers;
    for (const std::string& label : round.contextLabels)
        providers.push_back(m_model.labels.agentOf(label));
    const std::string number = std::to_string(std::max(0, round.number));
    EmittedRecord row;
    row.kind = RecordKind::Log;
    row.key = "context:" + key;
    row.parentKey = key;
    row.name = "Agent round context: " + round.agent + " round_" + number;
    row.agent = round.agent;
    row.start = round.start;
    row.quality = round.quality;
    row.file = round.file;
    row.pointer = round.pointer;
    row.line = round.line;
    row.attributes.add("event_type", "agent_round_context")
        .add("agent_id", round.agent)
        .add("round_number", std::max(0, round.number))
        .add("round_type", round.type)
        .add("num_answers_in_context", round.contextAnswers)
        .addKnown("answer_providers", joined(providers))
        .addKnown("answer_labels", joined(round.contextLabels))
        .add("massgen.round.available_answers", round.contextLabels)
        .add("massgen.round.available_answer_count", round.contextAnswers)
        .add("massgen.agent.log_path", m_facts.logPath + '/' + round.agent);
    m_emitter.emit(std::move(row));
}

void RunWriter::writeRounds()
{
    std::map<std::string, Usage> sums;
    const std::vector<RoundText> texts = textsOfRounds(m_model);
    for (std::size_t i = 0; i < m_model.rounds.size(); ++i) {
        const RunRound& round = m_model.rounds[i];
        Usage& sum = sums[round.agent];
        sum = round.usage ? sum + *round.usage : sum;
        EmittedRecord row = roundRow(round, i, sum);
        row.attributes.addKnown("massgen.text", texts[i].text).addKnown("massgen.thinking", texts[i].thinking);
        const std::string key = row.key;
        RoundFact fact;
        fact.agent = agentIndex(round.agent);
        fact.row = m_emitter.emit(std::move(row));
        fact.number = std::max(0, round.number);
        fact.start = round.start;
        fact.end = round.end;
        fact.type = round.type;
        fact.outcome = round.outcome;
        fact.answerLabel = round.answerLabel;
        fact.votedForLabel = round.votedForLabel;
        fact.contextAnswers = round.contextAnswers;
        fact.contextLabels = round.contextLabels;
        fact.usage = round.usage;
        m_facts.rounds.push_back(std::move(fact));
        if (round.contextAnswers >= 0 && !round.isPresentation())
            addContextLog(round, key);
    }
}

void RunWriter::writeTools()
{
    for (std::size_t i = 0; i < m_model.tools.size(); ++i) {
        RunTool& tool = m_model.tools[i];
        const RunRound* round = tool.round >= 0 ? &m_model.rounds[static_cast<std::size_t>(tool.round)] : nullptr;
        EmittedRecord row = rowOfTool(tool, round);
        row.key = toolKey(tool);
        row.parentKey = round ? roundKey(m_model, tool.round) : std::string(kSessionKey);
        ToolCallFact fact;
        fact.agent = agentIndex(tool.agent);
        fact.round = tool.round;
        fact.row = m_emitter.emit(std::move(row));
        fact.name = tool.name;
        fact.type = tool.type;
        fact.callId = tool.callId;
        fact.start = tool.start;
        fact.end = tool.end;
        fact.success = tool.success;
        fact.error = tool.error;
        if (fact.agent >= 0 && tool.success == false)
            ++m_facts.agents[static_cast<std::size_t>(fact.agent)].toolErrors;
        m_facts.toolCalls.push_back(std::move(fact));
        tool.result = {}; // the store has it now
        tool.arguments = {};
    }
}

} // namespace mgx
