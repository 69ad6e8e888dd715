// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/catalog.h"

#include "base/text.h"
#include "ingest/massgen/discovery.h"
#include "ingest/massgen/run_head.h"
#include "ingest/trace_file.h"

#include <algorithm>
#include <cstdlib>
#include <sys/stat.h>

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

void listUnits(Catalog& catalog, const std::vector<std::string>& units, const CancelToken& cancel, bool keepAborted)
{
    std::vector<LogGroup> groups;
    for (const std::string& unit : units) {
        if (cancel.isCancelled())
            return;
        ImportReport damage; // of single files: it belongs to the import of the run
        RunDocuments documents(placeOf(unit), {}, damage);
        if (!keepAborted && isAborted(documents)) {
            ++catalog.abortedFolders;
            continue;
        }
        CatalogItem item = itemOf(readRunHead(documents), documents.place());
        catalog.report.bytes += damage.bytes;
        if (groups.empty() || groups.back().root != documents.place().logRoot)
            groups.push_back({documents.place().logRoot, {}, kNoTime});
        groups.back().newest = std::max(groups.back().newest, item.start);
        groups.back().items.push_back(std::move(item));
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
                       "looked for a run unit around it and for records as NDJSON in it");
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
                       "execution_metadata.yaml, and for records as NDJSON");
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
