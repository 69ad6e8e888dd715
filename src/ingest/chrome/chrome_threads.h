// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "store/snapshot_builder.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mgx {

/// One thread of a Chrome trace: its name, its slices, and those that have begun but not ended.
struct ChromeThread
{
    struct Slice
    {
        TimeNs start = 0;
        TimeNs end = 0; ///< kOpenEnd = never ended
        RowId row = kNoRow;
        bool isMark = false; ///< an instant: it has a parent, but is none
    };
    std::string pid;
    std::string tid;
    std::string name;
    std::string label; ///< the service name that its records have been given
    std::vector<Slice> slices;
    std::vector<RowId> others; ///< rows with parents of their own
};

/// The threads and processes of a trace, and what is only known at its end: their names, and who is whose parent. One thread.
class ChromeThreads
{
public:
    [[nodiscard]] ChromeThread& thread(std::string_view key);
    void nameProcess(std::string_view pid, std::string_view name) { m_processNames[std::string(pid)] = name; }
    /// How a thread is called as a lane: "process / thread", or its numbers.
    [[nodiscard]] std::string labelOf(const ChromeThread& thread) const;

    /// Gives records whose thread got its name later the right service, and every slice and mark the innermost slice of its
    /// thread that covers it as parent. O(n log n).
    void finish(SnapshotBuilder& builder);

private:
    void findParents(ChromeThread& thread, SnapshotBuilder& builder) const;

    std::unordered_map<std::string, ChromeThread> m_threads;
    std::unordered_map<std::string, std::string> m_processNames;
    std::string m_lastKey;
    ChromeThread* m_last = nullptr;
};

} // namespace mgx
