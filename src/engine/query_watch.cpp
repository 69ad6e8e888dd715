// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/query_watch.h"

#include <cstdio>
#include <unistd.h>

namespace mgx {

QueryWatch::QueryWatch(std::uint64_t limitBytes, CancelToken cancel, std::function<void()> end)
    : m_limit(limitBytes), m_cancel(std::move(cancel)), m_end(std::move(end)), m_thread([this] {
          std::unique_lock lock(m_mutex);
          while (!m_wake.wait_for(lock, std::chrono::milliseconds(10), [this] { return m_isEnding; })) {
              const bool isTooMuch = residentBytes() > m_limit;
              if (isTooMuch)
                  m_hasFired = true;
              if (isTooMuch || m_cancel.isCancelled())
                  m_end();
          }
      })
{}

QueryWatch::~QueryWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

std::uint64_t QueryWatch::residentBytes()
{
    std::FILE* file = std::fopen("/proc/self/statm", "r");
    if (!file)
        return 0;
    unsigned long long total = 0;
    unsigned long long resident = 0;
    const int read = std::fscanf(file, "%llu %llu", &total, &resident);
    std::fclose(file);
    return read == 2 ? resident * static_cast<unsigned long long>(sysconf(_SC_PAGESIZE)) : 0;
}

} // namespace mgx
