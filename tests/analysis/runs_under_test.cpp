// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/runs_under_test.h"

#include "fusion/context_repair.h"
#include "fusion/fuse.h"
#include "ingest/case_folder.h"

#include <cstdlib>

namespace fs = std::filesystem;

namespace mgx {

namespace {

using Snapshots = std::vector<std::shared_ptr<const TraceSnapshot>>;

Snapshots folders(const std::string& name)
{
    Snapshots snapshots;
    const Result<Catalog> catalog = listCatalog((caseFolder(name) / "input").string(), {});
    if (!catalog)
        return snapshots;
    for (const CatalogItem& item : catalog->items) {
        if (const auto imported = importRepaired(item, {}))
            snapshots.push_back(imported->snapshot);
    }
    return snapshots;
}

Snapshots file(const std::string& path)
{
    CatalogItem item;
    item.kind = CatalogItem::Kind::TraceFile;
    item.path = path;
    const auto imported = importRepaired(item, {});
    return imported ? Snapshots{imported->snapshot} : Snapshots{};
}

std::string sentPath(const std::string& name)
{
    return (caseFolder("x").parent_path().parent_path() / "fusion" / name / "sent.pb.gz").string();
}

std::vector<RunUnderTest> listed(const std::string& name, const Snapshots& snapshots)
{
    std::vector<RunUnderTest> runs;
    for (const auto& snapshot : snapshots) {
        for (RunId run = 0; run < snapshot->runCount(); ++run) {
            const int attempt = snapshot->runFacts(run).attempt;
            runs.push_back({attempt > 1 ? name + "#" + std::to_string(attempt) : name, snapshot, run});
        }
    }
    return runs;
}

} // namespace

std::vector<std::string> recordedCases()
{
    std::vector<std::string> names = {"a-single", "b-three", "c-tools", "d-errors", "e-sigint", "f-restart", "g-timeout", "g2-old"};
    const std::size_t sent = names.size();
    for (const char* kind : {"sent:", "both:"}) {
        for (std::size_t i = 0; i < sent; ++i)
            names.push_back(kind + names[i]);
    }
    for (const char* folder : {"g1-old", "g0-flat", "nested", "turns", "killed", "aborted", "all-failed", "odd-ids", "timeout-empty", "damaged"})
        names.emplace_back(folder);
    return names;
}

std::vector<RunUnderTest> runsOf(const std::string& name)
{
    if (name.substr(0, 5) == "sent:")
        return listed(name, file(sentPath(name.substr(5))));
    if (name.substr(0, 5) != "both:")
        return listed(name, folders(name));
    Snapshots all = folders(name.substr(5));
    for (const auto& snapshot : file(sentPath(name.substr(5))))
        all.push_back(snapshot);
    return listed(name, {fuse(all).snapshot});
}

const std::vector<RunUnderTest>& everyRun()
{
    static const std::vector<RunUnderTest> all = [] {
        std::vector<RunUnderTest> runs;
        for (const std::string& name : recordedCases()) {
            for (RunUnderTest& run : runsOf(name))
                runs.push_back(std::move(run));
        }
        return runs;
    }();
    return all;
}

std::vector<RunUnderTest> runsOfFile(const std::string& path)
{
    return listed(path, file(path));
}

} // namespace mgx
