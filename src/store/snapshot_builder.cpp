// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/snapshot_builder.h"

#include "store/lane_packer.h"
#include "store/parent_links.h"
#include "store/span_table.h"

#include <algorithm>
#include <unordered_map>

namespace mgx {

namespace {

/// A list that published snapshots share until it grows.
template <class T>
class SharedList
{
public:
    std::uint32_t add(T value)
    {
        m_values.push_back(std::move(value));
        m_published.reset();
        return static_cast<std::uint32_t>(m_values.size() - 1);
    }
    [[nodiscard]] std::shared_ptr<const std::vector<T>> publish()
    {
        if (!m_published)
            m_published = std::make_shared<const std::vector<T>>(m_values);
        return m_published;
    }

private:
    std::vector<T> m_values;
    std::shared_ptr<const std::vector<T>> m_published;
};

TimeNs clampTime(TimeNs time)
{
    return std::clamp(time, -kMaxTime, kMaxTime);
}

} // namespace

class SnapshotBuilder::Impl
{
public:
    RowId append(const RecordDraft& draft);
    void replace(RowId row, const RecordDraft& draft);
    void setAgent(RowId row, std::string_view agent);
    void setRun(RowId row, RunId run);
    void setService(RowId row, std::string_view service);
    void setParent(RowId row, RowId parent);
    bool setRepairedParent(RowId row, RowId parent, RepairNote note);
    std::shared_ptr<const TraceSnapshot> publish();

    SpanTable table;
    SharedList<TraceId> traces;
    SharedList<SourceInfo> sources;
    SharedList<std::string> files;
    std::vector<std::shared_ptr<const RunFacts>> runs;
    std::unordered_map<TraceId, std::uint32_t> traceIndex;
    std::vector<RowId> changed; ///< published rows written to since the last publish; repeats are possible
    ParentLinks links{table, changed};

private:
    void write(RowId row, const RecordDraft& draft);
    void writeTimes(RowId row, const RecordDraft& draft);
    void noteTime(RunId ofRun, TimeNs end);
    [[nodiscard]] LaneId laneOf(RunId run, std::string_view agent, std::string_view service);
    void moveLane(RowId row, LaneId from, TimeNs oldStart);
    [[nodiscard]] std::uint32_t traceOf(TraceId id);
    void publishLanes(TraceSnapshot& snapshot);
    void publishChildren(TraceSnapshot& snapshot);

