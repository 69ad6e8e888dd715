// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace mgx {

/// True if the bytes begin like a gzip file (RFC 1952).
[[nodiscard]] bool isGzip(std::string_view head);

/// Inflates a gzip file bit by bit: any number of members, cut anywhere, constant memory. Stops with an error where the output
/// grows beyond the cap, so that a small file cannot fill the machine. One thread; about 300 MB/s of output.
class GzipStream
{
public:
    static constexpr std::uint64_t kMaxBytes = std::uint64_t(64) << 30;

    explicit GzipStream(std::uint64_t maxBytes = kMaxBytes);
    ~GzipStream();
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    /// Inflates the next bytes and hands the output on in pieces of at most 256 KiB; `onBytes` returns false to stop.
    [[nodiscard]] Result<void> consume(std::string_view compressed, const std::function<bool(std::string_view)>& onBytes);
    /// Whether the file ended where a member ends; otherwise it is cut off.
    [[nodiscard]] bool isComplete() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mgx
