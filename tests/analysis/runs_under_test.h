// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <memory>
#include <string>
#include <vector>

namespace mgx {

/// A run of the recorded cases.
struct RunUnderTest
{
    std::string name; ///< of the case, with the attempt where there are several
    std::shared_ptr<const TraceSnapshot> snapshot;
    RunId run = 0;

    [[nodiscard]] const RunFacts& facts() const { return snapshot->runFacts(run); }
};

/// Names of the cases that hold a recorded run: log folders, and what was sent meanwhile ("sent:" in front).
[[nodiscard]] std::vector<std::string> recordedCases();
/// The runs of a case; of a log folder and what was sent both in one where the name begins with "both:".
[[nodiscard]] std::vector<RunUnderTest> runsOf(const std::string& name);
/// All of them: every run of every recorded case, from its folder, from what it sent, and from both.
[[nodiscard]] const std::vector<RunUnderTest>& everyRun();

[[nodiscard]] std::vector<RunUnderTest> runsOfFile(const std::string& path);

} // namespace mgx
