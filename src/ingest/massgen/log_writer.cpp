// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/log_writer.h"

#include "base/text.h"
#include "ingest/massgen/run_writer.h"

#include <algorithm>
#include <cstdlib>

namespace mgx {

namespace {

using Kind = CoordinationEvent::Kind;

constexpr std::size_t kPreview = 200;

bool isFailure(Kind kind)
{
    return kind == Kind::AgentError || kind == Kind::AgentTimeout;
}

} // namespace

void LogWriter::write()
{
    writeStart();
    for (const CoordinationEvent& moment : m_model.moments)
        write(moment);
    for (const RunEvent& event : m_model.events)
        writeEvent(event);
    writeEnforcement();
}

void LogWriter::write(const CoordinationEvent& moment)
{
    switch (moment.kind) {
    case Kind::NewAnswer:
        writeAnswer(moment);
        break;
    case Kind::VoteCast:
        writeVote(moment);
        break;
    case Kind::RestartTriggered:
        writeRestart(moment);
        break;
    case Kind::FinalAgentSelected:
        writeWinner(moment);
        break;
    case Kind::FinalAnswer:
        writeFinalAnswer(moment);
        break;
    case Kind::VoteIgnored:
    case Kind::AgentError:
    case Kind::AgentTimeout:
    case Kind::AgentCancelled:
    case Kind::AgentStopped:
    case Kind::Remark:
        if (!moment.type.empty())
            writeRemark(moment);
        break;
    default:
        break;
    }
}

EmittedRecord LogWriter::rowOf(std::string key, std::string name, std::string_view agent, TimeNs time)
{
    EmittedRecord row;
    row.kind = RecordKind::Log;
    const int repeat = m_repeats[key]++;
    row.key = "log:" + key + (repeat == 0 ? "" : '~' + std::to_string(repeat));
    row.name = std::move(name);
    row.agent = agent;
    row.start = time;
    const int round = agent.empty() ? -1 : roundAt(m_model.rounds, agent, time);
    row.parentKey = round < 0 ? std::string(kSessionKey) : roundKey(m_model, round);
    return row;
}

EmittedRecord LogWriter::rowOf(const CoordinationEvent& moment, std::string name)
{
    EmittedRecord row = rowOf(name + '@' + std::to_string(moment.time / 1000), name, moment.agent, moment.time);
    row.quality = moment.quality;
    row.file = moment.file;
    row.pointer = moment.pointer;
    row.line = moment.line;
    return row;
}

void LogWriter::writeStart()
{
    EmittedRecord row = rowOf("start", "Coordination event: coordination_started", {}, m_model.head.start);
    row.quality = m_documents.coordination().isPresent ? TimeQuality::Exact : TimeQuality::LocalClock;
    row.file = m_documents.coordination().isPresent ? "coordination_events.json"
               : m_documents.status().isPresent     ? "status.json"
                                                    : "execution_metadata.yaml";
    row.attributes.add("event_type", "coordination_started")
        .add("num_agents", static_cast<std::int64_t>(m_model.head.agents.size()))
        .add("agent_ids", m_model.head.agents)
        .add("task", firstCodePoints(m_model.head.question, kPreview));
    m_emitter.emit(std::move(row));
}

std::string LogWriter::pathOfAnswer(const CoordinationEvent& moment)
{
    for (const SnapshotMapping& entry : m_documents.mappings()) {
        if (entry.kind == SnapshotMapping::Kind::Answer && entry.label == moment.label && !entry.path.empty())
            return entry.path;
    }
    constexpr TimeNs kNear = 5 * kNsPerSecond;
    for (const AnswerFile& answer : m_documents.folders().answers) {
        if (answer.agent == moment.agent && distanceNs(m_model.head.clock.toUtc(answer.localTime), moment.time) < kNear)
            return answer.path;
    }
    return {};
}

void LogWriter::writeAnswer(const CoordinationEvent& moment)
{
    const std::string path = pathOfAnswer(moment);
    const std::optional<std::string> text = path.empty() ? std::nullopt : m_documents.files().readText(path);
    if (!path.empty() && !text)
        m_documents.files().warn(path, {}, "is missing: the text of answer " + moment.label + " is not known");
    else if (text && text->empty())
        m_documents.files().warn(path, {}, "is empty: the text of answer " + moment.label + " is not known");
    EmittedRecord row = rowOf(moment, "Agent answer: " + moment.label);
    row.attributes.add("event_type", "new_answer").add("agent_id", moment.agent).add("answer_label", moment.label);
    if (moment.iteration >= 0)
        row.attributes.add("iteration", moment.iteration);
    row.attributes.add("round", std::max(0, moment.round));
    row.attributes.add("answer_preview", firstCodePoints(text.value_or(""), kPreview));
    row.attributes.addKnown("massgen.agent.answer_path", path.empty() ? path : m_facts.logPath + '/' + path);
    row.attributes.addKnown("massgen.answer", text.value_or(""));
    AnswerFact fact;
    fact.agent = agentIndexOf(m_facts, moment.agent);
    fact.row = m_emitter.emit(std::move(row));
    fact.label = moment.label;
    fact.time = moment.time;
    fact.path = path;
    m_facts.answers.push_back(std::move(fact));
}

void LogWriter::writeVote(const CoordinationEvent& moment)
{
    EmittedRecord row = rowOf(moment, "Agent vote: " + moment.agent + " -> " + moment.votedForLabel);
    row.attributes.add("event_type", "vote_cast").add("agent_id", moment.agent).add("voted_for_label", moment.votedForLabel);
    if (moment.iteration >= 0)
        row.attributes.add("iteration", moment.iteration);
    row.attributes.add("round", std::max(0, moment.round)).add("reason", moment.reason);
    row.attributes.add("available_answers", joined(moment.labels)).add("massgen.vote.reason", moment.reason);
    if (!moment.labels.empty()) {
        JsonWriter mapping;
        for (const std::string& label : moment.labels)
            mapping.add(label, m_model.labels.agentOf(label));
        row.attributes.add("massgen.vote.agents_with_answers", static_cast<std::int64_t>(moment.labels.size()))
            .addJson("massgen.vote.answer_label_mapping", mapping.take());
    }
    row.attributes.addKnown("voted_for", moment.votedFor);
    VoteFact fact;
    fact.agent = agentIndexOf(m_facts, moment.agent);
    fact.row = m_emitter.emit(std::move(row));
    fact.forLabel = moment.votedForLabel;
    fact.forAgent = agentIndexOf(m_facts, moment.votedFor);
    if (fact.forAgent < 0)
        fact.forAgent = agentIndexOf(m_facts, m_model.labels.agentOf(moment.votedForLabel));
    fact.time = moment.time;
    fact.reason = moment.reason;
    m_facts.votes.push_back(std::move(fact));
}

/// MassGen sends one for every agent, the one that answered too: they do not say that an agent restarted.
void LogWriter::writeRestart(const CoordinationEvent& moment)
{
    ++m_restarts;
    for (const std::string& agent : moment.labels) {
        EmittedRecord row = rowOf(moment, "Agent restart: {agent_id} (reason: {reason})");
        row.key += ':' + agent;
        row.agent = agent;
        row.parentKey = kSessionKey;
        row.message = "Agent restart: " + agent + " (reason: new_answer_available)";
        row.attributes.add("event_type", "agent_restart")
            .add("agent_id", agent)
            .add("reason", "new_answer_available")
            .add("triggering_agent", moment.agent)
            .add("restart_count", m_restarts)
            .add("affected_agents", joined(moment.labels))
            .add("massgen.restart.reason", "new_answer_available")
            .add("massgen.restart.triggered_by_agent", moment.agent);
        m_emitter.emit(std::move(row));
    }
}

std::string LogWriter::labelOfWinner(const std::string& agent, TimeNs time) const
{
    std::string label;
    for (const CoordinationEvent& moment : m_model.moments) {
        if (moment.kind == Kind::NewAnswer && moment.agent == agent && moment.time <= time)
            label = moment.label;
    }
    return label;
}

std::map<std::string, int> LogWriter::voteCounts() const
{
    std::map<std::string, int> counts;
    for (const CoordinationEvent& moment : m_model.moments) {
        if (moment.kind == Kind::VoteCast)
            ++counts[moment.votedForLabel];
    }
    return counts;
}

void LogWriter::writeWinner(const CoordinationEvent& moment)
{
    const std::string label = labelOfWinner(moment.agent, moment.time);
    JsonWriter counts;
    int votes = 0;
    for (const auto& [votedFor, count] : voteCounts()) {
        counts.add(votedFor, count);
        votes += count;
    }
    EmittedRecord event = rowOf(moment, "Coordination event: winner_selected");
    event.parentKey = kSessionKey;
    event.attributes.add("event_type", "winner_selected").add("agent_id", moment.agent).add("vote_count", votes);
    event.attributes.add("num_answers", static_cast<std::int64_t>(moment.labels.size()));
    m_emitter.emit(std::move(event));
    EmittedRecord row = rowOf(moment, "Winner selected: " + label);
    row.attributes.add("event_type", "winner_selected").add("winner_agent_id", moment.agent).add("winner_label", label);
    row.attributes.addJson("vote_counts", counts.take());
    if (moment.iteration >= 0)
        row.attributes.add("total_iterations", moment.iteration);
    m_emitter.emit(std::move(row));
}

void LogWriter::writeFinalAnswer(const CoordinationEvent& moment)
{
    EmittedRecord row = rowOf(moment, "Final answer from " + moment.agent);
    row.attributes.add("event_type", "final_answer").add("agent_id", moment.agent);
    if (moment.iteration >= 0)
        row.attributes.add("iteration", moment.iteration);
    row.attributes.add("answer_preview", firstCodePoints(m_facts.finalAnswer, kPreview));
    row.attributes.addKnown("massgen.answer", m_facts.finalAnswer);
    m_emitter.emit(std::move(row));
}

void LogWriter::writeRemark(const CoordinationEvent& moment)
{
    EmittedRecord row = rowOf(moment, "Coordination event: " + moment.type);
    row.level = isFailure(moment.kind) ? level::kError : level::kInfo;
    row.error = isFailure(moment.kind) ? moment.details : std::string();
    row.message = moment.details.empty() ? row.name : moment.details;
    row.attributes.add("event_type", moment.type).addKnown("agent_id", moment.agent).addKnown("details", moment.details);
    row.attributes.addKnown("voted_for", moment.votedFor).addKnown("reason", moment.reason);
    m_emitter.emit(std::move(row));
}

void LogWriter::writeEvent(const RunEvent& event)
{
    using EventKind = RunEvent::Kind;
    const bool isWarning = event.kind == EventKind::Status && (event.label == "warning" || event.label == "error");
    const bool isTimeout = event.kind == EventKind::OrchestratorTimeout;
    if (!isWarning && !isTimeout && event.kind != EventKind::Remark && event.kind != EventKind::RestartBanner)
        return;
    EmittedRecord row = rowOf("event:" + std::to_string(event.line), "Coordination event: " + event.type, event.agent, event.time);
    row.quality = TimeQuality::LocalClock;
    row.file = kEventLogFile;
    row.line = event.line;
    row.message = event.text.empty() ? row.name : event.text;
    const bool isError = isTimeout || event.label == "error";
    row.level = isError ? level::kError : isWarning ? level::kWarning : level::kInfo;
    row.error = isError ? event.text : std::string();
    row.attributes.add("event_type", event.type).addKnown("agent_id", event.agent).addKnown("message", event.text);
    row.attributes.addJson("data", event.json);
    m_emitter.emit(std::move(row));
}

void LogWriter::writeEnforcement()
{
    if (m_model.head.isOverwritten)
        return;
    for (const AgentStatus& agent : m_documents.status().agents) {
        for (const EnforcementAttempt& attempt : agent.enforcement) {
            EmittedRecord row = rowOf("enforcement:" + attempt.pointer, "Enforcement retry: " + attempt.reason, agent.id, attempt.time);
            row.level = level::kWarning;
            row.message = attempt.error.empty() ? row.name : attempt.error;
            row.file = "status.json";
            row.pointer = attempt.pointer;
            row.attributes.add("agent_id", agent.id).add("reason", attempt.reason).add("attempt", attempt.attempt);
            row.attributes.add("round", attempt.round).addKnown("error_message", attempt.error);
            m_emitter.emit(std::move(row));
        }
    }
}

} // namespace mgx
