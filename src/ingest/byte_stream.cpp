// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/byte_stream.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace mgx {

namespace {

constexpr std::size_t kChunk = 1 << 20;

class FileStream final : public ByteStream
{
public:
    FileStream(int file, std::string path, std::uint64_t size) : m_file(file), m_path(std::move(path)), m_size(size), m_buffer(kChunk) {}
    ~FileStream() override { ::close(m_file); }

    Result<std::string_view> next() override
    {
        ssize_t count = 0;
        do
            count = ::read(m_file, m_buffer.data(), m_buffer.size());
        while (count < 0 && errno == EINTR);
        if (count < 0)
            return failure(std::string("cannot be read: ") + std::strerror(errno), m_path);
        return std::string_view(m_buffer.data(), static_cast<std::size_t>(count));
    }
    bool seek(std::uint64_t place) override { return ::lseek(m_file, static_cast<off_t>(place), SEEK_SET) >= 0; }
    std::uint64_t size() const override { return m_size; }

private:
    int m_file;
    std::string m_path;
    std::uint64_t m_size;
    std::vector<char> m_buffer;
};

} // namespace

Result<std::unique_ptr<ByteStream>> openFile(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK); // a pipe must not hold the program
    if (file < 0)
        return failure(std::string("cannot be read: ") + std::strerror(errno), path);
    struct stat info = {};
    if (::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(file);
        return failure("is no regular file", path);
    }
    return std::make_unique<FileStream>(file, path, static_cast<std::uint64_t>(info.st_size));
}

HeadedStream::HeadedStream(ByteStream& stream, std::size_t bytes) : m_stream(stream)
{
    lookAhead(bytes);
}

void HeadedStream::lookAhead(std::size_t bytes)
{
    while (m_head.size() < bytes) {
        const Result<std::string_view> chunk = m_stream.next();
        if (!chunk) {
            m_error = tl::unexpected(chunk.error());
            return;
        }
        if (chunk->empty())
            return;
        m_head += *chunk; // all of it: what is over would be lost
    }
}

Result<std::string_view> HeadedStream::next()
{
    if (!m_isTaken) {
        m_isTaken = true;
        if (!m_head.empty())
            return std::string_view(m_head);
    }
    if (!m_error)
        return tl::unexpected(m_error.error());
    return m_stream.next();
}

bool HeadedStream::seek(std::uint64_t place)
{
    if (!m_stream.seek(place))
        return false;
    m_isTaken = true;
    return true;
}

} // namespace mgx
