// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/mcp/local_source.h"

namespace mgx::cli {

Result<LocalSource::FoundRun> LocalSource::find(const std::string& wanted, const CancelToken& cancel)
{
    const std::lock_guard lock(m_mutex);
    if (const Result<void> ready = refresh(cancel); !ready)
        return tl::unexpected(ready.error());
    for (const Run& run : m_runs) {
        for (RunId id = 0; id < run.snapshot->runCount(); ++id) {
            const RunFacts& facts = run.snapshot->runFacts(id);
            const bool isNamed = facts.path == wanted || facts.name == wanted || run.item.path == wanted || toHex(facts.trace) == wanted;
            if (wanted.empty() ? facts.parentRun == kNoRun : isNamed)
                return FoundRun{run.snapshot, id};
        }
    }
    return failure(wanted.empty() ? "there is no run of MassGen" : "there is no run " + wanted, {}, "list_runs names them");
}

} // namespace mgx::cli
