// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/catalog.h"

#include "base/text.h"
#include "ingest/format.h"
#include "ingest/massgen/discovery.h"
#include "ingest/massgen/run_head.h"
#include "ingest/trace_file.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iterator>
#include <sys/stat.h>
#include <thread>

namespace mgx {

namespace {

CatalogItem itemOf(const RunHead& head, const UnitPlace& place)
{
    CatalogItem item;
    item.path = place.path;
    item.name = place.name;
    item.turn = place.turn;
    item.attempt = place.attempt;
    item.generation = head.generation;
    item.question = head.question;
    item.state = head.state;
    item.agents = head.agents;
    item.winner = head.winner;
    item.start = head.start;
    item.end = head.end;
    if (head.usage)
        item.costUsd = head.usage->costUsd;
    item.isSuperseded = place.isSuperseded;
    return item;
}

/// The turns and attempts of one log folder.
struct LogGroup
{
    std::string root;
    std::vector<CatalogItem> items;
    TimeNs newest = kNoTime;
};

/// What one run unit comes to.
struct ListedUnit
{
    UnitPlace place;
    CatalogItem item;
    std::uint64_t bytes = 0;
    bool isAborted = false;
};

ListedUnit listUnit(const std::string& path, bool keepAborted)
{
    ListedUnit unit;
    ImportReport damage; // of single files: it belongs to the import of the run
    RunDocuments documents(placeOf(path), {}, damage);
    unit.place = documents.place();
    unit.isAborted = !keepAborted && isAborted(documents);
    if (!unit.isAborted)
        unit.item = itemOf(readRunHead(documents), documents.place());
    unit.bytes = damage.bytes;
    return unit;
}

/// Reads the units on all cores; each is independent of the others.
std::vector<ListedUnit> readUnits(const std::vector<std::string>& paths, const CancelToken& cancel, bool keepAborted)
{
    constexpr std::size_t kWorthAThread = 32;
    std::vector<ListedUnit> units(paths.size());
    std::atomic_size_t next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < paths.size() && !cancel.isCancelled(); i = next++)
            units[i] = listUnit(paths[i], keepAborted);
    };
    const std::size_t cores = std::max(1u, std::min(8u, std::thread::hardware_concurrency()));
    std::vector<std::thread> helpers;
    for (std::size_t i = 1; i < std::min(cores, paths.size() / kWorthAThread + 1); ++i)
        helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers)
        helper.join();
    return units;
}

void listUnits(Catalog& catalog, const std::vector<std::string>& paths, const CancelToken& cancel, bool keepAborted)
{
    std::vector<LogGroup> groups;
    for (ListedUnit& unit : readUnits(paths, cancel, keepAborted)) {
        catalog.report.bytes += unit.bytes;
        if (unit.isAborted) {
            ++catalog.abortedFolders;
            continue;
        }
        if (groups.empty() || groups.back().root != unit.place.logRoot)
            groups.push_back({unit.place.logRoot, {}, kNoTime});
        groups.back().newest = std::max(groups.back().newest, unit.item.start);
        groups.back().items.push_back(std::move(unit.item));
    }
    std::stable_sort(groups.begin(), groups.end(), [](const LogGroup& a, const LogGroup& b) { return a.newest > b.newest; });
    for (LogGroup& group : groups)
        std::move(group.items.begin(), group.items.end(), std::back_inserter(catalog.items));
}

CatalogItem traceItem(const std::string& path)
{
    CatalogItem item;
    item.kind = CatalogItem::Kind::TraceFile;
    item.path = path;
    item.name = path.substr(path.rfind('/') + 1);
    item.state = RunState::Complete;
    return item;
}

std::string canonical(const std::string& path)
{
    char* const resolved = ::realpath(path.c_str(), nullptr);
    if (!resolved)
        return {};
    std::string text = resolved;
    std::free(resolved);
    return text;
}

Result<Catalog> listFile(const std::string& path, const CancelToken& cancel)
{
    Catalog catalog;
    if (const std::string unit = unitAbove(path.substr(0, path.rfind('/'))); !unit.empty()) {
        listUnits(catalog, {unit}, cancel, true);
        return catalog;
    }
    if (!formatOf(path))
        return failure("is no file of a MassGen run and no trace that can be read", path,
                       "looked for a run unit around it; " + lookedForIn(path));
    catalog.items.push_back(traceItem(path));
    return catalog;
}

Result<Catalog> listFolder(const std::string& path, const CancelToken& cancel)
{
    Catalog catalog;
    const Discovered found = discoverRuns(path, cancel, catalog.report);
    catalog.abortedFolders = found.emptyLogs;
    const bool isAsked = found.units.size() == 1; // an aborted run that was opened by itself is shown with its reason
    listUnits(catalog, found.units, cancel, isAsked);
    for (const std::string& file : found.traceFiles) {
        if (!cancel.isCancelled() && formatOf(file))
            catalog.items.push_back(traceItem(file));
    }
    if (cancel.isCancelled())
        return failure("cancelled", path);
    if (catalog.items.empty() && catalog.abortedFolders == 0)
        return failure("holds no MassGen run and no trace", path,
                       "looked for log_* folders with status.json, coordination_events.json, events.jsonl or "
                       "execution_metadata.yaml; " + whatWasLookedFor({}));
    return catalog;
}

} // namespace

Result<Catalog> listCatalog(const std::string& path, const CancelToken& cancel)
{
    const std::string resolved = canonical(path);
    struct stat info = {};
    if (resolved.empty() || ::stat(resolved.c_str(), &info) != 0)
        return failure("does not exist or may not be read", path);
    if (S_ISDIR(info.st_mode))
        return listFolder(resolved, cancel);
    if (!S_ISREG(info.st_mode))
        return failure("is neither a folder nor a regular file", path);
    return listFile(resolved, cancel);
}

} // namespace mgx