    std::shared_ptr<StringPool> m_strings = std::make_shared<StringPool>();
    std::shared_ptr<TextStore> m_texts = std::make_shared<TextStore>();
    std::vector<Lane> m_lanes;
    std::vector<LanePacker> m_packers;
    std::unordered_map<std::uint64_t, LaneId> m_laneIndex; ///< run << 32 | label
    std::vector<std::uint16_t> m_slotOfRow;
    std::vector<TimeNs> m_lastTimes; ///< by run, then one for rows without a run
    std::vector<std::shared_ptr<const ChildIndex>> m_children;
    std::shared_ptr<RepairNotes> m_repairs; ///< shared with snapshots until it changes
    TimeNs m_minTime = kNoTime;
    TimeNs m_maxTime = kNoTime;
    std::uint64_t m_revision = 0;
};

std::uint32_t SnapshotBuilder::Impl::traceOf(TraceId id)
{
    const auto [entry, isNew] = traceIndex.try_emplace(id, 0);
    if (isNew)
        entry->second = traces.add(id);
    return entry->second;
}

LaneId SnapshotBuilder::Impl::laneOf(RunId run, std::string_view agent, std::string_view service)
{
    const bool hasRun = run != kNoRun;
    const StringId label = m_strings->intern(hasRun ? agent : service);
    const auto [entry, isNew] = m_laneIndex.try_emplace(std::uint64_t(run) << 32 | label, m_lanes.size());
    if (isNew) {
        Lane lane;
        lane.kind = !hasRun ? LaneKind::Service : agent.empty() ? LaneKind::Coordination : LaneKind::Agent;
        lane.run = run;
        lane.label = label;
        m_lanes.push_back(std::move(lane));
        m_packers.emplace_back(entry->second);
    }
    return entry->second;
}

/// Tells the packers that a row was rewritten; its columns have the new lane and start already.
void SnapshotBuilder::Impl::moveLane(RowId row, LaneId from, TimeNs oldStart)
{
    m_packers[from].touch(oldStart);
    if (table.lane(row) != from)
        m_packers[table.lane(row)].add(row, table.start(row));
    else
        m_packers[from].touch(table.start(row));
}

void SnapshotBuilder::Impl::setAgent(RowId row, std::string_view agent)
{
    const LaneId from = table.lane(row);
    if (m_lanes[from].run == kNoRun)
        return;
    if (row < table.published())
        changed.push_back(row);
    const LaneId lane = laneOf(m_lanes[from].run, agent, {});
    SpanChunk& c = table.edit(row);
    c.agent[SpanTable::slot(row)] = m_strings->intern(agent);
    c.lane[SpanTable::slot(row)] = lane;
    moveLane(row, from, table.start(row));
}

void SnapshotBuilder::Impl::setRun(RowId row, RunId run)
{
    const LaneId from = table.lane(row);
    if (m_lanes[from].run == run)
        return;
    if (row < table.published())
        changed.push_back(row);
    SpanChunk& c = table.edit(row);
    const std::size_t i = SpanTable::slot(row);
    c.lane[i] = laneOf(run, m_strings->at(c.agent[i]), m_strings->at(c.service[i]));
    moveLane(row, from, table.start(row));
    if ((c.flags[i] & kHasBadTimes) == 0)
        noteTime(run, c.end[i] == kOpenEnd ? c.start[i] : c.end[i]);
}

void SnapshotBuilder::Impl::setService(RowId row, std::string_view service)
{
    const LaneId from = table.lane(row);
    if (row < table.published())
        changed.push_back(row);
    SpanChunk& c = table.edit(row);
    c.service[SpanTable::slot(row)] = m_strings->intern(service);
    if (m_lanes[from].run != kNoRun)
        return; // its lane is that of its agent
    c.lane[SpanTable::slot(row)] = laneOf(kNoRun, {}, service);
    moveLane(row, from, table.start(row));
}

void SnapshotBuilder::Impl::setParent(RowId row, RowId parent)
{
    if (table.recordedParent(row) != kNoRow || row == parent)
        return;
    if (row < table.published())
        changed.push_back(row);
    const std::uint64_t spanId = table.chunk(parent).spanId[SpanTable::slot(parent)];
    table.edit(row).parentSpanId[SpanTable::slot(row)] = spanId;
    links.adopt(row, parent);
}

void SnapshotBuilder::Impl::writeTimes(RowId row, const RecordDraft& draft)
{
    SpanChunk& c = table.edit(row);
    const std::size_t i = SpanTable::slot(row);
    const bool isOpen = draft.end == kNoTime;
    const TimeNs start = clampTime(draft.start == kNoTime ? (isOpen ? 0 : draft.end) : draft.start);
    const TimeNs end = isOpen ? start : std::max(start, clampTime(draft.end));
    const bool isBad = draft.start == kNoTime || start != draft.start || (!isOpen && end != draft.end);
    c.start[i] = start;
    c.end[i] = isOpen ? kOpenEnd : end;
    c.flags[i] = static_cast<std::uint8_t>(draft.flags | (isOpen ? kIsOpen : 0) | (isBad ? kHasBadTimes : 0));
    if (isBad)
        return;
    m_minTime = m_minTime == kNoTime ? start : std::min(m_minTime, start);
    m_maxTime = std::max(m_maxTime, end);
    noteTime(draft.run, end);
}

/// Open spans of a run end at its last time for now.
void SnapshotBuilder::Impl::noteTime(RunId ofRun, TimeNs end)
{
    const std::size_t run = ofRun == kNoRun ? 0 : ofRun + 1;
    if (m_lastTimes.size() <= run)
        m_lastTimes.resize(run + 1, kNoTime);
    m_lastTimes[run] = std::max(m_lastTimes[run], end);
}

void SnapshotBuilder::Impl::write(RowId row, const RecordDraft& draft)
{
    writeTimes(row, draft);
    SpanChunk& c = table.edit(row);
    const std::size_t i = SpanTable::slot(row);
    c.spanId[i] = draft.spanId;
    c.parentSpanId[i] = draft.parentSpanId;
    c.trace[i] = traceOf(draft.trace);
    c.name[i] = m_strings->intern(draft.name);
    c.agent[i] = m_strings->intern(draft.agent);
    c.service[i] = m_strings->intern(draft.service);
    c.scope[i] = m_strings->intern(draft.scope);
    c.resource[i] = m_strings->intern(draft.resource);
    c.message[i] = draft.message == draft.name ? TextRef{} : m_texts->add(draft.message);
    c.attributes[i] = m_texts->add(draft.attributes);
    c.rest[i] = m_texts->add(draft.rest);
    c.recordedParent[i] = kNoRow;
    c.parent[i] = kNoRow;
    c.lane[i] = laneOf(draft.run, draft.agent, draft.service);
    c.source[i] = draft.source;
    c.file[i] = draft.file;
    c.position[i] = draft.pointer.empty() ? draft.position : SpanChunk::kPointerBit | m_strings->intern(draft.pointer);
    c.kind[i] = draft.kind;
    c.level[i] = draft.level;
    c.timeQuality[i] = draft.timeQuality;
}

RowId SnapshotBuilder::Impl::append(const RecordDraft& draft)
{
    const RowId row = table.append();
    write(row, draft);
    links.link(row);
    if (draft.repairedParent != kNoRow)
        (void)setRepairedParent(row, draft.repairedParent, {});
    m_packers[table.lane(row)].add(row, table.start(row));
    return row;
}

void SnapshotBuilder::Impl::replace(RowId row, const RecordDraft& draft)
{
    if (row < table.published())
        changed.push_back(row);
    const LaneId oldLane = table.lane(row);
    const TimeNs oldStart = table.start(row);
    table.touchIndex(row);
    write(row, draft);
    links.link(row);
    if (draft.repairedParent != kNoRow)
        (void)setRepairedParent(row, draft.repairedParent, {});
    moveLane(row, oldLane, oldStart);
}

bool SnapshotBuilder::Impl::setRepairedParent(RowId row, RowId parent, RepairNote note)
{
    if (!links.repair(row, parent))
        return false;
    if (!m_repairs || m_repairs.use_count() > 1)
        m_repairs = m_repairs ? std::make_shared<RepairNotes>(*m_repairs) : std::make_shared<RepairNotes>();
    if (parent == kNoRow || parent == table.recordedParent(row))
        m_repairs->erase(row);
    else
        (*m_repairs)[row] = note;
    return true;
}

void SnapshotBuilder::Impl::publishLanes(TraceSnapshot& snapshot)
{
    for (const RowId row : snapshot.m_changedRows)
        m_packers[table.lane(row)].touch(table.start(row));
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane) {
        if (m_packers[lane].isDirty()) {
            m_packers[lane].update(table, m_slotOfRow);
            m_lanes[lane].index = m_packers[lane].index();
        }
        const std::size_t run = m_lanes[lane].run == kNoRun ? 0 : m_lanes[lane].run + 1;
        m_lanes[lane].lastTime = run < m_lastTimes.size() ? m_lastTimes[run] : kNoTime;
    }
    snapshot.m_lanes = m_lanes;
}

