// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/event_log.h"

#include "base/text.h"
#include "ingest/json_splitter.h"

#include <algorithm>
#include <map>

namespace mgx {

namespace {

constexpr std::uint64_t kHeadBytes = 16 << 10;
constexpr std::uint64_t kTailBytes = 96 << 10;

std::string_view withoutMark(const LineSplitter::Line& line)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    return line.number == 1 && line.text.starts_with(kByteOrderMark) ? line.text.substr(kByteOrderMark.size())
                                                                      : line.text;
}

/// Turns lines into events and reports the lines that are none.
class LineReader
{
public:
    explicit LineReader(const RunFiles& files) : m_files(files) {}

    std::optional<RunEvent> read(const LineSplitter::Line& line)
    {
        const std::string where = "line " + std::to_string(line.number);
        const std::string_view text = withoutMark(line);
        if (trimmed(text).empty())
            return std::nullopt;
        const JsonDocument::Outcome outcome = m_document.parse(text);
        std::optional<RunEvent> event;
        if (outcome.isUsable)
            event = runEventOf(m_document.root(), line.number);
        if (!event) {
            ++m_files.report().skipped;
            m_files.warn(kEventLogFile, where, line.isComplete ? "is no event: left out" : "is cut short: left out");
        } else if (!outcome.repair.empty()) {
            m_files.warn(kEventLogFile, where, "is damaged: " + outcome.repair);
        }
        return event;
    }

private:
    const RunFiles& m_files;
    JsonDocument m_document;
};

void note(EventLogEnds& ends, std::map<std::string, bool>& failed, const RunEvent& event)
{
    using Kind = RunEvent::Kind;
    ends.hasLines = true;
    ends.lastLocal = event.localTime;
    switch (event.kind) {
    case Kind::RoundStart:
        ends.startedAgents.push_back(event.agent);
        break;
    case Kind::AnswerSubmitted:
        ends.hasAnswers = true;
        break;
    case Kind::Text:
        failed[event.agent] = event.text.find("\xE2\x9D\x8C") != std::string::npos; // the cross that marks an error
        break;
    case Kind::FinalAnswer:
        ends.hasFinalAnswer = true;
        [[fallthrough]];
    case Kind::PresentationEnd:
        ends.presentationEndLocal = event.localTime;
        break;
    case Kind::PostEvaluation:
        if (event.label == "end")
            ends.postEvaluationEndLocal = event.localTime;
        break;
    case Kind::AnswerLocked:
        ends.isLocked = true;
        break;
    case Kind::RestartBanner:
        ends.isRestarted = true;
        break;
    case Kind::OrchestratorTimeout:
        ends.isTimedOut = true;
        ends.timeoutReason = event.text;
        ends.timeoutAgent = event.target;
        break;
    default:
        break;
    }
}

/// Events of a piece of the file; a piece that begins inside a line begins with the next one.
template <class OnEvent>
void scan(std::string_view piece, bool startsInside, OnEvent&& onEvent)
{
    JsonDocument document;
    LineSplitter splitter;
    const auto onLine = [&](const LineSplitter::Line& line) {
        if (startsInside && line.number == 1)
            return;
        if (document.parse(withoutMark(line)).isUsable) {
            if (const auto event = runEventOf(document.root(), line.number))
                onEvent(*event);
        }
    };
    splitter.consume(piece, onLine);
    splitter.finish(onLine);
}

} // namespace

std::vector<RunEvent> readEventLog(const RunFiles& files, const CancelToken& cancel,
                                   const std::function<void(std::uint64_t)>& onProgress)
{
    std::vector<RunEvent> events;
    LineReader reader(files);
    LineSplitter splitter;
    std::uint64_t done = 0;
    const auto onLine = [&](const LineSplitter::Line& line) {
        if (cancel.isCancelled())
            return;
        if (auto event = reader.read(line))
            events.push_back(std::move(*event));
    };
    files.stream(kEventLogFile, [&](std::string_view chunk) {
        splitter.consume(chunk, onLine);
        done += chunk.size();
        onProgress(done);
        return !cancel.isCancelled();
    });
    splitter.finish(onLine);
    return events;
}

EventLogEnds readEventLogEnds(const RunFiles& files)
{
    EventLogEnds ends;
    const std::optional<std::uint64_t> size = files.sizeOf(kEventLogFile);
    if (!size)
        return ends;
    ends.isPresent = true;
    const std::uint64_t tailBegin = *size > kTailBytes ? *size - kTailBytes : 0;
    std::map<std::string, bool> failed;
    const auto onHead = [&ends](const RunEvent& event) {
        if (ends.firstLocal == kNoTime)
            ends.firstLocal = event.localTime;
    };
    if (tailBegin > 0)
        scan(files.readRange(kEventLogFile, 0, std::min(kHeadBytes, tailBegin)).value_or(""), false, onHead);
    scan(files.readRange(kEventLogFile, tailBegin, kTailBytes).value_or(""), tailBegin > 0, [&](const RunEvent& event) {
        onHead(event);
        note(ends, failed, event);
    });
    for (const auto& [agent, hasFailed] : failed) {
        if (hasFailed && !agent.empty())
            ends.failedAgents.push_back(agent);
    }
    std::sort(ends.startedAgents.begin(), ends.startedAgents.end());
    ends.startedAgents.erase(std::unique(ends.startedAgents.begin(), ends.startedAgents.end()), ends.startedAgents.end());
    return ends;
}

} // namespace mgx
