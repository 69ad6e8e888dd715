// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/archive.h"

#include "base/text.h"
#include "ingest/gzip_stream.h"

#include <archive.h>
#include <algorithm>
#include <archive_entry.h>
#include <cstdlib>
#include <memory>
#include <vector>

namespace mgx {

namespace {

struct Closer
{
    void operator()(struct archive* a) const { archive_read_free(a); }
};
using Handle = std::unique_ptr<struct archive, Closer>;

/// What libarchive reads from.
struct Input
{
    ByteStream& stream;
    ArchiveMeter& meter;
    Result<void> error;
};

la_ssize_t readInput(struct archive* handle, void* data, const void** buffer)
{
    Input& input = *static_cast<Input*>(data);
    const Result<std::string_view> chunk = input.stream.next();
    if (!chunk) {
        input.error = tl::unexpected(chunk.error());
        archive_set_error(handle, 5, "%s", chunk.error().what.c_str());
        return ARCHIVE_FATAL;
    }
    input.meter.takeIn(chunk->size());
    *buffer = chunk->data();
    return static_cast<la_ssize_t>(chunk->size());
}

la_int64_t seekInput(struct archive*, void* data, la_int64_t offset, int whence)
{
    Input& input = *static_cast<Input*>(data);
    const auto size = static_cast<la_int64_t>(input.stream.size());
    // libarchive seeks from the end and to absolute places only.
    const la_int64_t place = whence == SEEK_END ? size + offset : offset;
    if (whence == SEEK_CUR || place < 0 || !input.stream.seek(static_cast<std::uint64_t>(place)))
        return ARCHIVE_FATAL;
    return place;
}

/// The bytes of the file that libarchive stands at.
class EntryStream final : public ByteStream
{
public:
    EntryStream(struct archive* handle, ArchiveMeter& meter) : m_handle(handle), m_meter(meter), m_buffer(256 << 10) {}

    Result<std::string_view> next() override
    {
        const la_ssize_t count = archive_read_data(m_handle, m_buffer.data(), m_buffer.size());
        if (count < 0) {
            const char* reason = archive_error_string(m_handle);
            return failure(std::string("is damaged or cut off: ") + (reason ? reason : "unknown reason"), {},
                           "what came before was read");
        }
        if (const Result<void> allowed = m_meter.giveOut(static_cast<std::uint64_t>(count)); !allowed)
            return tl::unexpected(allowed.error());
        return std::string_view(m_buffer.data(), static_cast<std::size_t>(count));
    }

private:
    struct archive* m_handle;
    ArchiveMeter& m_meter;
    std::vector<char> m_buffer;
};

/// The bytes of a gzip file. Not read with libarchive, which loses the last 64 KiB before a cut.
class GunzipStream final : public ByteStream
{
public:
    GunzipStream(ByteStream& compressed, ArchiveMeter& meter) : m_compressed(compressed), m_meter(meter) {}

    Result<std::string_view> next() override
    {
        m_bytes.clear();
        while (m_bytes.empty()) {
            if (!m_error)
                return tl::unexpected(m_error.error());
            if (m_chunk.empty()) {
                const Result<std::string_view> chunk = m_compressed.next();
                if (!chunk)
                    return tl::unexpected(chunk.error());
                if (chunk->empty())
                    return atEnd();
                m_chunk = *chunk;
            }
            // In small steps: 16 KiB become at most 16 MiB.
            const std::string_view piece = m_chunk.substr(0, 16 << 10);
            m_chunk.remove_prefix(piece.size());
            m_meter.takeIn(piece.size());
            m_error = m_gzip.consume(piece, [this](std::string_view bytes) {
                m_bytes += bytes;
                return true;
            });
            if (const Result<void> allowed = m_meter.giveOut(m_bytes.size()); !allowed)
                return tl::unexpected(allowed.error());
        }
        return std::string_view(m_bytes);
    }

private:
    Result<std::string_view> atEnd()
    {
        if (m_gzip.isComplete())
            return std::string_view();
        return failure("the gzip file is cut off", {}, "what came before was read");
    }

