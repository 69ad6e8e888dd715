// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/owned_draft.h"
#include "store/snapshot_builder.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace mgx {

/// Puts rows that MassGen sent (known by service, scope or `massgen.` attributes) into runs, finds the agent of each row, and
/// tells the facts of a run from its records. A run is one attempt: the sessions of a restart lie in one trace and are told apart
/// by their `massgen.log_path`; the empty session that MassGen opens and drops before the real one is folded into its run. For any
/// importer of records. One thread.
class RecordRuns
{
public:
    RecordRuns(SnapshotBuilder& builder, std::string_view path) : m_builder(builder), m_path(path) {}

    /// Sets run and agent of the draft and appends it. kNoRow: it is kept until the end.
    RowId append(RecordDraft& draft);
    /// After the last row: gives rows without an agent that of the span they are in, and fills the facts. O(rows).
    void finish();
    /// How many empty sessions were folded away.
    [[nodiscard]] std::size_t foldedSessions() const { return m_folded; }

private:
    struct Session
    {
        RowId row = kNoRow;
        RunId run = kNoRun;
        TimeNs start = kNoTime;
        std::string logPath;
    };

    [[nodiscard]] static bool isMassgen(const RecordDraft& draft);
    [[nodiscard]] static std::string_view agentOf(const RecordDraft& draft, std::string& unescaped);
    [[nodiscard]] static bool isEmptySession(const RecordDraft& draft);
    [[nodiscard]] RunId runOf(const RecordDraft& draft);
    void appendEmptySessions();
    [[nodiscard]] RunId runNear(TraceId trace, TimeNs time) const;
    void splitAttempts(const TraceSnapshot& snapshot);
    void inheritAgents(const TraceSnapshot& snapshot);

    SnapshotBuilder& m_builder;
    std::string m_path;
    std::unordered_map<TraceId, RunId> m_runs;
    TraceId m_lastTrace; ///< of the last record that had a run: the next one mostly has the same
    RunId m_lastRun = kNoRun;
    std::vector<OwnedDraft> m_emptySessions;
    std::vector<Session> m_sessions; ///< the real ones, as they came
    RunId m_firstRun = kNoRun;
    RowId m_firstRow = kNoRow;
    std::size_t m_folded = 0;
};

} // namespace mgx
