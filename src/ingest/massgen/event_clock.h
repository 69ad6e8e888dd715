// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/coordination_event.h"
#include "ingest/massgen/local_clock.h"
#include "ingest/massgen/run_event.h"

#include <vector>

namespace mgx {

/// Gives every event its UTC time. Answers and votes that the coordination events know by epoch time fix the offset along
/// the file, so a change of the clock in the middle of a run (an hour back: times repeat) is followed in file order.
void applyClock(std::vector<RunEvent>& events, const LocalClock& clock, const std::vector<CoordinationEvent>& exact);

} // namespace mgx
