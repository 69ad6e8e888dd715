// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lane_segment.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace mgx {

namespace {

/// Start of the pixel after the one that holds `time`, or the largest time.
TimeNs nextPixel(TimeNs time, TimeNs from, TimeNs resolution)
{
    const TimeNs offset = time > from ? (time - from) / resolution : 0;
    TimeNs end = 0;
    if (__builtin_mul_overflow(offset + 1, resolution, &end) || __builtin_add_overflow(from, end, &end))
        return std::numeric_limits<TimeNs>::max();
    return end;
}

/// First index in [from, size) whose value is not below `bound`: doubling steps, then a binary search between the last two.
std::size_t gallop(const std::vector<TimeNs>& values, std::size_t from, TimeNs bound)
{
    std::size_t step = 1;
    std::size_t low = from;
    while (low + step < values.size() && values[low + step] < bound) {
        low += step;
        step *= 2;
    }
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(std::min(low + step + 1, values.size()));
    return static_cast<std::size_t>(
        std::lower_bound(values.begin() + static_cast<std::ptrdiff_t>(low), end, bound) - values.begin());
}

template <class T>
std::size_t bytesOf(const std::vector<T>& v)
{
    return v.capacity() * sizeof(T);
}

} // namespace

void SlotTrack::append(TimeNs start, TimeNs end, RowId row, SpanStatus status)
{
    m_starts.push_back(start);
    m_ends.push_back(m_ends.empty() ? end : std::max(end, m_ends.back()));
    m_rows.push_back(row);
    m_statuses.push_back(status);
}

void SlotTrack::take(Best& into, const Best& other) const
{
    if (length(other.longest) > length(into.longest))
        into.longest = other.longest;
    into.worst = std::max(into.worst, other.worst);
}

void SlotTrack::seal()
{
    std::size_t below = m_rows.size();
    while (below > kFanout) {
        const std::size_t count = (below + kFanout - 1) / kFanout;
        std::vector<Best> level(count);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t end = std::min(below, (i + 1) * kFanout);
            for (std::size_t j = i * kFanout; j < end; ++j) {
                const Best item = m_levels.empty() ? Best{static_cast<std::uint32_t>(j), m_statuses[j]} : m_levels.back()[j];
                if (j == i * kFanout)
                    level[i] = item;
                else
                    take(level[i], item);
            }
        }
        m_levels.push_back(std::move(level));
        below = count;
    }
    m_starts.shrink_to_fit();
    m_ends.shrink_to_fit();
    m_rows.shrink_to_fit();
    m_statuses.shrink_to_fit();
}

SlotTrack::Best SlotTrack::best(std::size_t from, std::size_t to) const
{
    Best result{static_cast<std::uint32_t>(from), m_statuses[from]};
    const auto takeOne = [&](std::size_t i) { take(result, Best{static_cast<std::uint32_t>(i), m_statuses[i]}); };
    // Up the levels while the ends are not aligned; what is left in the middle is covered by whole blocks above.
    for (; from < to && from % kFanout != 0; ++from)
        takeOne(from);
    for (; to > from && to % kFanout != 0; --to)
        takeOne(to - 1);
    std::size_t level = 0;
    while (from < to) {
        if (level == m_levels.size()) { // few enough for no level
            for (; from < to; ++from)
                level == 0 ? takeOne(from) : take(result, m_levels[level - 1][from]);
            break;
        }
        from /= kFanout;
        to /= kFanout;
        for (; from < to && from % kFanout != 0; ++from)
            take(result, m_levels[level][from]);
        for (; to > from && to % kFanout != 0; --to)
            take(result, m_levels[level][to - 1]);
        ++level;
    }
    return result;
}

void SlotTrack::query(TimeNs from, TimeNs to, TimeNs resolution, std::uint16_t slot, std::vector<LaneQuad>& out) const
{
    // Ends rise with the index, so the first span in sight is found by its end.
    auto i = static_cast<std::size_t>(std::lower_bound(m_ends.begin(), m_ends.end(), from) - m_ends.begin());
    while (i < m_rows.size() && m_starts[i] < to) {
        std::size_t next = i + 1;
        if (resolution > 0 && length(i) < resolution)
            next = std::max(next, gallop(m_starts, i, nextPixel(m_starts[i], from, resolution)));
        if (next == i + 1) {
            out.push_back({m_starts[i], m_ends[i], m_rows[i], 1, slot, m_statuses[i]});
        } else {
            // A span that is wide enough to be seen stands alone, even if it begins in this pixel: it is the last one then.
            if (length(next - 1) >= resolution)
                --next;
            const Best b = best(i, next);
            out.push_back({m_starts[i], m_ends[next - 1], m_rows[b.longest], static_cast<std::uint32_t>(next - i), slot, b.worst});
        }
        i = next;
    }
}

std::size_t SlotTrack::find(RowId row, TimeNs start) const
{
    const auto range = std::equal_range(m_starts.begin(), m_starts.end(), start);
    for (auto i = range.first - m_starts.begin(); i < range.second - m_starts.begin(); ++i) {
        if (m_rows[static_cast<std::size_t>(i)] == row)
            return static_cast<std::size_t>(i);
    }
    return m_rows.size();
}

std::pair<TimeNs, RowId> SlotTrack::nearest(TimeNs time) const
{
    if (m_rows.empty())
        return {0, kNoRow};
    const auto after = static_cast<std::size_t>(std::upper_bound(m_starts.begin(), m_starts.end(), time) - m_starts.begin());
    if (after == 0)
        return {m_starts[0] - time, m_rows[0]};
    const TimeNs past = std::max<TimeNs>(0, time - m_ends[after - 1]);
    if (past > 0 && after < m_rows.size() && m_starts[after] - time < past)
        return {m_starts[after] - time, m_rows[after]};
    return {past, m_rows[after - 1]};
}

std::size_t SlotTrack::byteSize() const
{
    std::size_t bytes = sizeof(*this) + bytesOf(m_starts) + bytesOf(m_ends) + bytesOf(m_rows) + bytesOf(m_statuses);
    for (const auto& level : m_levels)
        bytes += bytesOf(level);
    return bytes;
}

void LaneSegment::marks(TimeNs from, TimeNs to, TimeNs resolution, std::vector<LaneMark>& out) const
{
    auto i = static_cast<std::size_t>(std::lower_bound(markTimes.begin(), markTimes.end(), from) - markTimes.begin());
    while (i < markTimes.size() && markTimes[i] < to) {
        LaneMark mark{markTimes[i], markRows[i], 1, markStatuses[i]};
        const TimeNs bound = resolution > 0 ? nextPixel(markTimes[i], from, resolution) : markTimes[i];
        for (++i; i < markTimes.size() && markTimes[i] < bound; ++i, ++mark.count) {
            if (markStatuses[i] > mark.worst) {
                mark.worst = markStatuses[i];
                mark.row = markRows[i];
            }
        }
        out.push_back(mark);
    }
}

std::size_t LaneSegment::byteSize() const
{
    std::size_t bytes = sizeof(*this) + bytesOf(markTimes) + bytesOf(markRows) + bytesOf(markStatuses) + bytesOf(rows)
        + bytesOf(slotEnds);
    for (const SlotTrack& track : tracks)
        bytes += track.byteSize();
    return bytes;
}

} // namespace mgx
