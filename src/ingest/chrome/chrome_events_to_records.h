// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/chrome/chrome_event.h"
#include "ingest/chrome/chrome_threads.h"
#include "ingest/record_sink.h"

#include <unordered_map>

namespace mgx {

/// Makes records of trace events in the order of the file: pairs begins with ends, asynchronous events by category, id and
/// name, and flows with the event before them. One thread; memory for what is open.
class ChromeEventsToRecords
{
public:
    explicit ChromeEventsToRecords(RecordSink& sink);

    void take(const ChromeEvent& event);
    /// What never ended is open; parents and the names of threads are settled.
    void finish();

private:
    /// A begin event that waits for its end. Its texts are its own: the batch that it came in is gone by then.
    struct Open
    {
        ChromeEvent event;
        std::string texts[4]; ///< name, category, args, thread
        std::uint64_t spanId = 0;
        std::uint64_t parent = 0;
    };

    [[nodiscard]] Open openOf(const ChromeEvent& event);
    void close(Open& open, TimeNs end, std::string_view moreArgs, bool isAsync);
    void takeEnd(const ChromeEvent& event);
    void takeAsync(const ChromeEvent& event);
    void takeFlow(const ChromeEvent& event);
    void takeMark(const ChromeEvent& event, std::uint8_t level, std::uint64_t parent, std::string_view attributes);
    void takeMetadata(const ChromeEvent& event);
    RowId append(const ChromeEvent& event, RecordDraft& draft);

    RecordSink& m_sink;
    ChromeThreads m_threads;
    TraceId m_trace;
    std::uint64_t m_spans = 0;
    std::unordered_map<std::string, std::vector<Open>> m_begun; ///< by thread
    std::unordered_map<std::string, std::vector<Open>> m_async; ///< by category, id and process
    std::unordered_map<std::string, std::uint64_t> m_flows;     ///< span id of the last event of each flow
    std::string m_text;
    std::string m_label;
};

} // namespace mgx
