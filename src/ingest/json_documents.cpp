// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/json_documents.h"

#include <algorithm>
#include <cstring>

namespace mgx {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMaxPiece = std::size_t(1) << 20;

} // namespace

void JsonWalker::consume(std::string_view chunk)
{
    while (!chunk.empty()) {
        const std::string_view piece = chunk.substr(0, kMaxPiece);
        append(piece);
        run();
        chunk.remove_prefix(piece.size());
    }
}

void JsonWalker::finish()
{
    m_isFinal = true;
    append({});
    run();
    if (m_frames.size() > 1 && !m_wasCut)
        m_visitor.damage(m_line, "the text ends early: what was complete is kept");
    while (m_frames.size() > 1)
        leaveFrame();
}

void JsonWalker::append(std::string_view chunk)
{
    std::size_t keepFrom = m_isInValue && !m_isDropping ? m_start : m_pos;
    if (m_isDropping && m_doubt != 0)
        keepFrom = m_doubt;
    keepFrom -= std::min(keepFrom, kMaxMark); // what stands before a value tells whether it begins a line
    const bool isFirst = m_input == 0;
    if (keepFrom > 0) {
        std::memmove(m_bytes.data(), m_bytes.data() + keepFrom, m_end - keepFrom);
        m_end -= keepFrom;
        m_pos -= keepFrom;
        m_start -= std::min(m_start, keepFrom);
        m_doubt -= std::min(m_doubt, keepFrom);
    }
    const std::size_t needed = m_end + chunk.size() + JsonPiece::kPadding;
    if (m_bytes.size() < needed)
        m_bytes.resize(std::max(needed, m_bytes.size() + m_bytes.size() / 2));
    std::copy(chunk.begin(), chunk.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_end));
    m_end += chunk.size();
    std::memset(m_bytes.data() + m_end, ' ', JsonPiece::kPadding);
    m_input += chunk.size();
    if (isFirst && std::string_view(m_bytes.data(), m_end).substr(0, 3) == kByteOrderMark)
        m_pos = 3;
}

void JsonWalker::run()
{
    for (;;) {
        if (m_isInValue ? !scanValue() : !between())
            return;
    }
}

/// Passes over `end - m_pos` bytes.
void JsonWalker::take(std::size_t end)
{
    m_line += static_cast<std::uint64_t>(std::count(m_bytes.data() + m_pos, m_bytes.data() + end, '\n'));
    m_pos = end;
}

bool JsonWalker::between()
{
    if (m_isSkippingLine && !skipLine())
        return false;
    while (m_pos < m_end && isBlank(at(m_pos))) {
        m_line += at(m_pos) == '\n';
        ++m_pos;
    }
    if (m_pos >= m_end)
        return false;
    const char c = at(m_pos);
    if (m_frames.size() == 1)
        return atTop(c);
    return m_frames.back().isArray ? inArray(c) : inObject(c);
}

bool JsonWalker::atTop(char c)
{
    if (c == '{' || c == '[')
        return begin(c);
    if (c == ',' || c == '\x1e') { // record separator of JSON text sequences (RFC 7464)
        ++m_pos;
        return true;
    }
    m_visitor.damage(m_line, "is not JSON: the rest of the line was skipped");
    m_isSkippingLine = true;
    return true;
}

bool JsonWalker::skipLine()
{
    const void* found = std::memchr(m_bytes.data() + m_pos, '\n', m_end - m_pos);
    m_pos = found ? static_cast<std::size_t>(static_cast<const char*>(found) - m_bytes.data()) : m_end;
    m_isSkippingLine = !found;
    return found;
}

bool JsonWalker::inArray(char c)
{
    if (c == '{' || c == '[')
        return begin(c);
    if (c == ',') {
        ++m_pos;
        return true;
    }
    if (c != ']' && c != '}')
        return takeScalar();
    close(c == ']');
    return true;
}

bool JsonWalker::inObject(char c)
{
    if (c == '"' && !m_hasKey)
        return takeKey();
    if (c == '{' || c == '[') {
        if (m_end - m_pos < kMaxMark && !m_isFinal)
            return false;
        if (m_hasKey || restartAt(m_pos))
            return begin(c);
        m_visitor.damage(m_line, "a value without a key was skipped");
        m_key.clear();
        m_hasKey = true;
        return begin(c);
    }
    if (c == ',' || c == ':') {
        m_hasKey = m_hasKey && c == ':';
        ++m_pos;
        return true;
    }
    if (c != ']' && c != '}')
        return takeScalar();
    m_hasKey = false;
    close(c == ']');
    return true;
}

