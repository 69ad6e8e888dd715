// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "fusion/context_repair.h"
#include "fusion/run_groups.h"
#include "fusion/source_set.h"

#include <algorithm>

namespace mgx::cli {

namespace {

struct Item
{
    CatalogItem item;
    Imported imported;
};

/// Number of items of the path that could be used.
Result<std::size_t> importPath(const std::string& path, const CancelToken& cancel, ImportTotals& totals,
                               const std::function<void(const CatalogItem&, const Imported&)>& onImport)
{
    const Result<Catalog> catalog = listCatalog(path, cancel);
    if (!catalog)
        return tl::unexpected(catalog.error());
    totals.abortedFolders += catalog->abortedFolders;
    std::vector<const CatalogItem*> items;
    for (const CatalogItem& item : catalog->items)
        items.push_back(&item);
    std::stable_sort(items.begin(), items.end(), [](const auto* a, const auto* b) { return a->start < b->start; });
    std::size_t used = 0;
    for (const CatalogItem* item : items) {
        ImportHooks hooks;
        hooks.cancel = cancel;
        const Result<Imported> imported = importRepaired(*item, hooks);
        if (cancel.isCancelled())
            return used;
        if (!imported) {
            fail(imported.error());
            continue;
        }
        ++used;
        totals.bytes += imported->report->bytes;
        totals.skipped += imported->report->skipped;
        totals.seconds += imported->seconds;
        onImport(*item, *imported);
    }
    return used;
}

/// Several paths may hold halves of the same run: those become one before they are handed on.
void handOnFused(const std::vector<Item>& items, const CancelToken& cancel,
                 const std::function<void(const CatalogItem&, const Imported&)>& onImport)
{
    std::vector<std::shared_ptr<const TraceSnapshot>> snapshots;
    for (const Item& item : items)
        snapshots.push_back(item.imported.snapshot);
    for (const std::vector<std::size_t>& related : relatedSources(snapshots)) {
        SourceSet sources;
        std::size_t shown = related.front();
        for (const std::size_t i : related) {
            sources.add(items[i].item, items[i].imported);
            if (items[i].item.kind == CatalogItem::Kind::MassgenRun)
                shown = i;
        }
        onImport(items[shown].item, sources.combine(cancel));
    }
}

} // namespace

int forEachImport(const Arguments& arguments, const CancelToken& cancel, ImportTotals& totals,
                  const std::function<void(const CatalogItem&, const Imported&)>& onImport)
{
    if (arguments.paths.empty())
        return fail(Error{"needs at least one PATH", {}, "see --help"}, kWrongUsage);
    int code = kDone;
    std::vector<Item> items;
    const bool isOne = arguments.paths.size() == 1;
    const auto keep = [&items](const CatalogItem& item, const Imported& imported) { items.push_back({item, imported}); };
    for (const std::string& path : arguments.paths) {
        const Result<std::size_t> used = isOne ? importPath(path, cancel, totals, onImport) : importPath(path, cancel, totals, keep);
        if (cancel.isCancelled())
            return kInterrupted;
        if (!used)
            code = fail(used.error());
        else if (*used == 0)
            code = kUnusableInput;
    }
    if (!isOne)
        handOnFused(items, cancel, onImport);
    return code;
}

} // namespace mgx::cli
