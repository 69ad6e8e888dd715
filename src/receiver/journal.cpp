// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver/journal.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <system_error>
#include <unistd.h>
#include <filesystem>

namespace mgx {

namespace {

constexpr std::size_t kHeader = 4;

std::array<char, kHeader> lengthBytes(std::size_t length)
{
    return {static_cast<char>(length >> 24), static_cast<char>(length >> 16), static_cast<char>(length >> 8),
            static_cast<char>(length)};
}

/// Where the last complete request of a file with lengths ends.
off_t endOfComplete(int file, off_t size)
{
    off_t at = 0;
    std::array<unsigned char, kHeader> header{};
    while (at + off_t(kHeader) <= size && ::pread(file, header.data(), kHeader, at) == ssize_t(kHeader)) {
        const off_t length = off_t(header[0]) << 24 | off_t(header[1]) << 16 | off_t(header[2]) << 8 | off_t(header[3]);
        if (at + off_t(kHeader) + length > size)
            break;
        at += off_t(kHeader) + length;
    }
    return at;
}

/// Of a file of lines: behind the last line break.
off_t endOfLines(int file, off_t size)
{
    std::array<char, 4096> piece{};
    while (size > 0) {
        const off_t from = std::max<off_t>(0, size - off_t(piece.size()));
        const ssize_t got = ::pread(file, piece.data(), static_cast<std::size_t>(size - from), from);
        if (got <= 0)
            return size;
        for (ssize_t i = got; i > 0; --i) {
            if (piece[static_cast<std::size_t>(i) - 1] == '\n')
                return from + i;
        }
        size = from;
    }
    return 0;
}

/// All bytes or none: what a full disk left of a request is taken back.
bool writeAll(int file, std::array<iovec, 2> parts)
{
    const std::size_t size = parts[0].iov_len + parts[1].iov_len;
    const off_t before = ::lseek(file, 0, SEEK_END);
    std::size_t done = 0;
    while (done < size) {
        const std::size_t first = std::min(done, parts[0].iov_len);
        const std::size_t second = done - first;
        const std::array<iovec, 2> rest = {iovec{static_cast<char*>(parts[0].iov_base) + first, parts[0].iov_len - first},
                                           iovec{static_cast<char*>(parts[1].iov_base) + second, parts[1].iov_len - second}};
        const ssize_t wrote = ::writev(file, rest.data(), int(rest.size()));
        if (wrote > 0)
            done += static_cast<std::size_t>(wrote);
        else if (wrote < 0 && errno != EINTR)
            break;
    }
    if (done < size && before >= 0)
        (void)!::ftruncate(file, before);
    return done == size;
}

} // namespace

Journal::~Journal()
{
    close();
}

void Journal::close()
{
    for (int& file : m_files) {
        if (file >= 0)
            ::close(file);
        file = -1;
    }
}

std::string Journal::path(OtlpSignal signal, OtlpEncoding encoding) const
{
    return m_folder + (signal == OtlpSignal::Logs ? "/logs.otlp" : "/traces.otlp")
           + (encoding == OtlpEncoding::Protobuf ? ".pb" : ".json");
}

Result<void> Journal::open(const std::string& folder)
{
    close();
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return failure("cannot be made: " + error.message(), folder);
    m_folder = folder;
    m_bytes = 0;
    for (const OtlpSignal signal : {OtlpSignal::Traces, OtlpSignal::Logs}) {
        for (const OtlpEncoding encoding : {OtlpEncoding::Protobuf, OtlpEncoding::Json}) {
            const int file = ::open(path(signal, encoding).c_str(), O_RDWR | O_CLOEXEC);
            if (file < 0)
                continue;
            struct stat info = {};
            if (::fstat(file, &info) == 0) {
                const off_t end = encoding == OtlpEncoding::Protobuf ? endOfComplete(file, info.st_size) : endOfLines(file, info.st_size);
                if (end < info.st_size)
                    (void)!::ftruncate(file, end);
                m_bytes += static_cast<std::uint64_t>(end);
            }
            ::close(file);
        }
    }
    return {};
}

Result<int> Journal::file(OtlpSignal signal, OtlpEncoding encoding)
{
    int& file = m_files[std::size_t(signal == OtlpSignal::Logs) * 2 + std::size_t(encoding == OtlpEncoding::Json)];
    if (file < 0) {
        file = ::open(path(signal, encoding).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file < 0)
            return failure(std::string("cannot be written: ") + std::strerror(errno), path(signal, encoding));
    }
    return file;
}

Result<void> Journal::append(OtlpSignal signal, OtlpEncoding encoding, std::string_view body)
{
    if (m_folder.empty() || body.empty())
        return {};
    if (m_bytes + body.size() > maxBytes)
        return failure("has grown to its limit", m_folder, "close it and listen again");
    const Result<int> target = file(signal, encoding);
    if (!target)
        return tl::unexpected(target.error());
    std::array<char, kHeader> header = lengthBytes(body.size());
    char lineBreak = '\n';
    const iovec content = {const_cast<char*>(body.data()), body.size()};
    const bool isFramed = encoding == OtlpEncoding::Protobuf;
    const bool isWritten = isFramed ? writeAll(*target, {iovec{header.data(), header.size()}, content})
                                    : writeAll(*target, {content, iovec{&lineBreak, 1}});
    if (!isWritten)
        return failure(std::string("cannot be written: ") + std::strerror(errno), path(signal, encoding));
    m_bytes += body.size() + (isFramed ? kHeader : 1);
    return {};
}

} // namespace mgx
