// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/record_emitter.h"
#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

namespace mgx {

inline constexpr std::string_view kSessionKey = "session";

/// Turns a model into records: the names, attribute keys and hierarchy that MassGen itself sends to Logfire, with what only
/// the files know beside them (full arguments, results and answers). Fills the facts that point to rows.
class RunWriter
{
public:
    RunWriter(RunModel& model, RunDocuments& documents, RecordEmitter& emitter, RunFacts& facts)
        : m_model(model), m_documents(documents), m_emitter(emitter), m_facts(facts)
    {}

    /// `parent`: row of the subagent or checkpoint that the run belongs to, or kNoRow.
    void writeSession(RowId parent);
    void writeRounds();
    void writeTools();

private:
    [[nodiscard]] int agentIndex(const std::string& id) const;
    [[nodiscard]] EmittedRecord roundRow(const RunRound& round, std::size_t index, const Usage& sum) const;
    void addContextLog(const RunRound& round, const std::string& key);

    RunModel& m_model;
    RunDocuments& m_documents;
    RecordEmitter& m_emitter;
    RunFacts& m_facts;
};

/// Key of the record of a round: agent and ordinal among the agent's rounds.
[[nodiscard]] std::string roundKey(const RunModel& model, int round);
[[nodiscard]] std::string toolKey(const RunTool& tool);
/// Position of an agent in the facts; -1 if it is not there.
[[nodiscard]] int agentIndexOf(const RunFacts& facts, std::string_view id);
[[nodiscard]] std::string joined(const std::vector<std::string>& texts);

} // namespace mgx
