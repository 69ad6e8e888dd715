// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ingest/byte_stream.h"

#include <functional>
#include <string>
#include <string_view>

namespace mgx {

/// How much may come out of an archive or a compressed file. A small file must not fill the machine.
struct ArchiveLimits
{
    std::uint64_t maxFiles = 10'000;
    std::uint64_t maxBytes = std::uint64_t(64) << 30;
    std::uint64_t maxRatio = 200;                     ///< bytes out per byte in; traces stay far below
    std::uint64_t freeBytes = std::uint64_t(256) << 20; ///< up to here the ratio does not matter
};

/// Counts what goes in and comes out, and says when it is too much.
class ArchiveMeter
{
public:
    explicit ArchiveMeter(const ArchiveLimits& limits) : m_limits(limits) {}

    void takeIn(std::uint64_t bytes) { m_in += bytes; }
    [[nodiscard]] Result<void> giveOut(std::uint64_t bytes);

private:
    ArchiveLimits m_limits;
    std::uint64_t m_in = 0;
    std::uint64_t m_out = 0;
};

/// True if the bytes begin like something that libarchive unpacks and a trace may be in: gz, zst, xz, bz2, zip, tar.
[[nodiscard]] bool isArchive(std::string_view head);

/// Unpacks in memory, file by file, whatever an archive or a compressed file holds; writes nothing to disk, so that names that
/// lead out of the archive lead nowhere, and passes over links and devices. `onFile(name, stream)` says whether to go on; the
/// stream need not be read to its end. A compressed single file has the empty name. Fails where the archive is damaged or goes
/// beyond the limits; what was handed out before that is good.
[[nodiscard]] Result<void> readArchive(HeadedStream& archive, const ArchiveLimits& limits,
                                       const std::function<bool(const std::string& name, ByteStream& file)>& onFile);

} // namespace mgx
