// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/output_tail.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mgx {

std::string OutputTail::next()
{
    constexpr std::uint64_t kMost = 4 << 20;
    const int file = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    struct stat info = {};
    const std::uint64_t size = ::fstat(file, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
    if (size < m_position)
        m_position = 0;
    std::string bytes(std::min(kMost, size - m_position), '\0');
    const ssize_t got = bytes.empty() ? 0 : ::pread(file, bytes.data(), bytes.size(), static_cast<off_t>(m_position));
    ::close(file);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    m_position += bytes.size();
    return bytes;
}

} // namespace mgx
