// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/small_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace mgx {

std::string readSmallFile(const std::string& path, std::size_t maxBytes)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error) || std::filesystem::file_size(path, error) > maxBytes || error)
        return {};
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string readTail(const std::string& path, std::size_t bytes)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file)
        return {};
    const auto size = static_cast<std::size_t>(std::max<std::streamoff>(0, file.tellg()));
    std::string text(std::min(bytes, size), '\0');
    file.seekg(static_cast<std::streamoff>(size - text.size()));
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    return text;
}

Result<void> writeSmallFile(const std::string& path, std::string_view text)
{
    const std::string fresh = path + ".new";
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return failure(std::string("cannot be written: ") + std::strerror(errno), fresh);
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t wrote = ::write(file, text.data() + done, text.size() - done);
        if (wrote > 0)
            done += static_cast<std::size_t>(wrote);
        else if (wrote < 0 && errno != EINTR)
            break;
    }
    const bool isGood = done == text.size() && ::fsync(file) == 0;
    ::close(file);
    if (!isGood || ::rename(fresh.c_str(), path.c_str()) != 0)
        return failure(std::string("cannot be written: ") + std::strerror(errno), path);
    return {};
}

} // namespace mgx
