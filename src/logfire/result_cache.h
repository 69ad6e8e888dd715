// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logfire/time_range.h"
#include "query/result_table.h"

#include <list>
#include <memory>
#include <string>

namespace mgx {

/// Answers by text and range, so that looking twice costs the quota once: the last few, within a size. An answer about "the last
/// hour" is good for a minute, one between two moments until the app ends. Not thread-safe; lookups are O(entries).
class ResultCache
{
public:
    struct Found
    {
        std::shared_ptr<const ResultTable> table; ///< null: not there
        TimeNs askedAt = kNoTime;
    };
    [[nodiscard]] Found find(const std::string& sql, const TimeRange& range, std::size_t limit, TimeNs now);
    void add(const std::string& sql, const TimeRange& range, std::size_t limit, TimeNs now, std::shared_ptr<const ResultTable> table);

private:
    struct Entry
    {
        std::string sql;
        TimeRange range;
        std::size_t limit;
        Found found;
    };
    std::list<Entry> m_entries; ///< newest first
};

} // namespace mgx
