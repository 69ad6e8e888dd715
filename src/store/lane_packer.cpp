// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lane_packer.h"

#include "store/slot_finder.h"

#include <algorithm>
#include <unordered_map>

namespace mgx {

namespace {

constexpr std::size_t kSegmentRows = 8192;
constexpr std::uint16_t kNoSlot = 0xFFFF;

bool isMark(const SpanTable& table, RowId row)
{
    const RecordKind kind = table.kind(row);
    return kind == RecordKind::Log || kind == RecordKind::SpanEvent;
}

/// A pending row hangs below the span of the same id as soon as that is there (ParentLinks), and says nothing more.
bool isSettledPending(const SpanTable& table, RowId row)
{
    const RowId parent = table.recordedParent(row);
    return table.kind(row) == RecordKind::PendingSpan && parent != kNoRow && table.kind(parent) == RecordKind::Span
        && table.spanId(parent) == table.spanId(row);
}

SpanStatus statusOf(const SpanTable& table, RowId row)
{
    if ((table.flags(row) & kIsException) || table.level(row) >= level::kError)
        return SpanStatus::Error;
    return table.level(row) >= level::kWarning ? SpanStatus::Warning : SpanStatus::Ok;
}

/// Numbers of ancestors, each looked up once: a chain of a million spans costs a million steps.
class Depths
{
public:
    explicit Depths(const SpanTable& table) : m_table(table) {}

    int of(RowId row)
    {
        m_path.clear();
        auto known = m_depths.end();
        for (; row != kNoRow && (known = m_depths.find(row)) == m_depths.end(); row = m_table.parent(row))
            m_path.push_back(row);
        int depth = row == kNoRow ? -1 : known->second;
        for (auto below = m_path.rbegin(); below != m_path.rend(); ++below)
            m_depths.emplace(*below, ++depth);
        return depth;
    }

private:
    const SpanTable& m_table;
    std::unordered_map<RowId, int> m_depths;
    std::vector<RowId> m_path;
};

} // namespace

void LanePacker::add(RowId row, TimeNs start)
{
    m_added.push_back(row);
    touch(start);
}

std::vector<LanePacker::Entry> LanePacker::takeEntries(const SpanTable& table)
{
    // Rows that start together may lie on both sides of a border between segments: begin before all of them.
    const auto first = std::lower_bound(m_segments.begin(), m_segments.end(), m_dirtyFrom,
                                        [](const auto& segment, TimeNs t) { return segment->minStart < t; });
    auto keep = first == m_segments.begin() ? first : first - 1;
    if (keep != m_segments.end() && (*keep)->maxStart < m_dirtyFrom)
        ++keep; // everything new comes after it
    // Growing lanes get small segments at the end: join them as in a binary counter, so that each row is packed O(log n) times.
    std::size_t count = m_added.size();
    for (auto segment = keep; segment != m_segments.end(); ++segment)
        count += (*segment)->rows.size();
    while (keep != m_segments.begin() && (*(keep - 1))->rows.size() <= count
           && (*(keep - 1))->rows.size() + count <= kSegmentRows) {
        --keep;
        count += (*keep)->rows.size();
    }
    std::vector<Entry> entries;
    const auto take = [&](RowId row) {
        if (table.lane(row) == m_lane)
            entries.push_back({table.start(row), table.end(row), row});
    };
    for (auto segment = keep; segment != m_segments.end(); ++segment)
        std::for_each((*segment)->rows.begin(), (*segment)->rows.end(), take);
    std::for_each(m_added.begin(), m_added.end(), take);
    m_segments.erase(keep, m_segments.end());
    m_added.clear();
    m_dirtyFrom = kClean;

    Depths depths(table);
    const auto isBefore = [&](const Entry& a, const Entry& b) {
        if (a.start != b.start)
            return a.start < b.start;
        if (a.end != b.end)
            return a.end > b.end;
        const int depthA = depths.of(a.row);
        const int depthB = depths.of(b.row);
        return depthA != depthB ? depthA < depthB : a.row < b.row;
    };
    if (!std::is_sorted(entries.begin(), entries.end(), isBefore))
        std::sort(entries.begin(), entries.end(), isBefore);
    // A row that left and came back stands there twice.
    entries.erase(std::unique(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.row == b.row; }),
                  entries.end());
    return entries;
}

void LanePacker::update(const SpanTable& table, std::vector<std::uint16_t>& slotOfRow)
{
    slotOfRow.resize(table.size(), kNoSlot);
    const std::vector<Entry> entries = takeEntries(table);
    SlotFinder slots(LaneIndex::kMaxSlots);
    slots.restore(m_segments.empty() ? std::span<const TimeNs>() : m_segments.back()->slotEnds);
    for (std::size_t i = 0; i < entries.size(); i += kSegmentRows) {
        const auto part = std::span(entries).subspan(i, std::min(kSegmentRows, entries.size() - i));
        m_segments.push_back(pack(part, table, slots, slotOfRow));
    }
}

std::shared_ptr<const LaneSegment> LanePacker::pack(std::span<const Entry> entries, const SpanTable& table, SlotFinder& slots,
                                                    std::vector<std::uint16_t>& slotOfRow) const
{
    auto segment = std::make_shared<LaneSegment>();
    segment->rows.reserve(entries.size());
    segment->minStart = entries.front().start;
    segment->maxStart = entries.back().start;
    segment->maxEnd = entries.front().start;
    for (const Entry& e : entries) {
        segment->rows.push_back(e.row);
        if (isSettledPending(table, e.row) || (table.flags(e.row) & kIsFolded))
            continue;
        segment->maxEnd = std::max(segment->maxEnd, e.end);
        const SpanStatus status = statusOf(table, e.row);
        if (isMark(table, e.row)) {
            segment->markTimes.push_back(e.start);
            segment->markRows.push_back(e.row);
            segment->markStatuses.push_back(status);
            continue;
        }
        const RowId parent = table.parent(e.row);
        const bool isBelowParent = parent != kNoRow && table.lane(parent) == m_lane && slotOfRow[parent] != kNoSlot;
        const std::size_t slot = slots.find(isBelowParent ? slotOfRow[parent] + 1u : 0u, e.start);
        slots.occupy(slot, std::max(e.end, e.start + 1)); // spans without duration at one time lie below one another
        slotOfRow[e.row] = static_cast<std::uint16_t>(slot);
        if (segment->tracks.size() <= slot)
            segment->tracks.resize(slot + 1);
        segment->tracks[slot].append(e.start, e.end, e.row, status);
        ++segment->spanCount;
    }
    for (SlotTrack& track : segment->tracks)
        track.seal();
    segment->slotEnds.assign(slots.ends().begin(), slots.ends().end());
    return segment;
}

} // namespace mgx
