// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_model.h"

#include <string>
#include <vector>

namespace mgx {

/// What an agent wrote while a round went on, put together from the pieces in `events.jsonl`.
struct RoundText
{
    std::string text;
    std::string thinking;
};

/// One entry for each of `model.rounds`. Moves the pieces out of `model.events`.
[[nodiscard]] std::vector<RoundText> textsOfRounds(RunModel& model);

} // namespace mgx