    ByteStream& m_compressed;
    ArchiveMeter& m_meter;
    GzipStream m_gzip;
    std::string_view m_chunk;
    std::string m_bytes;
    Result<void> m_error; ///< damage behind the bytes of the last call
};

/// The name of a packed file for people: no way up, no root.
std::string safeName(std::string_view name)
{
    std::string out;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('/'), name.size());
        const std::string_view part = name.substr(0, end);
        if (!part.empty() && part != "." && part != "..")
            (out += out.empty() ? "" : "/") += part;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return toUtf8(out);
}

/// The number of a tar header's checksum field is the sum of its bytes.
bool isTar(std::string_view head)
{
    if (head.size() < 512)
        return false;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < 512; ++i)
        sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(head[i]);
    const std::string field(head.substr(148, 8));
    return sum > 8 * ' ' && std::strtoull(field.c_str(), nullptr, 8) == sum;
}

void allowFormats(struct archive* handle)
{
    archive_read_support_filter_zstd(handle);
    archive_read_support_filter_xz(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_format_zip(handle);
    archive_read_support_format_tar(handle);
    archive_read_support_format_raw(handle);
    archive_read_support_format_empty(handle);
}

} // namespace

Result<void> ArchiveMeter::giveOut(std::uint64_t bytes)
{
    m_out += bytes;
    const bool isBomb = m_out > m_limits.freeBytes && m_out / m_limits.maxRatio > m_in;
    if (!isBomb && m_out <= m_limits.maxBytes)
        return {};
    return failure("unpacks to more than " + std::to_string(m_out >> 20) + " MiB from " + std::to_string(m_in >> 10)
                       + " KiB: that is no trace, and reading was stopped",
                   {}, "unpack it yourself if you trust it");
}

bool isArchive(std::string_view head)
{
    if (isGzip(head))
        return true;
    for (const std::string_view magic : {std::string_view("\x28\xB5\x2F\xFD", 4),
                                         std::string_view("PK\x03\x04", 4), std::string_view("\xFD" "7zXZ\0", 6), std::string_view("BZh", 3)}) {
        if (head.substr(0, magic.size()) == magic)
            return true;
    }
    return isTar(head);
}

Result<void> readArchive(HeadedStream& archive, const ArchiveLimits& limits,
                         const std::function<bool(const std::string& name, ByteStream& file)>& onFile)
{
    ArchiveMeter meter(limits);
    if (isGzip(archive.head())) {
        GunzipStream file(archive, meter);
        (void)onFile({}, file);
        return {};
    }
    Input input{archive, meter, {}};
    const Handle handle(archive_read_new());
    allowFormats(handle.get());
    archive_read_set_callback_data(handle.get(), &input);
    archive_read_set_read_callback(handle.get(), readInput);
    if (archive.size() > 0)
        archive_read_set_seek_callback(handle.get(), seekInput);
    const auto damaged = [&] {
        const char* reason = archive_error_string(handle.get());
        return failure(std::string("is a damaged archive: ") + (reason ? toUtf8(reason) : "unknown reason"), {}, "what came before was read");
    };
    if (archive_read_open1(handle.get()) != ARCHIVE_OK)
        return damaged();
    std::uint64_t files = 0;
    for (;;) {
        struct archive_entry* entry = nullptr;
        const int status = archive_read_next_header(handle.get(), &entry);
        if (status == ARCHIVE_EOF)
            return {};
        if (status == ARCHIVE_RETRY)
            continue;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
            return input.error ? damaged() : input.error;
        if (++files > limits.maxFiles)
            return failure("holds more than " + std::to_string(limits.maxFiles) + " files: the rest was not looked at");
        if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) || archive_entry_symlink(entry))
            continue;
        const bool isRaw = archive_format(handle.get()) == ARCHIVE_FORMAT_RAW;
        const char* name = archive_entry_pathname(entry);
        EntryStream file(handle.get(), meter);
        if (!onFile(isRaw ? std::string() : safeName(name ? name : "?"), file))
            return {};
    }
}

} // namespace mgx
