// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "fusion/context_repair.h"

#include <algorithm>

namespace mgx::cli {

namespace {

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

} // namespace

int forEachImport(const Arguments& arguments, const CancelToken& cancel, ImportTotals& totals,
                  const std::function<void(const CatalogItem&, const Imported&)>& onImport)
{
    if (arguments.paths.empty())
        return fail(Error{"needs at least one PATH", {}, "see --help"}, kWrongUsage);
    int code = kDone;
    for (const std::string& path : arguments.paths) {
        const Result<std::size_t> used = importPath(path, cancel, totals, onImport);
        if (cancel.isCancelled())
            return kInterrupted;
        if (!used)
            code = fail(used.error());
        else if (*used == 0)
            code = kUnusableInput;
    }
    return code;
}

} // namespace mgx::cli
