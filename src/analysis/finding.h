// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <string>
#include <vector>

namespace mgx {

/// One thing worth knowing about a run, in one sentence, with what proves it.
struct Finding
{
    enum class Topic : std::uint8_t { Time, Waiting, Tools, Errors, Repeats, Votes, Cost, Data };

    Topic topic = Topic::Time;
    std::string sentence; ///< "agent_b spent 41 % of its time in 3 slow `execute_command` calls"
    double weight = 0;    ///< share of the run's time or money that it is about, 0 to 1: the order of the list
    int agent = -1;       ///< index into RunFacts::agents; -1 = the run
    std::vector<RowId> rows; ///< the evidence, by start; at most 200
    std::string sql;         ///< a statement over the local tables whose answer shows the same figures
};

} // namespace mgx