void SnapshotBuilder::Impl::publishChildren(TraceSnapshot& snapshot)
{
    m_children.resize(table.chunks().size());
    for (const std::size_t c : table.publish()) {
        const auto firstRow = static_cast<RowId>(c << SpanChunk::kShift);
        m_children[c] = std::make_shared<const ChildIndex>(*table.chunks()[c], firstRow, table.rowsIn(c));
    }
    snapshot.m_children = m_children;
}

std::shared_ptr<const TraceSnapshot> SnapshotBuilder::Impl::publish()
{
    auto snapshot = std::make_shared<TraceSnapshot>();
    snapshot->m_revision = ++m_revision;
    snapshot->m_rowCount = table.size();
    snapshot->m_minTime = m_minTime == kNoTime ? 0 : m_minTime;
    snapshot->m_maxTime = m_minTime == kNoTime ? 0 : m_maxTime;
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    snapshot->m_changedRows = std::move(changed);
    changed.clear();
    publishLanes(*snapshot);
    publishChildren(*snapshot);
    snapshot->m_chunks.assign(table.chunks().begin(), table.chunks().end());
    snapshot->m_runs = runs;
    snapshot->m_traces = traces.publish();
    snapshot->m_sources = sources.publish();
    snapshot->m_files = files.publish();
    snapshot->m_strings = m_strings;
    snapshot->m_texts = m_texts;
    snapshot->m_repairs = m_repairs;
    return snapshot;
}

SnapshotBuilder::SnapshotBuilder() : m_impl(std::make_unique<Impl>()) {}
SnapshotBuilder::~SnapshotBuilder() = default;

std::uint32_t SnapshotBuilder::addSource(SourceKind kind, std::string_view path)
{
    return m_impl->sources.add(SourceInfo{kind, std::string(path)});
}

std::uint32_t SnapshotBuilder::addFile(std::string_view path)
{
    return m_impl->files.add(std::string(path));
}

RunId SnapshotBuilder::addRun()
{
    m_impl->runs.push_back(std::make_shared<const RunFacts>());
    return static_cast<RunId>(m_impl->runs.size() - 1);
}

void SnapshotBuilder::setRunFacts(RunId run, std::shared_ptr<const RunFacts> facts)
{
    m_impl->runs[run] = std::move(facts);
}

RowId SnapshotBuilder::append(const RecordDraft& draft)
{
    return m_impl->append(draft);
}

void SnapshotBuilder::replace(RowId row, const RecordDraft& draft)
{
    m_impl->replace(row, draft);
}

void SnapshotBuilder::setAgent(RowId row, std::string_view agent)
{
    m_impl->setAgent(row, agent);
}

void SnapshotBuilder::setRun(RowId row, RunId run)
{
    m_impl->setRun(row, run);
}

void SnapshotBuilder::setService(RowId row, std::string_view service)
{
    m_impl->setService(row, service);
}

void SnapshotBuilder::setParent(RowId row, RowId parent)
{
    m_impl->setParent(row, parent);
}

bool SnapshotBuilder::setRepairedParent(RowId row, RowId parent, RepairNote note)
{
    return m_impl->setRepairedParent(row, parent, note);
}

RowId SnapshotBuilder::find(TraceId trace, std::uint64_t spanId, RecordKind kind) const
{
    const auto found = m_impl->traceIndex.find(trace);
    return found == m_impl->traceIndex.end() ? kNoRow : m_impl->links.find(found->second, spanId, kind);
}

RowId SnapshotBuilder::rowCount() const
{
    return m_impl->table.size();
}

std::shared_ptr<const TraceSnapshot> SnapshotBuilder::publish()
{
    return m_impl->publish();
}

} // namespace mgx
