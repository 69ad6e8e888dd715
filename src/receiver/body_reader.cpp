// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver/body_reader.h"

#include <algorithm>
#include <array>
#include <zlib.h>

namespace mgx {

struct BodyReader::Unpacker
{
    z_stream stream{};
    bool isReady = false;
    bool isAtEnd = false; ///< of a gzip member; another one may follow

    explicit Unpacker(BodyCoding coding)
    {
        constexpr int kWindow = 15;
        constexpr int kGzip = 16;
        isReady = inflateInit2(&stream, coding == BodyCoding::Gzip ? kWindow + kGzip : kWindow) == Z_OK;
    }
    ~Unpacker() { inflateEnd(&stream); }
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;
};

BodyReader::BodyReader(BodyCoding coding, std::size_t maxSentBytes, std::size_t maxBytes)
    : m_unpacker(coding == BodyCoding::Plain ? nullptr : std::make_unique<Unpacker>(coding)), m_maxSent(maxSentBytes),
      m_max(maxBytes)
{}

BodyReader::~BodyReader() = default;

BodyReader::State BodyReader::stop(State state)
{
    m_state = state;
    m_bytes = std::string(); // gives the memory back
    return state;
}

BodyReader::State BodyReader::add(std::string_view sent)
{
    if (m_state != State::Good)
        return m_state;
    m_sent += sent.size();
    if (m_sent > m_maxSent)
        return stop(State::TooLarge);
    if (m_unpacker)
        return unpack(sent);
    if (m_bytes.size() + sent.size() > m_max)
        return stop(State::TooLarge);
    m_bytes += sent;
    return m_state;
}

BodyReader::State BodyReader::unpack(std::string_view sent)
{
    if (!m_unpacker->isReady)
        return stop(State::Damaged);
    z_stream& stream = m_unpacker->stream;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(sent.data()));
    stream.avail_in = static_cast<uInt>(sent.size());
    std::array<char, 64 << 10> piece;
    while (stream.avail_in > 0 || stream.avail_out == 0) {
        if (m_unpacker->isAtEnd && (stream.avail_in == 0 || inflateReset(&stream) != Z_OK))
            break;
        m_unpacker->isAtEnd = false;
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        const int code = inflate(&stream, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
            return stop(State::Damaged);
        const std::size_t size = piece.size() - stream.avail_out;
        if (m_bytes.size() + size > m_max)
            return stop(State::TooLarge);
        m_bytes.append(piece.data(), size);
        m_unpacker->isAtEnd = code == Z_STREAM_END;
        if (code == Z_BUF_ERROR && size == 0)
            break;
    }
    return m_state;
}

BodyReader::State BodyReader::finish()
{
    if (m_state == State::Good && m_unpacker && m_sent > 0 && !m_unpacker->isAtEnd)
        return stop(State::Damaged);
    return m_state;
}

} // namespace mgx
