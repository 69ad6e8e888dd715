// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <unordered_map>

namespace mgx {

/// Tokens and cost of the rows that have some: sessions (the whole run), rounds and model calls. From the run facts, once
/// per snapshot; O(facts).
class RowUsage
{
public:
    RowUsage() = default;
    explicit RowUsage(const TraceSnapshot& snapshot)
    {
        for (RunId run = 0; run < snapshot.runCount(); ++run) {
            const RunFacts& facts = snapshot.runFacts(run);
            add(facts.session, facts.usage);
            for (const RoundFact& round : facts.rounds)
                add(round.row, round.usage);
            for (const ModelCallFact& call : facts.modelCalls)
                add(call.row, call.usage);
        }
    }

    /// Null = not recorded.
    [[nodiscard]] const Usage* find(RowId row) const
    {
        const auto found = m_usage.find(row);
        return found == m_usage.end() ? nullptr : &found->second;
    }

private:
    void add(RowId row, const std::optional<Usage>& usage)
    {
        if (row != kNoRow && usage)
            m_usage.insert_or_assign(row, *usage);
    }

    std::unordered_map<RowId, Usage> m_usage;
};

} // namespace mgx
