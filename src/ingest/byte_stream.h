// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mgx {

/// Bytes from somewhere, in order. One thread.
class ByteStream
{
public:
    virtual ~ByteStream() = default;
    /// The next bytes, empty at the end; valid until the next call.
    [[nodiscard]] virtual Result<std::string_view> next() = 0;
    /// Goes to a place counted from the beginning; false where the stream only goes forward.
    [[nodiscard]] virtual bool seek(std::uint64_t) { return false; }
    /// Length in all; 0 = unknown.
    [[nodiscard]] virtual std::uint64_t size() const { return 0; }
};

/// A regular file, read a mebibyte at a time. A symbolic link as the file itself is not followed.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> openFile(const std::string& path);

/// A stream whose first bytes have been looked at: they come again.
class HeadedStream final : public ByteStream
{
public:
    /// Reads up to `bytes` bytes ahead.
    HeadedStream(ByteStream& stream, std::size_t bytes);
    /// Reads on until `bytes` bytes are there; before the first call of `next`.
    void lookAhead(std::size_t bytes);

    [[nodiscard]] std::string_view head() const { return m_head; }
    [[nodiscard]] Result<std::string_view> next() override;
    [[nodiscard]] bool seek(std::uint64_t place) override;
    [[nodiscard]] std::uint64_t size() const override { return m_stream.size(); }

private:
    ByteStream& m_stream;
    std::string m_head;
    Result<void> m_error; ///< met while reading ahead: told where it was met
    bool m_isTaken = false;
};

} // namespace mgx
