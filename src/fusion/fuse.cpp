// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/fuse.h"

#include "fusion/context_repair.h"
#include "fusion/merged_attributes.h"
#include "fusion/merged_facts.h"
#include "fusion/row_copy.h"
#include "fusion/row_pairs.h"
#include "fusion/run_groups.h"

#include <algorithm>
#include <unordered_map>

namespace mgx {

namespace {

/// A row of one of the sources.
struct RowRef
{
    std::size_t source = 0;
    RowId row = kNoRow;
};

std::string placeOf(const SourceRef& ref)
{
    std::string place(ref.file);
    if (!ref.pointer.empty())
        return place + '#' + std::string(ref.pointer);
    return ref.line > 0 ? place + ':' + std::to_string(ref.line) : place;
}

class Fusion
{
public:
    Fusion(const std::vector<std::shared_ptr<const TraceSnapshot>>& sources, const CancelToken& cancel)
        : m_sources(sources), m_cancel(cancel), m_groups(groupRuns(sources))
    {
        for (const auto& source : sources) {
            m_copies.emplace_back(*source, m_builder);
            m_pairs.emplace_back();
            m_runs.emplace_back(source->runCount(), kNoRun);
        }
    }

    Fused run()
    {
        for (const RunGroup& group : m_groups)
            enterGroup(group);
        // Sent rows first: those of a log folder look for them.
        for (const bool isLocal : {false, true}) {
            for (std::size_t source = 0; source < m_sources.size(); ++source) {
                for (RowId row = 0; row < m_sources[source]->rowCount() && !m_cancel.isCancelled(); ++row) {
                    if (isOfJoinedFolder(source, row) == isLocal)
                        copyRow(source, row);
                }
            }
        }
        moveRepairs();
        repairParents(m_builder);
        for (const RunGroup& group : m_groups)
            writeFacts(group);
        m_fused.snapshot = m_builder.publish();
        return std::move(m_fused);
    }

private:
    RunId& runOf(std::size_t source, RunId run) { return m_runs[source][run]; }

    void enterGroup(const RunGroup& group)
    {
        const RunId run = m_builder.addRun();
        for (const RunRef& ref : group.runs)
            runOf(ref.source, ref.run) = run;
        if (!group.isJoined())
            return;
        ++m_fused.joinedRuns;
        const RunRef local = group.runs[static_cast<std::size_t>(group.local)];
        m_joinedFolders.push_back(local);
        for (const RunRef& ref : group.runs) {
            if (ref.source == local.source && ref.run == local.run)
                continue;
            for (const auto& [ours, theirs] : pairRows(*m_sources[local.source], local.run, *m_sources[ref.source], ref.run)) {
                m_pairs[local.source].try_emplace(ours, RowRef{ref.source, theirs});
                m_folderRows.try_emplace(key(ref.source, theirs), RowRef{local.source, ours});
            }
        }
    }

    static std::uint64_t key(std::size_t source, RowId row) { return std::uint64_t(source) << 32 | row; }

    bool isOfJoinedFolder(std::size_t source, RowId row) const
    {
        const RunId run = m_sources[source]->run(row);
        return run != kNoRun && std::any_of(m_joinedFolders.begin(), m_joinedFolders.end(), [&](const RunRef& ref) {
            return ref.source == source && ref.run == run;
        });
    }

    void copyRow(std::size_t source, RowId row)
    {
        const TraceSnapshot& s = *m_sources[source];
        RowCopy& copy = m_copies[source];
        if (const auto pair = m_pairs[source].find(row); pair != m_pairs[source].end()) {
            copy.set(row, m_copies[pair->second.source].at(pair->second.row)); // it has become part of the sent row
            ++m_fused.pairedRows;
            return;
        }
        RecordDraft draft = copy.draftOf(row);
        draft.run = s.run(row) == kNoRun ? kNoRun : runOf(source, s.run(row));
        // The same ids in another file are the same row; twice in one file they are shown twice, as that file says.
        if (draft.spanId != 0 && !s.hasFlag(row, kHasDuplicateId)) {
            const RowId known = m_builder.find(draft.trace, draft.spanId, draft.kind);
            if (known != kNoRow && m_sourceOfRow[known] != source) {
                copy.set(row, known);
                ++m_fused.duplicateRows;
                return;
            }
        }
        std::string attributes;
        if (const auto folder = m_folderRows.find(key(source, row)); folder != m_folderRows.end())
            attributes = takeFolderRow(draft, folder->second);
        if (!attributes.empty())
            draft.attributes = attributes;
        if (isOfJoinedFolder(source, row))
            hangBelowSentRow(source, row, draft);
        copy.set(row, m_builder.append(draft));
        m_sourceOfRow.resize(m_builder.rowCount(), source);
    }

