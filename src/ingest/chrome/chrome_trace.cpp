// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/chrome/chrome_trace.h"

#include "ingest/chrome/chrome_events_to_records.h"
#include "ingest/json_importer.h"

namespace mgx {

namespace {

enum Place : int { kTop, kObject, kEvents };

class ChromeTraceImporter final : public JsonImporter
{
public:
    ChromeTraceImporter(ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head)
        : JsonImporter(context, fileName, source, "trace events with a phase and a time"), m_isObject(head.hasPath("traceEvents")),
          m_records(m_sink), m_queue([](JsonPieces& pieces) { return readChromeEvents(pieces); }, [this](ChromeEvents& events) { take(events); })
    {}

private:
    int enter(int place, std::string_view key, bool isArray) override
    {
        if (place == kTop)
            return isArray ? kEvents : m_isObject ? kObject : kWhole;
        return place == kObject && isArray && key == "traceEvents" ? kEvents : kWhole;
    }
    void value(int place, std::string_view, const JsonPiece& piece) override
    {
        if (place == kEvents || (place == kTop && !m_isObject))
            m_queue.add(piece);
    }
    void take(ChromeEvents& events)
    {
        for (const ChromeEvent& event : events.events)
            m_records.take(event);
        for (const ChromeEvents::Note& note : events.notes)
            m_sink.note({note.line, note.sentence});
        m_sink.context().report.skipped += events.skipped;
    }
    void atEnd() override
    {
        m_queue.finish();
        m_records.finish();
    }

    bool m_isObject; ///< {"traceEvents": […]} and not the bare array
    ChromeEventsToRecords m_records;
    PieceQueue<ChromeEvents> m_queue;
};

int probe(const FileHead& head)
{
    if (head.countOf("traceEvents[].", {"ph", "pid", "ts", "name"}) >= 2 || head.countOf("[].", {"ph", "ts"}) == 2)
        return 95;
    if (head.countOf("[].", {"ph", "pid", "name"}) == 3 || head.countOf("", {"ph", "ts", "pid"}) == 3)
        return 80;
    return head.hasPath("traceEvents") ? 70 : 0;
}

} // namespace

const Format& chromeTraceFormat()
{
    static const Format format{"Chrome trace events", probe,
                               [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head) {
                                   return std::unique_ptr<Importer>(new ChromeTraceImporter(context, fileName, source, head));
                               }};
    return format;
}

} // namespace mgx
