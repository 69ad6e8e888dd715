// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mgx {

/// Cuts a stream of bytes into lines at '\n' only: U+2028, U+2029 and NEL may stand inside a line. A line may span any
/// number of chunks; of a line over kMaxLine only the beginning is kept. Empty lines and a final '\r' are dropped.
class LineSplitter
{
public:
    static constexpr std::size_t kMaxLine = std::size_t(256) << 20;

    struct Line
    {
        std::string_view text;
        std::uint64_t number = 0; ///< 1-based
        bool isComplete = true;   ///< false: the input ended without '\n', or the line is too long
    };

    /// Calls `onLine(Line)` for every line that `chunk` completes.
    template <class OnLine>
    void consume(std::string_view chunk, OnLine&& onLine);
    /// Calls `onLine` for what is left after the last '\n'.
    template <class OnLine>
    void finish(OnLine&& onLine);

private:
    template <class OnLine>
    void emit(std::string_view text, bool isComplete, OnLine&& onLine);

    void keep(std::string_view part) { m_rest.append(part.substr(0, kMaxLine - std::min(kMaxLine, m_rest.size()))); }

    std::string m_rest;
    std::uint64_t m_number = 0;
};

template <class OnLine>
void LineSplitter::emit(std::string_view text, bool isComplete, OnLine&& onLine)
{
    ++m_number;
    if (!text.empty() && text.back() == '\r')
        text.remove_suffix(1);
    if (!text.empty())
        onLine(Line{text, m_number, isComplete});
}

template <class OnLine>
void LineSplitter::consume(std::string_view chunk, OnLine&& onLine)
{
    for (;;) {
        const std::size_t end = chunk.find('\n');
        if (end == std::string_view::npos)
            break;
        if (m_rest.empty()) {
            emit(chunk.substr(0, end), true, onLine);
        } else {
            keep(chunk.substr(0, end));
            emit(m_rest, m_rest.size() < kMaxLine, onLine);
            m_rest.clear();
        }
        chunk.remove_prefix(end + 1);
    }
    keep(chunk);
}

template <class OnLine>
void LineSplitter::finish(OnLine&& onLine)
{
    if (!m_rest.empty())
        emit(m_rest, false, onLine);
    m_rest.clear();
}

} // namespace mgx
