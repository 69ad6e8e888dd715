// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/event_clock.h"

#include <map>
#include <string>

namespace mgx {

namespace {

struct Fix
{
    std::size_t index = 0; ///< of the event
    TimeNs offset = 0;
};

std::vector<Fix> fixesOf(const std::vector<RunEvent>& events, const std::vector<CoordinationEvent>& exact)
{
    std::map<std::string, TimeNs> answers;
    std::map<std::string, std::vector<TimeNs>> votes;
    for (const CoordinationEvent& event : exact) {
        if (event.kind == CoordinationEvent::Kind::NewAnswer && event.quality == TimeQuality::Exact)
            answers.emplace(event.label, event.time);
        else if (event.kind == CoordinationEvent::Kind::VoteCast && event.quality == TimeQuality::Exact)
            votes[event.agent].push_back(event.time);
    }
    std::vector<Fix> fixes;
    std::map<std::string, std::size_t> votesSeen;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const RunEvent& event = events[i];
        TimeNs time = kNoTime;
        if (event.kind == RunEvent::Kind::AnswerSubmitted) {
            if (const auto found = answers.find(event.label); found != answers.end())
                time = found->second;
        } else if (event.kind == RunEvent::Kind::Vote) {
            const std::vector<TimeNs>& cast = votes[event.agent];
            if (const std::size_t k = votesSeen[event.agent]++; k < cast.size())
                time = cast[k];
        }
        TimeNs offset = 0;
        if (LocalClock::isOffset(event.localTime, time, offset))
            fixes.push_back({i, offset});
    }
    return fixes;
}

/// Where, between two fixes of different offsets, the clock was set: at the largest step in its direction.
std::size_t changeBetween(const std::vector<RunEvent>& events, const Fix& before, const Fix& after)
{
    std::size_t change = after.index;
    TimeNs largest = 0;
    for (std::size_t i = before.index + 1; i <= after.index; ++i) {
        const TimeNs step = events[i].localTime - events[i - 1].localTime;
        const TimeNs inDirection = after.offset > before.offset ? step : -step;
        if (inDirection > largest) {
            largest = inDirection;
            change = i;
        }
    }
    return change;
}

} // namespace

void applyClock(std::vector<RunEvent>& events, const LocalClock& clock, const std::vector<CoordinationEvent>& exact)
{
    const std::vector<Fix> fixes = fixesOf(events, exact);
    std::size_t next = 0;
    std::size_t changeAt = 0; // the first event that has the offset of fixes[next]
    for (std::size_t i = 0; i < events.size(); ++i) {
        while (next + 1 < fixes.size() && fixes[next].index < i) {
            const bool isSame = fixes[next + 1].offset == fixes[next].offset;
            changeAt = isSame ? 0 : changeBetween(events, fixes[next], fixes[next + 1]);
            ++next;
        }
        RunEvent& event = events[i];
        if (event.time != kNoTime)
            continue; // written with an offset
        if (fixes.empty())
            event.time = clock.toUtc(event.localTime);
        else
            event.time = event.localTime - (next > 0 && i < changeAt ? fixes[next - 1].offset : fixes[next].offset);
    }
}

} // namespace mgx
