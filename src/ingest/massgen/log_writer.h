// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/record_emitter.h"
#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

#include <map>

namespace mgx {

/// Writes the log records of a run: answers, votes, restarts, winner and final answer as MassGen sends them, and the
/// events that only its files have. Fills the answer and vote facts. Rounds must be written.
class LogWriter
{
public:
    LogWriter(RunModel& model, RunDocuments& documents, RecordEmitter& emitter, RunFacts& facts)
        : m_model(model), m_documents(documents), m_emitter(emitter), m_facts(facts)
    {}

    void write();

private:
    void writeStart();
    void write(const CoordinationEvent& moment);
    void writeAnswer(const CoordinationEvent& moment);
    void writeVote(const CoordinationEvent& moment);
    void writeRestart(const CoordinationEvent& moment);
    void writeWinner(const CoordinationEvent& moment);
    void writeFinalAnswer(const CoordinationEvent& moment);
    void writeRemark(const CoordinationEvent& moment);
    void writeEvent(const RunEvent& event);
    void writeEnforcement();

    [[nodiscard]] EmittedRecord rowOf(const CoordinationEvent& moment, std::string name);
    [[nodiscard]] EmittedRecord rowOf(std::string key, std::string name, std::string_view agent, TimeNs time);
    [[nodiscard]] std::string pathOfAnswer(const CoordinationEvent& moment);
    [[nodiscard]] std::string labelOfWinner(const std::string& agent, TimeNs time) const;
    [[nodiscard]] std::map<std::string, int> voteCounts() const;

    RunModel& m_model;
    RunDocuments& m_documents;
    RecordEmitter& m_emitter;
    RunFacts& m_facts;
    std::map<std::string, int> m_repeats; ///< how often a key was used
    int m_restarts = 0;
};

} // namespace mgx
