// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_documents.h"

#include <map>
#include <string>
#include <vector>

namespace mgx {

/// What one unit left in the counters of its process: rounds and cumulative usage.
struct UnitCounters
{
    std::vector<MetricRound> rounds;
    std::map<std::string, Usage> usage; ///< by agent
};

/// From `status.json`, else from the metrics files.
[[nodiscard]] UnitCounters countersOf(RunDocuments& documents);

/// MassGen never resets its counters within a process: a second attempt, and a further turn of an interactive session,
/// repeat the rounds and tokens of what came before. Takes away what the earlier unit had.
class OwnShare
{
public:
    /// `start` is that of the unit; kNoTime if unknown.
    OwnShare(UnitCounters own, const UnitCounters& earlier, TimeNs start);

    [[nodiscard]] const std::vector<MetricRound>& rounds() const { return m_rounds; }
    [[nodiscard]] const std::map<std::string, Usage>& usage() const { return m_usage; }
    /// Whether anything was taken away.
    [[nodiscard]] bool isContinued() const { return m_isContinued; }

private:
    std::vector<MetricRound> m_rounds;
    std::map<std::string, Usage> m_usage;
    bool m_isContinued = false;
};

[[nodiscard]] Usage operator+(const Usage& a, const Usage& b);
[[nodiscard]] Usage operator-(const Usage& a, const Usage& b);

} // namespace mgx
