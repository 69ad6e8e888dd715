// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "base/result.h"
#include "ingest/import_report.h"
#include "store/run_facts.h"
#include "store/snapshot_builder.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mgx {

/// Something that can be opened: one MassGen run unit, or one trace file. Cheap to make: hundreds are listed before any
/// is read; a test holds these facts equal to those of the full import.
struct CatalogItem
{
    enum class Kind : std::uint8_t { MassgenRun, TraceFile };
    Kind kind = Kind::MassgenRun;
    std::string path; ///< canonical path of the run unit or file
    std::string name; ///< log_* folder, or file name
    int turn = 0;     ///< 0 = the layout has no turns
    int attempt = 0;
    std::string generation;
    std::string question;
    RunState state = RunState::Incomplete;
    std::vector<std::string> agents; ///< config order
    std::string winner;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    std::optional<double> costUsd;
    bool isSuperseded = false; ///< a later attempt of the same turn exists
};

struct Catalog
{
    std::vector<CatalogItem> items; ///< newest first; turns and attempts of one log in numeric order
    std::size_t abortedFolders = 0; ///< log folders without a run in them: hidden, counted
    ImportReport report;
};

/// Lists what `path` holds: a run unit, turn_N, log_*, massgen_logs, .massgen or any folder above them, a single file
/// of a run (lists that run), or a trace file. Reads a few small files per run, never a workspace copy, and follows no
/// symbolic link (but see massgen/discovery.h for the `subagents` link). Fails only if nothing usable is there.
[[nodiscard]] Result<Catalog> listCatalog(const std::string& path, const CancelToken& cancel);

/// A finished or partial import.
struct Imported
{
    std::shared_ptr<const TraceSnapshot> snapshot; ///< never null
    std::shared_ptr<const ImportReport> report;    ///< never null
    double seconds = 0;
    bool isFinal = false;
};

struct ImportHooks
{
    CancelToken cancel;
    /// Called on the importing thread with a picture of what has been read so far, first after at most 100 ms, then every
    /// max(250 ms, 10 × the last publishing cost). May be empty.
    std::function<void(Imported)> onPartial;
    /// Bytes done, bytes in all (0 = unknown). May be empty.
    std::function<void(std::uint64_t, std::uint64_t)> onProgress;
    /// Called when everything has been read, before the last picture: the place for what needs the whole, such as the repair
    /// of parents. May be empty.
    std::function<void(SnapshotBuilder&)> onComplete;
};

/// Reads one item completely, with its subagent and checkpoint runs. Damage is in the report; an error means that nothing
/// could be used or that it was cancelled.
[[nodiscard]] Result<Imported> importItem(const CatalogItem& item, const ImportHooks& hooks);

} // namespace mgx
