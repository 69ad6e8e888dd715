// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/launched_run.h"

#include <string>

namespace mgx::cli {

/// The lines about a run that is going on: one for each thing that has changed since the last call.
class LaunchProgress
{
public:
    /// Empty if nothing has changed.
    [[nodiscard]] std::string next(const LaunchedRun& run);

private:
    std::string m_phase;
    std::string m_step;
    std::string m_folder;
    std::string m_notice;
    int m_answers = 0;
    int m_votes = 0;
    int m_restarts = 0;
    std::string m_winner;
};

/// Everything about a run that has ended, as one JSON document.
[[nodiscard]] std::string launchJson(const LaunchedRun& run);
/// The same in a few lines for a person, with the final answer.
[[nodiscard]] std::string launchText(const LaunchedRun& run);
/// 0 complete, 3 time limit, 4 failed or without an answer, 130 stopped.
[[nodiscard]] int exitCodeOf(const Outcome& outcome);

} // namespace mgx::cli
