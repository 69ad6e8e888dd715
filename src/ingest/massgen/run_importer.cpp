// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/run_importer.h"

#include "ingest/massgen/execution_trace.h"
#include "ingest/massgen/log_writer.h"
#include "ingest/massgen/missing_files.h"
#include "ingest/massgen/moments.h"
#include "ingest/massgen/nested_writer.h"
#include "ingest/massgen/round_records.h"
#include "ingest/massgen/rounds_builder.h"
#include "ingest/massgen/run_writer.h"
#include "ingest/massgen/tools_builder.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr int kMaxDepth = 6; // of runs within runs

/// Where a nested run hangs.
struct Parent
{
    RunId run = kNoRun;
    RowId row = kNoRow;
    std::string prefix; ///< before the names of its files in problems
    int depth = 0;
};

std::vector<AgentFact> agentFacts(const RunModel& model, RunDocuments& documents)
{
    std::vector<AgentFact> agents;
    for (const std::string& id : model.head.agents) {
        AgentFact agent;
        agent.id = id;
        for (const ExecutionMetadata::Agent& known : model.head.config.agents) {
            if (known.id == id || (known.id.empty() && model.head.agents.size() == 1)) {
                agent.backend = known.backend;
                agent.model = known.model;
            }
        }
        if (const auto usage = model.head.agentUsage.find(id); usage != model.head.agentUsage.end())
            agent.usage = usage->second;
        for (const AgentStatus& status : documents.status().agents) {
            if (status.id == id && !model.head.isOverwritten)
                agent.error = status.error;
        }
        for (const CoordinationEvent& moment : model.moments) {
            if (moment.kind == CoordinationEvent::Kind::AgentError && moment.agent == id && agent.error.empty())
                agent.error = moment.details;
        }
        agents.push_back(std::move(agent));
    }
    return agents;
}

/// Agents that no list of agents names, but that did something.
void addActiveAgents(RunModel& model)
{
    const auto add = [&model](const std::string& id) {
        auto& agents = model.head.agents;
        if (!id.empty() && std::find(agents.begin(), agents.end(), id) == agents.end())
            agents.push_back(id);
    };
    for (const RunRound& round : model.rounds)
        add(round.agent);
    for (const CoordinationEvent& moment : model.moments)
        add(moment.agent);
}

std::string winnerLabelOf(const RunFacts& facts)
{
    std::string label;
    for (const AnswerFact& answer : facts.answers) {
        if (answer.agent >= 0 && facts.agents[static_cast<std::size_t>(answer.agent)].id == facts.winner)
            label = answer.label;
    }
    return label;
}

void takeHead(RunFacts& facts, const RunModel& model, RunDocuments& documents)
{
    const UnitPlace& place = documents.place();
    const RunHead& head = model.head;
    facts.path = place.path;
    facts.name = place.name;
    facts.turn = place.turn;
    facts.attempt = place.attempt;
    facts.isSuperseded = place.isSuperseded;
    facts.generation = head.generation;
    facts.massgenVersion = head.version;
    facts.question = head.question;
    facts.state = head.state;
    facts.stateReason = head.stateReason;
    facts.start = head.start;
    facts.end = head.end;
    facts.winner = head.winner;
    facts.usage = head.usage;
    facts.agents = agentFacts(model, documents);
    if (!head.winner.empty())
        facts.finalAnswer = documents.files().readText("final/" + head.winner + "/answer.txt").value_or("");
}

/// The list of runs reads recorded rounds from the status; their first source is `metrics_events.json`.
void preferMetrics(RunHead& head, const MetricsFiles& metrics)
{
    for (MetricRound& round : head.rounds) {
        for (const MetricRound& recorded : metrics.rounds) {
            if (recorded.agent == round.agent && recorded.start == round.start)
                round = recorded;
        }
    }
}

class RunImport
{
public:
    RunImport(ImportContext& context, const std::string& unitPath, Parent parent)
        : m_context(context), m_parent(std::move(parent)), m_documents(placeOf(unitPath), m_parent.prefix, m_report)
    {}

    Result<RunId> run()
    {
        const RunId run = m_context.builder.addRun();
        readModel();
        if (m_context.cancel.isCancelled())
            return failure("cancelled", m_documents.place().path);
        takeHead(m_facts, m_model, m_documents);
        m_facts.parentRun = m_parent.run;
        write(run);
        reportMissingFiles(m_documents, m_model);
        m_facts.problems = m_report.problems();
        m_context.report.merge(m_report);
        m_context.builder.setRunFacts(run, std::make_shared<const RunFacts>(m_facts));
        writeNested(run);
        if (m_context.cancel.isCancelled())
            return failure("cancelled", m_documents.place().path);
        return run;
    }

private:
    void readModel()
    {
        const std::uint64_t size = m_documents.files().sizeOf(kEventLogFile).value_or(0);
        m_model.head = readRunHead(m_documents);
        preferMetrics(m_model.head, m_documents.metrics());
        m_model.events = readEventLog(m_documents.files(), m_context.cancel,
                                      [&](std::uint64_t done) { m_context.onProgress(done, size); });
        collectMoments(m_model, m_documents);
        buildRounds(m_model, m_documents);
        shareMissingUsage(m_model);
        buildTools(m_model, m_documents);
        if (m_model.events.empty())
            takeTracedPayloads(m_model, m_documents);
        addActiveAgents(m_model);
    }

    void write(RunId run)
    {
        const std::uint32_t source = m_context.builder.addSource(SourceKind::Local, m_documents.place().path);
        RecordEmitter emitter({m_context.builder, m_report, source, run, m_documents.place().path, m_parent.prefix,
                               m_model.head.version});
        RunWriter writer(m_model, m_documents, emitter, m_facts);
        writer.writeSession(m_parent.row);
        writer.writeRounds();
        if (m_parent.depth < kMaxDepth)
            m_nested = writeNestedRows(m_model, m_documents, emitter);
        writer.writeTools();
        LogWriter(m_model, m_documents, emitter, m_facts).write();
        m_facts.winnerLabel = winnerLabelOf(m_facts);
    }

    void writeNested(RunId run)
    {
        for (const NestedRow& nested : m_nested) {
            if (nested.run.unit.empty() || m_context.cancel.isCancelled())
                continue;
            const std::string prefix = m_parent.prefix + nested.run.name + nested.run.unit.substr(nested.run.folder.size()) + '/';
            (void)RunImport(m_context, nested.run.unit, Parent{run, nested.row, prefix, m_parent.depth + 1}).run();
        }
    }

    ImportContext& m_context;
    Parent m_parent;
    ImportReport m_report; ///< of this run alone
    RunDocuments m_documents;
    RunModel m_model;
    RunFacts m_facts;
    std::vector<NestedRow> m_nested;
};

} // namespace

Result<RunId> importMassgenRun(const std::string& unitPath, ImportContext& context)
{
    return RunImport(context, unitPath, Parent{}).run();
}

} // namespace mgx