    /// What the log folder knows about a sent row.
    std::string takeFolderRow(RecordDraft& draft, const RowRef& folder)
    {
        const TraceSnapshot& files = *m_sources[folder.source];
        draft.level = std::max(draft.level, files.level(folder.row));
        if (draft.end == kNoTime && !files.isOpen(folder.row))
            draft.end = std::max(files.end(folder.row), draft.start);
        return mergedAttributes(draft.attributes, files.attributes(folder.row), placeOf(files.sourceRef(folder.row)));
    }

    /// A row that only the log folder has joins the trace of the row that its parent has become part of.
    void hangBelowSentRow(std::size_t source, RowId row, RecordDraft& draft)
    {
        const TraceSnapshot& s = *m_sources[source];
        for (RowId above = s.parent(row); above != kNoRow; above = s.parent(above)) {
            const auto pair = m_pairs[source].find(above);
            if (pair == m_pairs[source].end())
                continue;
            const TraceSnapshot& sent = *m_sources[pair->second.source];
            draft.trace = sent.trace(pair->second.row);
            if (above == s.parent(row))
                draft.parentSpanId = sent.spanId(pair->second.row);
            return;
        }
    }

    /// Repairs of rows that were read before, as far as they are not found again.
    void moveRepairs()
    {
        for (std::size_t source = 0; source < m_sources.size(); ++source) {
            const TraceSnapshot& s = *m_sources[source];
            for (RowId row = 0; row < s.rowCount(); ++row) {
                const RepairNote* note = s.repair(row);
                if (note && m_copies[source].at(row) != kNoRow && m_copies[source].at(s.parent(row)) != kNoRow)
                    (void)m_builder.setRepairedParent(m_copies[source].at(row), m_copies[source].at(s.parent(row)), *note);
            }
        }
    }

    void writeFacts(const RunGroup& group)
    {
        std::vector<RunFacts> facts;
        for (const RunRef& ref : group.runs)
            facts.push_back(movedFacts(m_sources[ref.source]->runFacts(ref.run), m_copies[ref.source]));
        const RunRef first = group.runs[static_cast<std::size_t>(std::max(group.local, 0))];
        RunFacts out = facts[static_cast<std::size_t>(std::max(group.local, 0))];
        if (group.isJoined()) {
            const auto sent = static_cast<std::size_t>(group.local == 0 ? 1 : 0);
            out = mergedFacts(out, facts[sent]);
        }
        if (out.parentRun != kNoRun)
            out.parentRun = runOf(first.source, out.parentRun);
        m_builder.setRunFacts(runOf(first.source, first.run), std::make_shared<const RunFacts>(std::move(out)));
    }

    const std::vector<std::shared_ptr<const TraceSnapshot>>& m_sources;
    const CancelToken& m_cancel;
    SnapshotBuilder m_builder;
    std::vector<RunGroup> m_groups;
    std::vector<RowCopy> m_copies;
    std::vector<std::vector<RunId>> m_runs; ///< run of the builder, by source and run
    std::vector<std::unordered_map<RowId, RowRef>> m_pairs; ///< by source and row of a log folder: the sent row
    std::unordered_map<std::uint64_t, RowRef> m_folderRows; ///< by sent row: the row of the log folder
    std::vector<RunRef> m_joinedFolders;
    std::vector<std::size_t> m_sourceOfRow; ///< by row of the builder
    Fused m_fused;
};

} // namespace

Fused fuse(const std::vector<std::shared_ptr<const TraceSnapshot>>& sources, const CancelToken& cancel)
{
    return Fusion(sources, cancel).run();
}

} // namespace mgx
