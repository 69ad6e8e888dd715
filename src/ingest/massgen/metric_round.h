// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_files.h"

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// One entry of `round_completions` or `round_history`: a round that MassGen saw end, with its own tokens.
struct MetricRound
{
    std::string agent;
    int number = 0;
    std::string type;
    std::string outcome;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    Usage usage;
    std::string tokenSource; ///< "api" or "estimated"
    std::string pointer;
    std::string file;
};

/// Reads a list of such entries; those without a start are reported and left out. `pointer` is that of the list.
[[nodiscard]] std::vector<MetricRound> readMetricRounds(const RunFiles& files, std::string_view file,
                                                        const JsonValue& list, const std::string& pointer);

} // namespace mgx
