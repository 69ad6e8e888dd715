// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fusion/source_set.h"
#include "live/run_monitor.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace mgx {

/// What a running run looks like now.
struct LivePicture
{
    Imported imported;     ///< log folder and received records as one; null snapshot = nothing yet
    CatalogItem item;      ///< the newest attempt; its path is empty while there is none
    RunFacts facts;        ///< of the newest attempt, from its files alone
    RunMonitor monitor;
    std::uint64_t received = 0; ///< records from the journal
    double seconds = 0;    ///< that reading took
};

/// Reads a log folder and the files of a receiver's journal again and again, through the same importers that read finished runs.
/// What has not changed since the last time is not read again: files of the journal by size, earlier attempts of the run by the
/// time of their files. One thread at a time.
class LiveReader
{
public:
    /// `logFolder` may be empty (none yet), `journal` the files that may come to be.
    [[nodiscard]] LivePicture read(const std::string& logFolder, const std::vector<std::string>& journal, const CancelToken& cancel);

private:
    struct Known
    {
        std::string fingerprint;
        Imported imported;
    };

    [[nodiscard]] const Imported* import(const CatalogItem& item, const std::string& fingerprint, const CancelToken& cancel);

    std::map<std::string, Known> m_known; ///< by path
};

} // namespace mgx
