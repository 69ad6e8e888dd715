// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/run_model.h"

namespace mgx {

int roundAt(const std::vector<RunRound>& rounds, std::string_view agent, TimeNs time)
{
    constexpr TimeNs kTolerance = kNsPerSecond / 2;
    int exact = -1;
    int near = -1;
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        const RunRound& round = rounds[i];
        if (round.agent != agent || time == kNoTime)
            continue;
        const bool isOpen = round.end == kNoTime;
        if (round.start <= time && (isOpen || time <= round.end))
            exact = static_cast<int>(i);
        else if (round.start - kTolerance <= time && (isOpen || time <= round.end + kTolerance))
            near = near < 0 ? static_cast<int>(i) : near;
    }
    return exact >= 0 ? exact : near;
}

} // namespace mgx
