// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/chrome/chrome_events_to_records.h"

#include "base/json_text.h"
#include "ingest/record_line.h"

#include <iterator>
#include <limits>

namespace mgx {

namespace {

constexpr std::uint8_t kDebug = 5;

TimeNs sum(TimeNs start, TimeNs duration)
{
    if (start == kNoTime || duration == kNoTime)
        return kNoTime;
    return duration > 0 && start > std::numeric_limits<TimeNs>::max() - duration ? std::numeric_limits<TimeNs>::max() : start + duration;
}

/// What an asynchronous event or flow is known by.
std::string keyOf(const ChromeEvent& event)
{
    std::string key(event.category);
    key += '\n';
    key += event.id;
    return key;
}

std::string withMember(std::string_view object, std::string_view key, std::string_view text)
{
    std::string json(object.empty() ? "{" : object.substr(0, object.size() - 1));
    if (json.size() > 1)
        json += ',';
    appendJsonText(json, key);
    json += ':';
    appendJsonText(json, text);
    return json + '}';
}

/// The arguments of the end event come after those of the begin event.
std::string merged(std::string_view a, std::string_view b)
{
    if (a.empty() || b.empty())
        return std::string(a.empty() ? b : a);
    return std::string(a.substr(0, a.size() - 1)) + ',' + std::string(b.substr(1));
}

} // namespace

ChromeEventsToRecords::ChromeEventsToRecords(RecordSink& sink) : m_sink(sink)
{
    const std::string& path = sink.fileName();
    m_trace = hashTraceId("chrome trace " + path.substr(path.rfind('/') + 1));
}

RowId ChromeEventsToRecords::append(const ChromeEvent& event, RecordDraft& draft)
{
    ChromeThread& thread = m_threads.thread(event.thread);
    if (thread.label.empty())
        thread.label = m_threads.labelOf(thread);
    draft.trace = m_trace;
    if (draft.spanId == 0)
        draft.spanId = ++m_spans;
    draft.name = event.name.empty() ? "(no name)" : event.name;
    draft.message = draft.name;
    draft.scope = event.category;
    draft.service = thread.label;
    draft.position = event.line;
    const RowId row = m_sink.append(draft, SourceKind::File);
    const bool isAsync = draft.kind == RecordKind::Span && event.phase != 'X' && event.phase != 'B';
    if (draft.parentSpanId != 0 || isAsync || draft.start == kNoTime)
        thread.others.push_back(row);
    else
        thread.slices.push_back({draft.start, draft.end == kNoTime ? kOpenEnd : draft.end, row, draft.kind != RecordKind::Span});
    return row;
}

void ChromeEventsToRecords::take(const ChromeEvent& event)
{
    switch (event.phase) {
    case 'X': {
        RecordDraft draft;
        draft.start = event.time;
        draft.end = sum(event.time, event.duration == kNoTime ? 0 : event.duration);
        draft.attributes = event.args;
        append(event, draft);
        return;
    }
    case 'B': m_begun[std::string(event.thread)].push_back(openOf(event)); return;
    case 'E': takeEnd(event); return;
    case 'b':
    case 'e':
    case 'n':
    case 'S':
    case 'F':
    case 'T':
    case 'p': takeAsync(event); return;
    case 's':
    case 't':
    case 'f': takeFlow(event); return;
    case 'i':
    case 'I':
    case 'R': takeMark(event, level::kInfo, 0, event.args); return;
    case 'C': takeMark(event, kDebug, 0, event.args); return;
    case 'M': takeMetadata(event); return;
    default: takeMark(event, kDebug, 0, withMember(event.args, "ph", std::string_view(&event.phase, 1))); return;
    }
}

ChromeEventsToRecords::Open ChromeEventsToRecords::openOf(const ChromeEvent& event)
{
    Open open;
    open.event = event;
    open.texts[0] = event.name;
    open.texts[1] = event.category;
    open.texts[2] = event.args;
    open.texts[3] = event.thread;
    open.spanId = ++m_spans;
    return open;
}

void ChromeEventsToRecords::close(Open& open, TimeNs end, std::string_view moreArgs, bool isAsync)
{
    ChromeEvent& event = open.event;
    event.name = open.texts[0];
    event.category = open.texts[1];
    event.thread = open.texts[3];
    event.phase = isAsync ? 'b' : 'B';
    const std::string args = merged(open.texts[2], moreArgs);
    RecordDraft draft;
    draft.spanId = open.spanId;
    draft.parentSpanId = open.parent;
    draft.start = event.time;
    draft.end = end;
    draft.attributes = args;
    append(event, draft);
}

void ChromeEventsToRecords::takeEnd(const ChromeEvent& event)
{
    const auto found = m_begun.find(std::string(event.thread));
    if (found == m_begun.end() || found->second.empty()) {
        ++m_sink.context().report.skipped;
        m_sink.note({event.line, "an end event without a begin event was skipped"});
        return;
    }
    close(found->second.back(), event.time, event.args, false);
    found->second.pop_back();
}

void ChromeEventsToRecords::takeAsync(const ChromeEvent& event)
{
    std::vector<Open>& stack = m_async[keyOf(event)];
    const bool isBegin = event.phase == 'b' || event.phase == 'S';
    const bool isEnd = event.phase == 'e' || event.phase == 'F';
    if (isBegin) {
        Open open = openOf(event);
        open.parent = stack.empty() ? 0 : stack.back().spanId;
        stack.push_back(std::move(open));
        return;
    }
    if (!isEnd) {
        takeMark(event, level::kInfo, stack.empty() ? 0 : stack.back().spanId, event.args);
        return;
    }
    // Overlapping events of one id end in any order: the innermost of that name is meant.
    auto match = stack.rbegin();
    while (match != stack.rend() && match->texts[0] != event.name && !event.name.empty())
        ++match;
    if (match == stack.rend()) {
        ++m_sink.context().report.skipped;
        m_sink.note({event.line, "an asynchronous end event without a begin event was skipped"});
        return;
    }
    close(*match, event.time, event.args, true);
    stack.erase(std::next(match).base());
}

void ChromeEventsToRecords::takeFlow(const ChromeEvent& event)
{
    std::uint64_t& last = m_flows[keyOf(event) + '\n' + std::string(event.name)];
    const std::string attributes = withMember(withMember(event.args, "flow.id", event.id.substr(0, event.id.find('\n'))), "flow.phase",
                                              event.phase == 's' ? "start" : event.phase == 't' ? "step" : "end");
    RecordDraft draft;
    draft.kind = RecordKind::Log;
    draft.level = kDebug;
    draft.start = draft.end = event.time;
    draft.attributes = attributes;
    std::string rest;
    if (event.phase != 's' && last != 0)
        rest = "{\"otel_links\":[{\"trace_id\":\"" + toHex(m_trace) + "\",\"span_id\":\"" + toHex(last) + "\"}]}";
    draft.rest = rest;
    draft.spanId = ++m_spans;
    last = draft.spanId;
    append(event, draft);
}

void ChromeEventsToRecords::takeMark(const ChromeEvent& event, std::uint8_t level, std::uint64_t parent, std::string_view attributes)
{
    RecordDraft draft;
    draft.kind = RecordKind::Log;
    draft.level = level;
    draft.start = draft.end = event.time;
    draft.parentSpanId = parent;
    draft.attributes = attributes;
    append(event, draft);
}

void ChromeEventsToRecords::takeMetadata(const ChromeEvent& event)
{
    if (event.name != "process_name" && event.name != "thread_name")
        return; // sort orders, labels and the like
    const std::string name = compactJsonText(event.args, "name");
    ChromeThread& thread = m_threads.thread(event.thread);
    if (event.name == "thread_name")
        thread.name = name;
    else
        m_threads.nameProcess(thread.pid, name);
}

void ChromeEventsToRecords::finish()
{
    for (auto* unfinished : {&m_begun, &m_async}) {
        for (auto& [key, stack] : *unfinished) {
            for (Open& open : stack)
                close(open, kNoTime, {}, unfinished == &m_async);
        }
    }
    m_threads.finish(m_sink.context().builder);
}

} // namespace mgx
