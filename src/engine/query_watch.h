// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace mgx {

/// Looks every 10 ms while it lives, on a thread of its own, whether the query is cancelled or the resident memory of the process is
/// beyond the limit, and calls `end` (there, again and again) while that is so. Again, because DuckDB forgets an interrupt that
/// comes while a statement begins; and DuckDB's own limit does not count everything, texts above all.
class QueryWatch
{
public:
    QueryWatch(std::uint64_t limitBytes, CancelToken cancel, std::function<void()> end);
    ~QueryWatch();
    QueryWatch(const QueryWatch&) = delete;
    QueryWatch& operator=(const QueryWatch&) = delete;

    /// The memory was the reason.
    [[nodiscard]] bool hasFired() const { return m_hasFired.load(); }

    /// Bytes of memory that the process has now; 0 = unknown.
    [[nodiscard]] static std::uint64_t residentBytes();

private:
    std::uint64_t m_limit;
    CancelToken m_cancel;
    std::function<void()> m_end;
    std::atomic_bool m_hasFired = false;
    bool m_isEnding = false;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::thread m_thread;
};

} // namespace mgx
