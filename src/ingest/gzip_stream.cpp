// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/gzip_stream.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>
#include <zlib.h>

namespace mgx {

bool isGzip(std::string_view head)
{
    return head.starts_with("\x1f\x8b\x08");
}

struct GzipStream::State
{
    z_stream stream{};
    std::vector<char> output = std::vector<char>(256 << 10);
    std::uint64_t written = 0;
    std::uint64_t maxBytes = 0;
    bool isReady = false;
    bool isAtMemberEnd = true; ///< between members, or before the first
};

GzipStream::GzipStream(std::uint64_t maxBytes) : m_state(std::make_unique<State>())
{
    constexpr int kGzipWindow = 15 + 16;
    m_state->maxBytes = maxBytes;
    m_state->isReady = inflateInit2(&m_state->stream, kGzipWindow) == Z_OK;
}

GzipStream::~GzipStream()
{
    inflateEnd(&m_state->stream);
}

bool GzipStream::isComplete() const
{
    return m_state->isAtMemberEnd;
}

Result<void> GzipStream::consume(std::string_view compressed, const std::function<bool(std::string_view)>& onBytes)
{
    State& s = *m_state;
    if (!s.isReady)
        return failure("gzip data cannot be read: no memory");
    s.stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
    std::size_t left = compressed.size();
    do {
        s.stream.avail_in = static_cast<uInt>(std::min<std::size_t>(left, std::numeric_limits<uInt>::max()));
        const uInt before = s.stream.avail_in;
        s.stream.next_out = reinterpret_cast<Bytef*>(s.output.data());
        s.stream.avail_out = static_cast<uInt>(s.output.size());
        const int code = inflate(&s.stream, Z_NO_FLUSH);
        left -= before - s.stream.avail_in;
        const std::size_t size = s.output.size() - s.stream.avail_out;
        s.written += size;
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
            return failure("the gzip data is damaged", {}, "records up to there were read");
        if (s.written > s.maxBytes)
            return failure("the gzip file grows too large when it is unpacked", {}, "unpack it and open the parts");
        if (size > 0 && !onBytes({s.output.data(), size}))
            return {};
        s.isAtMemberEnd = code == Z_STREAM_END;
        if (s.isAtMemberEnd && left > 0 && inflateReset(&s.stream) != Z_OK)
            return failure("the gzip data is damaged");
        if (code == Z_BUF_ERROR && size == 0)
            return {};
    } while (left > 0 || s.stream.avail_out == 0);
    return {};
}

} // namespace mgx