/// A closing bracket of the other kind means that one is missing: the nearest container of its kind is closed.
void JsonWalker::close(bool isArray)
{
    ++m_pos;
    std::size_t depth = m_frames.size() - 1;
    while (depth > 0 && m_frames[depth].isArray != isArray)
        --depth;
    if (depth + 1 != m_frames.size())
        m_visitor.damage(m_line, "a closing bracket that fits nowhere");
    if (depth == 0)
        return;
    while (m_frames.size() > depth)
        leaveFrame();
}

void JsonWalker::leaveFrame()
{
    const int place = m_frames.back().place;
    m_frames.pop_back();
    m_hasKey = false;
    m_visitor.leave(place);
}

/// Finds the end of the string that begins at m_pos. False: more input is needed.
bool JsonWalker::takeString(std::size_t& end)
{
    for (std::size_t from = std::max(m_pos + 1, m_start);;) {
        const void* quote = from < m_end ? std::memchr(m_bytes.data() + from, '"', m_end - from) : nullptr;
        if (!quote) {
            m_start = m_end; // goes on from here with the next bytes
            end = m_end;
            return m_isFinal;
        }
        const auto found = static_cast<std::size_t>(static_cast<const char*>(quote) - m_bytes.data());
        std::size_t slashes = 0;
        while (at(found - slashes - 1) == '\\')
            ++slashes;
        if (slashes % 2 == 0) {
            end = found + 1;
            return true;
        }
        from = found + 1;
    }
}

bool JsonWalker::takeKey()
{
    std::size_t end = 0;
    if (!takeString(end))
        return false;
    m_key.assign(m_bytes.data() + m_pos + 1, m_bytes.data() + std::max(m_pos + 1, end - 1));
    m_hasKey = true;
    take(end);
    m_start = 0;
    return true;
}

bool JsonWalker::takeScalar()
{
    std::size_t end = m_pos;
    if (at(m_pos) == '"') {
        if (!takeString(end))
            return false;
    } else {
        end = std::max(m_pos, m_start);
        while (end < m_end && !isBlank(at(end)) && std::string_view(",:{}[]\"").find(at(end)) == std::string_view::npos)
            ++end;
        if (end == m_end && !m_isFinal) {
            m_start = end;
            return false;
        }
    }
    if (end == m_pos) { // a colon where no key is
        ++m_pos;
        m_start = 0;
        return true;
    }
    const std::string_view text(m_bytes.data() + m_pos, end - m_pos);
    const Frame& frame = m_frames.back();
    if (frame.isArray || m_hasKey)
        m_visitor.value(frame.place, frame.isArray ? std::string_view() : m_key, {text, m_line, true});
    else
        m_visitor.damage(m_line, "a value without a key was skipped");
    m_hasKey = false;
    m_start = 0;
    take(end);
    return true;
}

bool JsonWalker::begin(char c)
{
    if (m_end - m_pos < kMaxMark && !m_isFinal) // the beginning is compared, so it has to be there
        return false;
    restartAt(m_pos);
    learnMark();
    Frame& frame = m_frames.back();
    const int place = m_frames.size() < kMaxFrames
                          ? m_visitor.enter(frame.place, frame.isArray ? std::string_view() : m_key, c == '[')
                          : JsonVisitor::kWhole;
    if (place != JsonVisitor::kWhole) {
        m_frames.push_back({place, c == '[', false, {}});
        m_hasKey = false;
        ++m_pos;
        return true;
    }
    m_isInValue = true;
    m_start = m_pos;
    m_startLine = m_line;
    m_doubt = 0;
    m_scan.restart();
    return true;
}

/// The beginning of the first value of a container, from the line break before it to the end of its first key.
void JsonWalker::learnMark()
{
    Frame& frame = m_frames.back();
    if (frame.hasMark || !frame.isArray)
        return;
    frame.hasMark = true;
    std::size_t from = m_pos;
    while (from > 0 && (at(from - 1) == ' ' || at(from - 1) == '\t'))
        --from;
    const bool isFirst = m_line == 1 && m_frames.size() == 1;
    if (!isFirst && (from == 0 || at(from - 1) != '\n'))
        return;
    std::size_t quotes = 0;
    std::size_t end = m_pos;
    for (; end < m_end && end - from < kMaxMark && quotes < 2; ++end)
        quotes += at(end) == '"';
    if (quotes == 2)
        frame.mark = '\n' + std::string(m_bytes.data() + from, m_bytes.data() + end);
}

