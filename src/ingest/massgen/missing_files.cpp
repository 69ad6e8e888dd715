// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/missing_files.h"

#include <algorithm>

namespace mgx {

namespace {

/// Whether MassGen came to the point where it writes everything down.
bool hasEnded(RunDocuments& documents, const RunModel& model)
{
    return model.head.state == RunState::Complete || documents.coordination().hasEnd || model.head.isOverwritten;
}

bool hasAnswers(const RunModel& model)
{
    return std::any_of(model.moments.begin(), model.moments.end(),
                       [](const auto& moment) { return moment.kind == CoordinationEvent::Kind::NewAnswer; });
}

void reportMissing(RunDocuments& documents, std::string_view file, std::string_view loss)
{
    if (!documents.files().has(file))
        documents.files().warn(file, {}, "is missing: " + std::string(loss));
}

void reportVotes(RunDocuments& documents)
{
    for (const SnapshotMapping& entry : documents.mappings()) {
        if (entry.kind == SnapshotMapping::Kind::Vote && !entry.path.empty() && !documents.files().has(entry.path))
            documents.files().warn(entry.path, {}, "is missing: the vote was taken from other files");
    }
}

} // namespace

void reportMissingFiles(RunDocuments& documents, const RunModel& model)
{
    const RunHead& head = model.head;
    if (!documents.metadata().failureStage.empty())
        return; // nothing else was ever written
    reportMissing(documents, "execution_metadata.yaml", "models, version and config of the run are not known");
    if (head.generation == "G3")
        reportMissing(documents, kEventLogFile, "arguments and results of tools and the streamed texts are not known");
    if (documents.files().sizeOf(kEventLogFile) == 0)
        documents.files().warn(kEventLogFile, {}, "is empty: its facts were taken from other files");
    if (head.generation != "G0" && (hasEnded(documents, model) || head.state == RunState::Incomplete))
        reportMissing(documents, "status.json", "its facts were taken from other files");
    if (!head.clock.isKnown() && (!model.events.empty() || !documents.folders().answers.empty()))
        documents.files().inform({}, {}, "no file tells the time zone of the machine: its local times were read as UTC");
    reportVotes(documents);
    if (!hasEnded(documents, model))
        return;
    if (head.generation == "G2" || head.generation == "G3") {
        reportMissing(documents, "metrics_events.json", "rounds were taken from other files, times of tools are less exact");
        reportMissing(documents, "metrics_summary.json", "totals were taken from other files");
    }
    if (hasAnswers(model))
        reportMissing(documents, "snapshot_mappings.json", "answers were matched with their files by time");
    if (!head.winner.empty()) {
        const std::string file = "final/" + head.winner + "/answer.txt";
        reportMissing(documents, file, "the text of the final answer is not known");
        if (documents.files().sizeOf(file) == 0)
            documents.files().warn(file, {}, "is empty: the text of the final answer is not known");
    }
}

} // namespace mgx
