// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "fuzz/run_folder.h"
#include "ingest/massgen/event_log.h"
#include "ingest/massgen/moments.h"
#include "ingest/massgen/round_records.h"
#include "ingest/massgen/rounds_builder.h"
#include "ingest/massgen/tools_builder.h"

namespace mgx::fuzz {

/// The readers of all files of a run and what is made of them, without the writing of records: quick.
void massgenFiles(std::string_view bytes)
{
    const RunFolder folder(bytes);
    ImportReport report;
    RunDocuments documents(placeOf(folder.unit()), {}, report);
    RunModel model;
    model.head = readRunHead(documents);
    model.events = readEventLog(documents.files(), {}, [](std::uint64_t) {});
    collectMoments(model, documents);
    buildRounds(model, documents);
    shareMissingUsage(model);
    buildTools(model, documents);

    for (std::size_t i = 1; i < model.rounds.size(); ++i)
        promise(model.rounds[i - 1].start <= model.rounds[i].start, "rounds are in order of their start");
    for (const RunRound& round : model.rounds)
        promise(round.end == kNoTime || round.start == kNoTime || round.start <= round.end, "a round ends after it began");
    for (const RunTool& tool : model.tools)
        promise(tool.round >= -1 && tool.round < static_cast<int>(model.rounds.size()), "a tool call's round exists");
    for (const Problem& problem : report.problems())
        promise(!problem.sentence.empty() && !problem.file.empty(), "a problem names its file and says what it is");
}

} // namespace mgx::fuzz
