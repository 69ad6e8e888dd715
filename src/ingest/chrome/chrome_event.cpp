// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/chrome/chrome_event.h"

#include "base/text.h"
#include "ingest/json_element.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace mgx {

namespace od = simdjson::ondemand;

namespace {

/// Microseconds with a fraction, exactly where they are written as a plain decimal.
TimeNs fromMicroseconds(std::string_view text)
{
    std::int64_t whole = 0;
    const char* const end = text.data() + text.size();
    const auto [p, error] = std::from_chars(text.data(), end, whole);
    constexpr std::int64_t kLimit = std::numeric_limits<std::int64_t>::max() / 1'000;
    if (error == std::errc::invalid_argument)
        return kNoTime;
    const bool isPlain = error == std::errc() && (p == end || *p == '.') && whole > -kLimit && whole < kLimit;
    if (!isPlain || (p != end && text.find_first_of("eE") != std::string_view::npos)) {
        const double ns = std::strtod(std::string(text.substr(0, 400)).c_str(), nullptr) * 1e3;
        return std::abs(ns) < 9.2e18 ? static_cast<TimeNs>(ns) : std::numeric_limits<TimeNs>::max();
    }
    std::int64_t fraction = 0;
    int digits = 0;
    for (const char* d = p == end ? end : p + 1; d != end && *d >= '0' && *d <= '9' && digits < 3; ++d, ++digits)
        fraction = fraction * 10 + (*d - '0');
    for (; digits < 3; ++digits)
        fraction *= 10;
    return whole * 1'000 + (text.front() == '-' ? -fraction : fraction);
}

class EventReader
{
public:
    explicit EventReader(ChromeEvents& out) : m_out(out) {}

    void read(const JsonPiece& piece)
    {
        const auto status = m_reader.read(piece, [this](od::object object) {
            m_event = {};
            m_pid = m_tid = m_id = m_scope = {};
            m_args.clear();
            m_isLocalId = false;
            return eachMember(object, [this](std::string_view key, od::value value) { return takeMember(key, value); });
        });
        if (status != JsonElementReader::Status::Good)
            m_out.notes.push_back({piece.line, "an event is damaged: " + m_reader.problem()});
        const bool isHalf = status == JsonElementReader::Status::Repaired && m_event.time == kNoTime && m_event.phase != 'M';
        if (status == JsonElementReader::Status::Unusable || m_event.phase == '\0' || isHalf) {
            if (status == JsonElementReader::Status::Good)
                m_out.notes.push_back({piece.line, "is no trace event: it has no phase"});
            ++m_out.skipped;
            return;
        }
        keep(piece.line);
    }

private:
    bool takeMember(std::string_view key, od::value value)
    {
        if (key == "name")
            m_event.name = scalarText(value);
        else if (key == "ph")
            takePhase(scalarText(value));
        else if (key == "ts")
            m_event.time = fromMicroseconds(scalarText(value));
        else if (key == "dur")
            m_event.duration = fromMicroseconds(scalarText(value));
        else if (key == "pid")
            m_pid = scalarText(value);
        else if (key == "tid")
            m_tid = scalarText(value);
        else if (key == "args")
            return takeArgs(value);
        else if (key == "cat")
            m_event.category = scalarText(value);
        else if (key == "id")
            m_id = scalarText(value);
        else if (key == "id2")
            return eachMember(value, [this](std::string_view kind, od::value id) {
                m_id = scalarText(id);
                m_isLocalId = kind == "local";
                return true;
            });
        else if (key == "scope")
            m_scope = scalarText(value);
        else if (key == "bp")
            m_event.bindsToEnclosing = scalarText(value) == "e";
        return true;
    }

    void takePhase(std::string_view text)
    {
        const bool isAscii = !text.empty() && static_cast<unsigned char>(text.front()) < 0x80;
        m_event.phase = text.empty() ? '\0' : isAscii ? text.front() : '?';
    }

    bool takeArgs(od::value value)
    {
        m_args.clear();
        if (!appendCompact(value, m_args))
            return false;
        if (m_args == "{}" || m_args == "null")
            m_args.clear();
        else if (m_args.front() != '{')
            m_args = "{\"args\":" + m_args + '}';
        m_event.args = m_args;
        return true;
    }

    /// Copies the texts into the batch; those that repeat from event to event only once.
    void keep(std::uint64_t line)
    {
        m_key.assign(m_pid);
        m_key += ' ';
        m_key += m_tid;
        m_event.thread = m_lastThread = m_key == m_lastThread ? m_lastThread : m_out.arena.add(m_key);
        m_event.name = m_out.arena.add(m_event.name);
        m_event.category = m_lastCategory = m_event.category == m_lastCategory ? m_lastCategory : m_out.arena.add(m_event.category);
        m_event.args = m_out.arena.add(m_event.args);
        if (!m_id.empty())
            m_event.id = m_out.arena.add(std::string(m_id) + '\n' + std::string(m_scope) + '\n' + std::string(m_isLocalId ? m_pid : ""));
        m_event.line = line;
        m_out.events.push_back(m_event);
    }

    ChromeEvents& m_out;
    JsonElementReader m_reader;
    ChromeEvent m_event;
    std::string m_args;
    std::string m_key;
    std::string_view m_pid;
    std::string_view m_tid;
    std::string_view m_id;
    std::string_view m_scope;
    bool m_isLocalId = false; ///< the id means something within its process only
    std::string_view m_lastThread;
    std::string_view m_lastCategory;
};

} // namespace

ChromeEvents readChromeEvents(const JsonPieces& pieces)
{
    ChromeEvents out;
    EventReader reader(out);
    out.events.reserve(pieces.entries().size());
    for (const JsonPieces::Entry& entry : pieces.entries())
        reader.read(pieces.piece(entry));
    return out;
}

} // namespace mgx
