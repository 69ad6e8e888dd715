// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"
#include "workspace/timeline_options.h"

#include <QString>
#include <vector>

namespace mgx {

/// One lane on the canvas. y counts from the top of the first lane, in pixels, without scrolling.
struct LaneBox
{
    static constexpr LaneId kNoLane = 0xFFFFFFFFu;

    LaneId lane = kNoLane; ///< kNoLane: an agent of the run without any record
    RunId run = kNoRun;
    LaneKind kind = LaneKind::Service;
    int agent = -1; ///< number of the colour
    int slots = 0;
    double y = 0;
    double height = 0;
    double rowPitch = 0;  ///< from sub-row to sub-row
    double rowHeight = 0; ///< of a span
    double marksY = 0;    ///< middle of the marks, from the top of the lane
    bool isCollapsed = false; ///< one thin row: sub-rows lie on one another, the innermost on top
    bool isPinned = false;
    QString title;        ///< agent id or service
    QString detail;       ///< model
    QString more;         ///< "3 rounds · $0.121"

    [[nodiscard]] double rowY(int slot) const { return y + kTopPx + slot * rowPitch; }

    static constexpr double kTopPx = 5;
    static constexpr double kRowPitchPx = 20;
    static constexpr double kMarksPx = 20;
    static constexpr double kMinHeightPx = 62;
    static constexpr int kFullRows = 10; ///< a lane with more sub-rows gets thinner ones
    static constexpr double kThinnestPitchPx = 2;
    static constexpr double kCollapsedPx = 20;
};

/// The lanes of a snapshot from top to bottom: for each run its coordination, then its agents in the order of the agent list
/// (also those without records); a subagent's run after the run it belongs to; then services. A person may have hidden,
/// collapsed, pinned and reordered some of them.
class LaneLayout
{
public:
    LaneLayout() = default;
    explicit LaneLayout(const TraceSnapshot& snapshot, const TimelineOptions& options = TimelineOptions());

    [[nodiscard]] const std::vector<LaneBox>& boxes() const { return m_boxes; }
    [[nodiscard]] double height() const { return m_boxes.empty() ? 0 : m_boxes.back().y + m_boxes.back().height; }
    /// Of the pinned lanes, which stay in sight while the others scroll; 0 where they would take too much of a view of this height.
    [[nodiscard]] double pinnedHeight(double viewHeight) const;
    /// All lanes in their order, also those that are hidden.
    [[nodiscard]] const QStringList& titles() const { return m_titles; }
    [[nodiscard]] const QStringList& hiddenTitles() const { return m_hidden; }
    /// The box at a height, or null.
    [[nodiscard]] const LaneBox* boxAt(double y) const;
    [[nodiscard]] const LaneBox* boxOf(LaneId lane) const;

private:
    void addRun(const TraceSnapshot& snapshot, RunId run, const std::vector<int>& agents);
    void addLane(const TraceSnapshot& snapshot, LaneId lane, int agent);
    void place(LaneBox box) { m_boxes.push_back(std::move(box)); }
    void arrange(const TimelineOptions& options);
    static void measure(LaneBox& box);

    std::vector<LaneBox> m_boxes;
    QStringList m_titles;
    QStringList m_hidden;
};

} // namespace mgx
