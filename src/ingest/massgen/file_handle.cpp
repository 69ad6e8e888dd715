// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/file_handle.h"

#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mgx {

namespace {

/// Opens `relative` below an open folder, one component after the other; -1 if a component is missing or a link.
int openBelow(int folder, std::string_view relative)
{
    int current = folder;
    while (current >= 0) {
        const std::size_t slash = relative.find('/');
        const std::string name(relative.substr(0, slash));
        const bool isLast = slash == std::string_view::npos;
        int next = -1;
        if (!name.empty() && name != "." && name != ".." && name.find('\0') == std::string::npos)
            next = ::openat(current, name.c_str(),
                            O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (isLast ? 0 : O_DIRECTORY));
        ::close(current);
        current = next;
        if (isLast)
            break;
        relative.remove_prefix(slash + 1);
    }
    return current;
}

} // namespace

FileHandle::FileHandle(const std::string& folder, std::string_view relative)
{
    m_descriptor = openBelow(::open(folder.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY), relative);
    struct stat info = {};
    if (m_descriptor >= 0 && (::fstat(m_descriptor, &info) != 0 || !S_ISREG(info.st_mode))) {
        ::close(m_descriptor);
        m_descriptor = -1;
    }
    if (m_descriptor >= 0) {
        m_size = static_cast<std::uint64_t>(info.st_size);
        m_modified = info.st_mtim.tv_sec * kNsPerSecond + info.st_mtim.tv_nsec;
    }
}

FileHandle::~FileHandle()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::string FileHandle::read(std::uint64_t from, std::uint64_t bytes) const
{
    std::string text;
    if (m_descriptor < 0 || from >= m_size)
        return text;
    text.resize(std::min(bytes, m_size - from));
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t got =
            ::pread(m_descriptor, text.data() + done, text.size() - done, static_cast<off_t>(from + done));
        if (got <= 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    text.resize(done);
    return text;
}

FolderHandle::FolderHandle(const std::string& path) : m_stream(::opendir(path.c_str())) {}

FolderHandle::~FolderHandle()
{
    if (m_stream)
        ::closedir(static_cast<DIR*>(m_stream));
}

const dirent* FolderHandle::next() const
{
    return m_stream ? ::readdir(static_cast<DIR*>(m_stream)) : nullptr;
}

unsigned FolderHandle::modeOf(const dirent& entry) const
{
    struct stat info = {};
    if (::fstatat(::dirfd(static_cast<DIR*>(m_stream)), entry.d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return 0;
    return info.st_mode;
}

bool FolderHandle::isRealFolder(const dirent& entry) const
{
    return entry.d_type == DT_UNKNOWN ? S_ISDIR(modeOf(entry)) : entry.d_type == DT_DIR;
}

bool FolderHandle::isRegularFile(const dirent& entry) const
{
    return entry.d_type == DT_UNKNOWN ? S_ISREG(modeOf(entry)) : entry.d_type == DT_REG;
}

} // namespace mgx
