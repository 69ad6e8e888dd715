// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace mgx {

/// How the bytes of a request are packed (Content-Encoding).
enum class BodyCoding : std::uint8_t { Plain, Gzip, Deflate };

/// Collects the body of one request and unpacks it while it arrives, so that a small body that grows without bounds is
/// stopped at the limit and not after it. One thread. Memory: what has been unpacked, at most the limit.
class BodyReader
{
public:
    enum class State : std::uint8_t { Good, TooLarge, Damaged };

    BodyReader(BodyCoding coding, std::size_t maxSentBytes, std::size_t maxBytes);
    ~BodyReader();
    BodyReader(const BodyReader&) = delete;
    BodyReader& operator=(const BodyReader&) = delete;

    /// More bytes as they were sent. Once the state is not Good the rest is ignored and what there was is let go.
    State add(std::string_view sent);
    /// The body has ended: Damaged if packed bytes are missing.
    State finish();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::string& bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t sentBytes() const { return m_sent; }

private:
    struct Unpacker;

    State stop(State state);
    State unpack(std::string_view sent);

    std::unique_ptr<Unpacker> m_unpacker; ///< null = plain
    std::size_t m_maxSent;
    std::size_t m_max;
    std::size_t m_sent = 0;
    std::string m_bytes;
    State m_state = State::Good;
};

} // namespace mgx
