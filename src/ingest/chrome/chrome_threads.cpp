// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/chrome/chrome_threads.h"

#include <algorithm>

namespace mgx {

ChromeThread& ChromeThreads::thread(std::string_view key)
{
    if (m_last && m_lastKey == key)
        return *m_last;
    m_lastKey = key;
    const auto [entry, isNew] = m_threads.try_emplace(m_lastKey);
    m_last = &entry->second; // references into an unordered_map stay
    if (isNew) {
        const std::size_t blank = key.find(' ');
        m_last->pid = key.substr(0, blank);
        m_last->tid = blank == std::string_view::npos ? std::string_view() : key.substr(blank + 1);
    }
    return *m_last;
}

std::string ChromeThreads::labelOf(const ChromeThread& thread) const
{
    const auto process = m_processNames.find(thread.pid);
    std::string label = process == m_processNames.end() ? std::string() : process->second;
    if (!thread.name.empty())
        label += (label.empty() ? "" : " / ") + thread.name;
    else if (!thread.tid.empty() && !label.empty())
        label += " / thread " + thread.tid;
    if (!label.empty())
        return label;
    return thread.tid.empty() ? "process " + thread.pid : "process " + thread.pid + " / thread " + thread.tid;
}

void ChromeThreads::findParents(ChromeThread& thread, SnapshotBuilder& builder) const
{
    auto& slices = thread.slices;
    const auto isBefore = [](const ChromeThread::Slice& a, const ChromeThread::Slice& b) {
        if (a.start != b.start)
            return a.start < b.start;
        if (a.isMark != b.isMark)
            return b.isMark;
        return a.end != b.end ? a.end > b.end : a.row < b.row;
    };
    if (!std::is_sorted(slices.begin(), slices.end(), isBefore))
        std::sort(slices.begin(), slices.end(), isBefore);
    std::vector<const ChromeThread::Slice*> path;
    for (const ChromeThread::Slice& slice : slices) {
        // One that only overlaps is no parent: it ends earlier.
        while (!path.empty() && (path.back()->end < slice.start || (!slice.isMark && path.back()->end < slice.end)
                                 || (path.back()->end == slice.start && path.back()->end > path.back()->start)))
            path.pop_back();
        if (!path.empty())
            builder.setParent(slice.row, path.back()->row);
        if (!slice.isMark)
            path.push_back(&slice);
    }
}

void ChromeThreads::finish(SnapshotBuilder& builder)
{
    for (auto& [key, thread] : m_threads) {
        const std::string label = labelOf(thread);
        if (label != thread.label && !thread.label.empty()) {
            for (const ChromeThread::Slice& slice : thread.slices)
                builder.setService(slice.row, label);
            for (const RowId row : thread.others)
                builder.setService(row, label);
        }
        findParents(thread, builder);
    }
}

} // namespace mgx
