// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/hit_index.h"
#include "timeline/label_cache.h"
#include "timeline/lane_layout.h"
#include "timeline/path_stretch.h"
#include "timeline/round_labels.h"
#include "timeline/ruler_flag.h"
#include "timeline/span_colours.h"
#include "timeline/time_scale.h"
#include "timeline/timeline_frame.h"

#include <optional>
#include <span>

namespace mgx {

class TimelineTheme;

/// Everything a frame depends on.
struct FrameInput
{
    const TraceSnapshot& snapshot;
    const LaneLayout& layout;
    const MarkIndex& marks;
    const TimelineTheme& theme;
    const RoundLabels& roundLabels; ///< of rounds; other spans are labelled by their name
    TimeScale scale;
    double scrollY = 0;
    double height = 0;
    double rulerHeight = 0;
    LabelCache& labels; ///< with the font of the theme
    RowId selected = kNoRow;
    bool hasVoteLinks = true;
    bool hasContextLinks = false;
    const HitIndex* hits = nullptr;       ///< null = nothing is looked for
    std::optional<TimeNs> clockZone = {}; ///< the ruler shows the clock that is so far ahead of UTC
    TimeStretch range = {};               ///< selected, from the start of the trace; empty = none
    std::span<const RulerFlag> flags = {};
    std::span<const TimeStretch> lens = {}; ///< stretches that are told of by a strip below the ruler
    const SpanColours* colours = nullptr; ///< null: by agent
    double pinnedHeight = 0;              ///< of the lanes at the top that do not scroll
    std::span<const PathStretch> path = {}; ///< the critical path, by time; empty = it is not shown
};

} // namespace mgx
