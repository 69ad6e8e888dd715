// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/coordination_log.h"
#include "ingest/massgen/event_log.h"
#include "ingest/massgen/execution_metadata.h"
#include "ingest/massgen/metrics_files.h"
#include "ingest/massgen/snapshot_files.h"
#include "ingest/massgen/status_file.h"
#include "ingest/massgen/unit_place.h"

#include <optional>

namespace mgx {

/// The files of one run unit, each read at most once and only when asked for: listing a run reads a few of them, importing
/// it reads all, and both come to the same facts.
class RunDocuments
{
public:
    RunDocuments(const UnitPlace& place, const std::string& prefix, ImportReport& report)
        : m_place(place), m_files(place.path, prefix, report)
    {}

    [[nodiscard]] const UnitPlace& place() const { return m_place; }
    [[nodiscard]] const RunFiles& files() const { return m_files; }

    const ExecutionMetadata& metadata();
    const StatusFile& status();
    const CoordinationLog& coordination();
    const std::vector<SnapshotMapping>& mappings();
    const MetricsFiles& metrics();
    const EventLogEnds& eventEnds();
    const SnapshotFolders& folders();

private:
    UnitPlace m_place;
    RunFiles m_files;
    std::optional<ExecutionMetadata> m_metadata;
    std::optional<StatusFile> m_status;
    std::optional<CoordinationLog> m_coordination;
    std::optional<std::vector<SnapshotMapping>> m_mappings;
    std::optional<MetricsFiles> m_metrics;
    std::optional<EventLogEnds> m_eventEnds;
    std::optional<SnapshotFolders> m_folders;
};

} // namespace mgx
