// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/agent_time.h"

namespace mgx {

struct SlowMoment
{
    TimeKind kind = TimeKind::Waiting;
    int round = -1;
};

/// What an agent did at one moment, by looking at every fact of the run: the definition, word by word. `time` gives only the
/// bounds of the run.
[[nodiscard]] SlowMoment slowMoment(const TraceSnapshot& snapshot, const RunTime& time, int agent, TimeNs now);

} // namespace mgx
