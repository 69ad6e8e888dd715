// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/discovery.h"

#include "base/text.h"
#include "ingest/massgen/file_handle.h"
#include "ingest/massgen/unit_place.h"

#include <algorithm>
#include <array>
#include <dirent.h>

namespace mgx {

namespace {

constexpr std::size_t kMaxEntries = 400'000;
constexpr int kMaxDepth = 24;

bool isAnyOf(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isLogName(std::string_view name)
{
    return name.starts_with("log_") && name.size() > 4 && name[4] >= '0' && name[4] <= '9';
}

/// Whether a file of a folder is worth looking into; what it is its content tells.
bool isTraceName(std::string_view name)
{
    for (const std::string_view ending : {".ndjson", ".jsonl", ".json", ".csv", ".txt", ".pb", ".binpb", ".proto", ".bin", ".otlp", ".trace",
                                          ".gz", ".tgz", ".zst", ".xz", ".bz2", ".zip", ".tar"}) {
        if (name.ends_with(ending))
            return true;
    }
    return name.find('.') == std::string_view::npos;
}

/// What stands directly in a folder.
struct Listing
{
    std::vector<std::string> folders;
    std::vector<std::string> traceFiles;
    bool isUnit = false;
    bool isRepository = false;
};

class Walk
{
public:
    Walk(const CancelToken& cancel, ImportReport& report) : m_cancel(cancel), m_report(report) {}

    void enter(const std::string& path, int depth)
    {
        if (m_cancel.isCancelled() || depth > kMaxDepth || m_entries > kMaxEntries)
            return;
        const Listing listing = list(path);
        const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
        const std::size_t before = m_found.units.size();
        if (listing.isUnit)
            m_found.units.push_back(path);
        for (const std::string& folder : listing.folders) {
            if (isWorthEntering(name, folder, listing))
                enter(path + '/' + folder, depth + 1);
        }
        if (isLogName(name) && m_found.units.size() == before)
            ++m_found.emptyLogs;
        if (!listing.isUnit && !isLogName(name))
            m_found.traceFiles.insert(m_found.traceFiles.end(), listing.traceFiles.begin(), listing.traceFiles.end());
    }

    Discovered take()
    {
        if (m_entries > kMaxEntries)
            m_report.warn({}, {}, "the folder has more than 400,000 entries: looked at the first of them");
        if (!m_found.units.empty())
            m_found.traceFiles.clear();
        return std::move(m_found);
    }

private:
    Listing list(const std::string& path)
    {
        Listing listing;
        const FolderHandle folder(path);
        while (const dirent* entry = folder.next()) {
            const std::string_view name = entry->d_name;
            if (name == "." || name == ".." || ++m_entries > kMaxEntries)
                continue;
            if (name == ".git")
                listing.isRepository = true;
            if (folder.isRealFolder(*entry)) {
                listing.folders.emplace_back(name);
            } else if (folder.isRegularFile(*entry)) {
                listing.isUnit = listing.isUnit || isUnitMarker(name);
                if (isTraceName(name))
                    listing.traceFiles.push_back(path + '/' + std::string(name));
            }
        }
        std::sort(listing.folders.begin(), listing.folders.end(), naturalLess);
        std::sort(listing.traceFiles.begin(), listing.traceFiles.end(), naturalLess);
        return listing;
    }

    /// Below a unit only further turns and attempts; of a repository and of `.massgen` only the logs.
    static bool isWorthEntering(std::string_view parent, std::string_view name, const Listing& listing)
    {
        if (listing.isUnit || isLogName(parent) || numberAfter(parent, "turn_") >= 0)
            return numberAfter(name, "turn_") >= 0 || numberAfter(name, "attempt_") >= 0;
        if (parent == ".massgen")
            return name == "massgen_logs" || isLogName(name);
        if (listing.isRepository)
            return isAnyOf(name, {".massgen", "massgen_logs"});
        return !isAnyOf(name, {"node_modules", "__pycache__", ".venv", ".git", "workspace", ".massgen_scratch", "proc", "sys"});
    }

    const CancelToken& m_cancel;
    ImportReport& m_report;
    Discovered m_found;
    std::size_t m_entries = 0;
};

} // namespace

std::string unitAbove(const std::string& path)
{
    for (std::string folder = path; !folder.empty(); folder.erase(folder.rfind('/'))) {
        if (isRunUnit(folder))
            return folder;
        if (isLogName(std::string_view(folder).substr(folder.rfind('/') + 1)))
            return {};
    }
    return {};
}

Discovered discoverRuns(const std::string& path, const CancelToken& cancel, ImportReport& report)
{
    Walk walk(cancel, report);
    walk.enter(path, 0);
    Discovered found = walk.take();
    if (found.units.empty()) {
        if (const std::string unit = unitAbove(path); !unit.empty()) {
            found.units.push_back(unit);
            found.traceFiles.clear();
        }
    }
    return found;
}

} // namespace mgx
