// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/live_reader.h"

#include "fusion/context_repair.h"

#include <chrono>
#include <filesystem>
#include <sys/stat.h>

namespace mgx {

namespace {

namespace fs = std::filesystem;

std::string fingerprintOf(const std::string& path)
{
    struct stat info = {};
    if (::stat(path.c_str(), &info) != 0)
        return {};
    return std::to_string(info.st_ino) + ' ' + std::to_string(info.st_size) + ' ' + std::to_string(info.st_mtim.tv_sec) + ' '
           + std::to_string(info.st_mtim.tv_nsec);
}

/// Of the files of an attempt, without those of workspaces; O(files).
std::string fingerprintOfUnit(const std::string& unit)
{
    std::string text;
    std::error_code error;
    fs::recursive_directory_iterator at(unit, error);
    for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (name == "workspace" || name.starts_with('.'))
            at.disable_recursion_pending();
        else if (!name.ends_with(".log"))
            text += name + ' ' + fingerprintOf(at->path().string()) + '\n';
    }
    return text;
}

CatalogItem traceItem(const std::string& path)
{
    CatalogItem item;
    item.kind = CatalogItem::Kind::TraceFile;
    item.path = path;
    item.name = path.substr(path.rfind('/') + 1);
    return item;
}

} // namespace

const Imported* LiveReader::import(const CatalogItem& item, const std::string& fingerprint, const CancelToken& cancel)
{
    if (fingerprint.empty())
        return nullptr;
    Known& known = m_known[item.path];
    if (known.fingerprint != fingerprint || !known.imported.snapshot) {
        ImportHooks hooks;
        hooks.cancel = cancel;
        Result<Imported> imported = importRepaired(item, hooks);
        if (!imported)
            return known.imported.snapshot ? &known.imported : nullptr; // caught in the middle of a change: the next look will do
        known = {fingerprint, std::move(*imported)};
    }
    return &known.imported;
}

LivePicture LiveReader::read(const std::string& logFolder, const std::vector<std::string>& journal, const CancelToken& cancel)
{
    const auto begin = std::chrono::steady_clock::now();
    LivePicture picture;
    SourceSet sources;
    if (!logFolder.empty()) {
        if (const Result<Catalog> catalog = listCatalog(logFolder, cancel)) {
            for (const CatalogItem& item : catalog->items) {
                const Imported* imported = import(item, fingerprintOfUnit(item.path), cancel);
                if (!imported || imported->snapshot->runCount() == 0)
                    continue;
                sources.add(item, *imported);
                picture.item = item; // the last one is the newest attempt of the newest turn
                picture.facts = imported->snapshot->runFacts(0);
            }
        }
    }
    for (const std::string& file : journal) {
        if (const Imported* imported = import(traceItem(file), fingerprintOf(file), cancel)) {
            sources.add(traceItem(file), *imported);
            picture.received += imported->snapshot->rowCount();
        }
    }
    if (!sources.sources().empty())
        picture.imported = sources.combine(cancel);
    picture.monitor = readMonitor(picture.item.path, picture.facts);
    if (picture.imported.snapshot)
        picture.monitor.records = picture.imported.snapshot->rowCount();
    picture.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return picture;
}

} // namespace mgx
