// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <cstdint>
#include <string>
#include <string_view>

struct dirent;

namespace mgx {

/// An open regular file below a folder. No component of the relative path may be a symbolic link or "..", and nothing but
/// a regular file is opened: a pipe or device in a log folder cannot block.
class FileHandle
{
public:
    FileHandle(const std::string& folder, std::string_view relative);
    ~FileHandle();
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] TimeNs modifiedTime() const { return m_modified; }
    /// Up to `bytes` bytes from there; less at the end of the file or after a read error.
    [[nodiscard]] std::string read(std::uint64_t from, std::uint64_t bytes) const;

private:
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
    TimeNs m_modified = kNoTime;
};

/// An open folder whose entries are read one by one. A folder that cannot be opened has no entries.
class FolderHandle
{
public:
    explicit FolderHandle(const std::string& path);
    ~FolderHandle();
    FolderHandle(const FolderHandle&) = delete;
    FolderHandle& operator=(const FolderHandle&) = delete;

    [[nodiscard]] bool isOpen() const { return m_stream != nullptr; }
    /// The next entry; null at the end. Valid until the next call.
    [[nodiscard]] const dirent* next() const;
    [[nodiscard]] bool isRealFolder(const dirent& entry) const;
    [[nodiscard]] bool isRegularFile(const dirent& entry) const;

private:
    [[nodiscard]] unsigned modeOf(const dirent& entry) const;

    void* m_stream = nullptr;
};

} // namespace mgx
