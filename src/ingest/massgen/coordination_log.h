// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/coordination_event.h"
#include "ingest/massgen/run_files.h"

#include <string>
#include <vector>

namespace mgx {

/// What `coordination_events.json` holds: written once, at the end of a run, and overwritten with a nearly empty one when
/// the run is restarted.
struct CoordinationLog
{
    bool isPresent = false; ///< the file was there and could be read at least in part
    std::string question;
    std::vector<std::string> agents; ///< in config order
    TimeNs start = kNoTime;
    TimeNs end = kNoTime; ///< `session_metadata.end_time`: may include the time that the user looked at the result
    std::string finalWinner;
    std::vector<CoordinationEvent> events; ///< in file order, without those of kind Silent
    TimeNs lastTime = kNoTime;             ///< of any event
    bool hasEnd = false;                   ///< the file is complete up to the end of the session

    /// Nothing of a run in it: no round ever began. So it looks where a restart has overwritten it.
    [[nodiscard]] bool isHollow() const;
};

[[nodiscard]] CoordinationLog readCoordinationLog(const RunFiles& files);

} // namespace mgx
