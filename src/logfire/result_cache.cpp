// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/result_cache.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::size_t kMostEntries = 32;
constexpr std::size_t kMostBytes = std::size_t(128) << 20;
constexpr TimeNs kGoodForNs = 60 * kNsPerSecond;

} // namespace

ResultCache::Found ResultCache::find(const std::string& sql, const TimeRange& range, std::size_t limit, TimeNs now)
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) {
        return e.limit == limit && e.range == range && e.sql == sql;
    });
    if (entry == m_entries.end())
        return {};
    const bool reachesNow = range.isRelative() || range.to == kNoTime;
    if (reachesNow && now - entry->found.askedAt > kGoodForNs) {
        m_entries.erase(entry);
        return {};
    }
    m_entries.splice(m_entries.begin(), m_entries, entry);
    return m_entries.front().found;
}

void ResultCache::add(const std::string& sql, const TimeRange& range, std::size_t limit, TimeNs now, std::shared_ptr<const ResultTable> table)
{
    m_entries.remove_if([&](const Entry& e) { return e.limit == limit && e.range == range && e.sql == sql; });
    m_entries.push_front({sql, range, limit, {std::move(table), now}});
    std::size_t bytes = 0;
    std::size_t count = 0;
    m_entries.remove_if([&](const Entry& e) {
        bytes += e.found.table->byteSize();
        return ++count > kMostEntries || (bytes > kMostBytes && count > 1);
    });
}

} // namespace mgx
