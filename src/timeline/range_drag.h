// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/time_scale.h"
#include "workspace/time_selection.h"

namespace mgx {

/// Draws a stretch of time with the mouse, or moves one of its ends. GUI thread.
class RangeDrag
{
public:
    /// Whether an end of the selected stretch can be taken at this x.
    [[nodiscard]] static bool isAtEnd(const TimeSelection& range, const TimeScale& scale, TimeNs origin, double x);

    /// The button goes down: begins a new stretch, or takes the end that is there; false if there is none.
    bool press(const TimeSelection& range, const TimeScale& scale, TimeNs origin, double x, bool isNew);
    /// The mouse is here now. Nothing of the stretch lies outside the trace, which is `length` long.
    void move(TimeSelection& range, const TimeScale& scale, TimeNs origin, TimeNs length, double x);
    /// The button is up again.
    void release() { m_isActive = false; }
    [[nodiscard]] bool isActive() const { return m_isActive; }

private:
    static constexpr double kReachPx = 4;

    bool m_isActive = false;
    TimeNs m_anchor = 0; ///< the other end, from the start of the trace
};

} // namespace mgx
