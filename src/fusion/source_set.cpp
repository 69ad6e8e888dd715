// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/source_set.h"

#include "fusion/fuse.h"

#include <algorithm>

namespace mgx {

namespace {

auto findPath(auto& sources, const std::string& path)
{
    return std::find_if(sources.begin(), sources.end(), [&](const auto& source) { return source.item.path == path; });
}

} // namespace

void SourceSet::add(const CatalogItem& item, Imported imported)
{
    const auto found = findPath(m_sources, item.path);
    if (found == m_sources.end())
        m_sources.push_back({item, std::move(imported), true});
    else
        found->imported = std::move(imported);
}

void SourceSet::remove(const std::string& path)
{
    std::erase_if(m_sources, [&](const Source& source) { return source.item.path == path; });
}

bool SourceSet::setOn(const std::string& path, bool isOn)
{
    const auto found = findPath(m_sources, path);
    if (found != m_sources.end())
        found->isOn = isOn;
    return found != m_sources.end();
}

Imported SourceSet::combine(const CancelToken& cancel) const
{
    std::vector<std::shared_ptr<const TraceSnapshot>> snapshots;
    Imported out;
    auto report = std::make_shared<ImportReport>();
    for (const Source& source : m_sources) {
        if (!source.isOn || !source.imported.snapshot)
            continue;
        snapshots.push_back(source.imported.snapshot);
        if (source.imported.report)
            report->merge(*source.imported.report);
        out.seconds += source.imported.seconds;
        out.isFinal = source.imported.isFinal && (snapshots.size() == 1 || out.isFinal);
    }
    if (snapshots.size() == 1)
        out.snapshot = snapshots.front();
    else if (!snapshots.empty())
        out.snapshot = fuse(snapshots, cancel).snapshot;
    out.report = std::move(report);
    return out;
}

} // namespace mgx