bool JsonWalker::hasMarkAt(std::size_t newline, const Frame& frame) const
{
    const std::string& mark = frame.mark;
    return !mark.empty() && m_end - newline >= mark.size() && std::equal(mark.begin(), mark.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(newline));
}

/// Where a value begins like those of an outer container, the inner ones were cut off: they are left.
bool JsonWalker::restartAt(std::size_t at)
{
    std::size_t newline = at;
    while (newline > 0 && (m_bytes[newline - 1] == ' ' || m_bytes[newline - 1] == '\t'))
        --newline;
    if (newline == 0 || m_bytes[newline - 1] != '\n')
        return false;
    for (std::size_t depth = 0; depth + 1 < m_frames.size(); ++depth) {
        if (!hasMarkAt(newline - 1, m_frames[depth]) || m_frames[depth].mark == m_frames.back().mark)
            continue;
        m_visitor.damage(m_line, "a document was cut off before this place: what was complete is kept");
        while (m_frames.size() > depth + 1)
            leaveFrame();
        return true;
    }
    return false;
}

bool JsonWalker::scanValue()
{
    // What follows a line break is compared, so it has to be there: the last bytes wait for the next ones.
    const std::size_t end = m_isFinal ? m_end : m_end - std::min(m_end, kMaxMark + 1);
    while (m_pos < end) {
        const int count = static_cast<int>(std::min<std::size_t>(64, end - m_pos));
        const int length = m_scan.scan(m_bytes.data() + m_pos, count);
        if (length != JsonValueScan::kGoesOn) {
            m_pos += static_cast<std::size_t>(length);
            endValue(m_pos, true);
            return true;
        }
        if (m_doubt == 0 && m_scan.lineBreaks() != 0)
            noteDoubt(m_pos);
        m_pos += static_cast<std::size_t>(count);
        if (m_doubt != 0 && m_pos - m_doubt > (m_again > 2 * m_input + kMaxDoubt ? 0 : kMaxDoubt))
            return resume();
        if (m_pos - m_start > kMaxValue && !m_isDropping) {
            m_visitor.damage(m_startLine, "a value of more than 64 MiB was skipped");
            m_isDropping = true;
        }
    }
    return m_isFinal && resume();
}

/// Looks for signs of damage in the block just scanned: a line break in a string, or one before what looks like the next value.
void JsonWalker::noteDoubt(std::size_t at)
{
    std::uint64_t line = m_line + m_scan.newlines() - static_cast<std::uint64_t>(std::popcount(m_scan.lineBreaks()));
    for (std::uint64_t breaks = m_scan.lineBreaks(); breaks != 0; breaks &= breaks - 1) {
        const std::uint64_t bit = breaks & -breaks;
        const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(breaks));
        const auto isLikeNext = [&](const Frame& frame) { return hasMarkAt(place, frame); };
        if ((m_scan.breaksInString() & bit) != 0 || std::any_of(m_frames.begin(), m_frames.end(), isLikeNext)) {
            m_doubt = place;
            m_doubtLine = line;
            return;
        }
        ++line;
    }
}

void JsonWalker::endValue(std::size_t end, bool isComplete)
{
    m_line += m_scan.newlines();
    m_isInValue = false;
    if (!m_isDropping) {
        const Frame& frame = m_frames.back();
        const std::string_view text(m_bytes.data() + m_start, end - m_start);
        m_visitor.value(frame.place, frame.isArray ? std::string_view() : m_key, {text, m_startLine, isComplete});
    }
    m_isDropping = false;
    m_hasKey = false;
    m_start = 0;
    m_doubt = 0;
}

/// The value at hand has no end: it ends at the first sign of damage, and what follows is looked at again. False: there is
/// no such sign.
bool JsonWalker::resume()
{
    const bool isAgain = m_doubt != 0;
    const std::size_t end = isAgain ? m_doubt : m_end;
    const std::uint64_t line = m_doubtLine;
    m_again += m_pos - end;
    m_wasCut = !isAgain;
    endValue(end, false);
    m_pos = end;
    if (isAgain)
        m_line = line;
    return isAgain;
}

} // namespace mgx
