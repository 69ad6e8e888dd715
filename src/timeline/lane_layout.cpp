// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/lane_layout.h"

#include "workspace/format.h"
#include "workspace/lane_agents.h"

#include <algorithm>
#include <QCoreApplication>

namespace mgx {

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("LaneLayout", text, nullptr, n);
}

QString roundsText(const RunFacts& facts, int agent)
{
    const auto rounds = std::count_if(facts.rounds.begin(), facts.rounds.end(), [&](const auto& r) { return r.agent == agent; });
    const std::optional<Usage>& usage = facts.agents[static_cast<std::size_t>(agent)].usage;
    const QString count = rounds == 1 ? tr("1 round") : tr("%1 rounds").arg(rounds);
    return count + QStringLiteral(" · ") + formatCost(usage ? std::optional(usage->costUsd) : std::nullopt);
}

} // namespace

LaneLayout::LaneLayout(const TraceSnapshot& snapshot, const TimelineOptions& options)
{
    const std::vector<int> agents = agentOfLanes(snapshot);
    // A run's children follow it; runs of no parent in the order of the snapshot.
    std::vector<RunId> todo;
    const auto pushChildren = [&](RunId parent) {
        for (auto run = static_cast<RunId>(snapshot.runCount()); run-- > 0;) {
            if (snapshot.runFacts(run).parentRun == parent && run != parent)
                todo.push_back(run);
        }
    };
    std::vector<bool> isDone(snapshot.runCount());
    pushChildren(kNoRun);
    while (!todo.empty()) {
        const RunId run = todo.back();
        todo.pop_back();
        if (isDone[run])
            continue;
        isDone[run] = true;
        addRun(snapshot, run, agents);
        pushChildren(run);
    }
    for (LaneId lane = 0; lane < snapshot.lanes().size(); ++lane) {
        if (snapshot.lanes()[lane].run == kNoRun)
            addLane(snapshot, lane, agents[lane]);
    }
    arrange(options);
}

void LaneLayout::addRun(const TraceSnapshot& snapshot, RunId run, const std::vector<int>& agents)
{
    std::vector<LaneId> lanes;
    for (LaneId lane = 0; lane < snapshot.lanes().size(); ++lane) {
        if (snapshot.lanes()[lane].run == run)
            lanes.push_back(lane);
    }
    std::stable_sort(lanes.begin(), lanes.end(), [&](LaneId a, LaneId b) { return agents[a] < agents[b]; });
    const RunFacts& facts = snapshot.runFacts(run);
    int next = 0; // agents that have been placed
    const auto placeUpTo = [&](int end) {
        for (; next < std::min(end, static_cast<int>(facts.agents.size())); ++next) {
            LaneBox box;
            box.run = run;
            box.kind = LaneKind::Agent;
            box.agent = next;
            box.title = toQString(facts.agents[static_cast<std::size_t>(next)].id);
            box.detail = toQString(facts.agents[static_cast<std::size_t>(next)].model);
            box.more = tr("no records");
            place(std::move(box));
        }
    };
    for (const LaneId lane : lanes) {
        placeUpTo(agents[lane]);
        addLane(snapshot, lane, agents[lane]);
        next = std::max(next, agents[lane] + 1);
    }
    placeUpTo(static_cast<int>(facts.agents.size()));
}

