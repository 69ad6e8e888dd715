// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/frame_builder.h"
#include "timeline/hit_test.h"
#include "timeline/timeline_theme.h"
#include "workspace/made_run.h"

#include <algorithm>

namespace mgx::test {

/// A timeline of 1,000 × 600 px without a window.
struct Sheet
{
    explicit Sheet(std::shared_ptr<const TraceSnapshot> trace)
        : snapshot(std::move(trace)), layout(*snapshot), marks(*snapshot), labels(roundLabels(*snapshot))
    {
        theme.background = QColor(10, 10, 10);
        theme.coordination = QColor(100, 100, 100);
        theme.error = QColor(255, 0, 0);
        theme.path = QColor(255, 0, 200);
        theme.agents = {QColor(0, 0, 200), QColor(0, 200, 0), QColor(200, 200, 0)};
        scale = {snapshot->minTime(), snapshot->maxTime(), 1000};
    }

    TimelineFrame build(RowId selected = kNoRow)
    {
        const HitIndex hits = text.empty() ? HitIndex() : HitIndex(*snapshot, searchRecords(*snapshot, text, {}));
        const FrameInput input{*snapshot, layout, marks, theme, labels, scale, scrollY, 600, 26, cache, selected,
                               true, hasContexts, text.empty() ? nullptr : &hits, clockZone, range, flags, lens,
                               colours, layout.pinnedHeight(574), path};
        return FrameBuilder(input).build();
    }
    void show(TimeNs fromMs, TimeNs toMs) { scale = {kOrigin + fromMs * kMs, kOrigin + toMs * kMs, 1000}; }
    RowId hit(const TimelineFrame& frame, double x, double y) { return hitTest(*snapshot, layout, frame, scale, {x, y, scrollY, 26, layout.pinnedHeight(574)}); }
    RowId named(std::string_view name)
    {
        RowId row = 0;
        while (row < snapshot->rowCount() && snapshot->name(row) != name)
            ++row;
        return row;
    }

    std::shared_ptr<const TraceSnapshot> snapshot;
    LaneLayout layout;
    MarkIndex marks;
    RoundLabels labels;
    TimelineTheme theme;
    LabelCache cache;
    TimeScale scale;
    double scrollY = 0;
    bool hasContexts = false;
    std::string text; ///< to look for
    std::optional<TimeNs> clockZone;
    TimeStretch range;
    std::vector<RulerFlag> flags;
    std::vector<TimeStretch> lens;
    std::vector<PathStretch> path;
    const SpanColours* colours = nullptr;
};

inline std::vector<FrameQuad> spanQuads(const TimelineFrame& frame)
{
    std::vector<FrameQuad> quads;
    std::copy_if(frame.quads.begin(), frame.quads.end(), std::back_inserter(quads), [](const FrameQuad& q) { return q.count > 0; });
    return quads;
}

} // namespace mgx::test
