// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

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
};

/// The lanes of a snapshot from top to bottom: for each run its coordination, then its agents in the order of the agent list
/// (also those without records); a subagent's run after the run it belongs to; then services.
class LaneLayout
{
public:
    LaneLayout() = default;
    explicit LaneLayout(const TraceSnapshot& snapshot);

    [[nodiscard]] const std::vector<LaneBox>& boxes() const { return m_boxes; }
    [[nodiscard]] double height() const { return m_boxes.empty() ? 0 : m_boxes.back().y + m_boxes.back().height; }
    /// The box at a height, or null.
    [[nodiscard]] const LaneBox* boxAt(double y) const;
    [[nodiscard]] const LaneBox* boxOf(LaneId lane) const;

private:
    void addRun(const TraceSnapshot& snapshot, RunId run, const std::vector<int>& agents);
    void addLane(const TraceSnapshot& snapshot, LaneId lane, int agent);
    void place(LaneBox box);

    std::vector<LaneBox> m_boxes;
};

} // namespace mgx