void LaneLayout::addLane(const TraceSnapshot& snapshot, LaneId id, int agent)
{
    const Lane& lane = snapshot.lanes()[id];
    LaneBox box;
    box.lane = id;
    box.run = lane.run;
    box.kind = lane.kind;
    box.agent = agent;
    box.slots = lane.index.slotCount();
    box.title = toQString(snapshot.string(lane.label));
    if (lane.kind == LaneKind::Coordination) {
        const bool isSub = snapshot.runFacts(lane.run).parentRun != kNoRun;
        box.title = isSub ? tr("Subagents") : tr("Coordination");
        box.detail = isSub ? toQString(snapshot.runFacts(lane.run).name) : tr("session · events");
    } else if (lane.kind == LaneKind::Agent) {
        const RunFacts& facts = snapshot.runFacts(lane.run);
        if (agent < static_cast<int>(facts.agents.size())) {
            box.detail = toQString(facts.agents[static_cast<std::size_t>(agent)].model);
            box.more = roundsText(facts, agent);
        }
    } else {
        if (box.title.isEmpty())
            box.title = tr("(no service)");
        box.detail = lane.index.spanCount() == 1 ? tr("1 span") : tr("%1 spans").arg(formatCount(static_cast<qint64>(lane.index.spanCount())));
    }
    place(std::move(box));
}

void LaneLayout::arrange(const TimelineOptions& options)
{
    QHash<QString, qsizetype> ranks;
    for (const QString& title : options.order())
        ranks.insert(title, ranks.size());
    for (LaneBox& box : m_boxes) {
        box.isCollapsed = options.lane(box.title).isCollapsed;
        box.isPinned = options.lane(box.title).isPinned;
    }
    std::stable_sort(m_boxes.begin(), m_boxes.end(), [&](const LaneBox& a, const LaneBox& b) {
        if (a.isPinned != b.isPinned)
            return a.isPinned;
        return ranks.value(a.title, ranks.size()) < ranks.value(b.title, ranks.size());
    });
    for (const LaneBox& box : m_boxes) {
        m_titles.append(box.title);
        if (options.lane(box.title).isHidden)
            m_hidden.append(box.title);
    }
    std::erase_if(m_boxes, [&](const LaneBox& box) { return options.lane(box.title).isHidden; });
    double y = 0;
    for (LaneBox& box : m_boxes) {
        box.y = y;
        measure(box);
        y += box.height;
    }
}

void LaneLayout::measure(LaneBox& box)
{
    if (box.isCollapsed) {
        box.rowPitch = 0;
        box.height = LaneBox::kCollapsedPx;
        box.rowHeight = LaneBox::kCollapsedPx - 2 * LaneBox::kTopPx;
        box.marksY = LaneBox::kCollapsedPx / 2;
        return;
    }
    box.rowPitch = box.slots <= LaneBox::kFullRows
        ? LaneBox::kRowPitchPx
        : std::max(LaneBox::kThinnestPitchPx, LaneBox::kRowPitchPx * LaneBox::kFullRows / box.slots);
    box.rowHeight = box.rowPitch - (box.rowPitch >= 8 ? 2 : box.rowPitch >= 4 ? 1 : 0);
    const double rows = box.slots * box.rowPitch;
    box.marksY = LaneBox::kTopPx + rows + LaneBox::kMarksPx / 2;
    box.height = std::max(box.kind == LaneKind::Coordination ? 0.0 : LaneBox::kMinHeightPx,
                          LaneBox::kTopPx + rows + LaneBox::kMarksPx + 2);
}

double LaneLayout::pinnedHeight(double viewHeight) const
{
    constexpr double kMostOfView = 0.6;
    double height = 0;
    for (const LaneBox& box : m_boxes)
        height += box.isPinned ? box.height : 0;
    return height <= kMostOfView * viewHeight ? height : 0;
}

const LaneBox* LaneLayout::boxAt(double y) const
{
    const auto after = std::upper_bound(m_boxes.begin(), m_boxes.end(), y, [](double v, const LaneBox& b) { return v < b.y; });
    return after == m_boxes.begin() || y >= height() ? nullptr : &*(after - 1);
}

const LaneBox* LaneLayout::boxOf(LaneId lane) const
{
    const auto found = std::find_if(m_boxes.begin(), m_boxes.end(), [&](const LaneBox& b) { return b.lane == lane; });
    return found == m_boxes.end() ? nullptr : &*found;
}

} // namespace mgx
