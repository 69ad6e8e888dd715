// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "fuzz/run_folder.h"
#include "ingest/catalog.h"

namespace mgx::fuzz {

namespace {

template <class Facts>
void promiseAgents(const Facts& facts, std::size_t agents)
{
    for (const auto& fact : facts)
        promise(fact.agent >= -1 && fact.agent < static_cast<int>(agents), "a fact's agent exists");
}

void promiseConsistent(const RunFacts& facts, RowId rows)
{
    promiseAgents(facts.rounds, facts.agents.size());
    promiseAgents(facts.answers, facts.agents.size());
    promiseAgents(facts.votes, facts.agents.size());
    promiseAgents(facts.toolCalls, facts.agents.size());
    for (const RoundFact& round : facts.rounds)
        promise(round.row < rows || round.row == kNoRow, "a round's row exists");
    for (const ToolCallFact& call : facts.toolCalls)
        promise(call.round < static_cast<int>(facts.rounds.size()), "a call's round exists");
}

} // namespace

/// The whole way from a folder to a snapshot, and the list that shows the folder without opening it.
void massgenRun(std::string_view bytes)
{
    const RunFolder folder(bytes);
    const auto catalog = listCatalog(folder.unit(), {});
    if (!catalog) {
        promise(!catalog.error().what.empty(), "a refusal says why");
        return;
    }
    for (const CatalogItem& item : catalog->items) {
        const auto imported = importItem(item, {});
        if (!imported) {
            promise(!imported.error().what.empty(), "a refusal says why");
            continue;
        }
        promise(imported->snapshot && imported->report, "there is always a snapshot and a report");
        const TraceSnapshot& snapshot = *imported->snapshot;
        promise(snapshot.runCount() > 0, "a run that is listed can be opened");
        for (std::size_t run = 0; run < snapshot.runCount(); ++run)
            promiseConsistent(snapshot.runFacts(static_cast<RunId>(run)), snapshot.rowCount());
        const RunFacts& facts = snapshot.runFacts(0);
        promise(facts.winner == item.winner && facts.state == item.state && facts.question == item.question
                    && facts.start == item.start && facts.end == item.end,
                "the list says what the run says");
    }
}

} // namespace mgx::fuzz
