// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/run_documents.h"

namespace mgx {

namespace {

template <class T, class Read>
const T& once(std::optional<T>& slot, Read&& read)
{
    if (!slot)
        slot = read();
    return *slot;
}

} // namespace

const ExecutionMetadata& RunDocuments::metadata()
{
    return once(m_metadata, [this] { return readExecutionMetadata(m_files, "execution_metadata.yaml"); });
}

const StatusFile& RunDocuments::status()
{
    return once(m_status, [this] { return readStatusFile(m_files); });
}

const CoordinationLog& RunDocuments::coordination()
{
    return once(m_coordination, [this] { return readCoordinationLog(m_files); });
}

const std::vector<SnapshotMapping>& RunDocuments::mappings()
{
    return once(m_mappings, [this] { return readSnapshotMappings(m_files); });
}

const MetricsFiles& RunDocuments::metrics()
{
    return once(m_metrics, [this] { return readMetricsFiles(m_files); });
}

const EventLogEnds& RunDocuments::eventEnds()
{
    return once(m_eventEnds, [this] { return readEventLogEnds(m_files); });
}

const SnapshotFolders& RunDocuments::folders()
{
    return once(m_folders, [this] { return readSnapshotFolders(m_files); });
}

} // namespace mgx
