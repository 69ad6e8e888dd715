// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/nested_writer.h"

#include "base/text.h"
#include "ingest/massgen/run_writer.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::size_t kPreview = 500;

/// What the folder of a subagent says about it.
struct NestedTimes
{
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    std::string task;
};

TimeNs localTime(const RunModel& model, const JsonValue& value)
{
    const auto time = parseIsoTime(value.text());
    if (!time)
        return kNoTime;
    return time->hasOffset ? time->ns : model.head.clock.toUtc(time->ns);
}

void readConversation(NestedTimes& times, const RunModel& model, const RunFiles& files)
{
    constexpr std::string_view kFile = "conversation.json";
    const std::optional<std::string> text = files.read(kFile);
    if (!text)
        return;
    JsonDocument document;
    const JsonDocument::Outcome outcome = document.parse(*text);
    if (!outcome.isUsable || !document.root().isArray())
        files.warn(kFile, {}, "is no JSON list: task and times were taken from other files");
    else if (!outcome.repair.empty())
        files.warn(kFile, {}, "is damaged: " + outcome.repair);
    for (const JsonValue& message : document.root().elements()) {
        const TimeNs time = localTime(model, message["timestamp"]);
        if (times.start == kNoTime)
            times.start = time;
        times.end = std::max(times.end, time);
        if (times.task.empty())
            times.task = message["content"].text();
    }
}

NestedTimes timesOf(const NestedRun& run, const RunModel& model, const RunFiles& parentFiles)
{
    NestedTimes times;
    const RunFiles files(run.folder, parentFiles.nameOf(run.name) + '/', parentFiles.report());
    readConversation(times, model, files);
    if (const auto log = files.readJson("subprocess_logs.json"))
        times.end = std::max(times.end, localTime(model, log->root()["timestamp"]));
    if (run.unit.empty())
        return times;
    ImportReport ignored; // the files of the run itself are judged when it is imported
    RunDocuments documents(placeOf(run.unit), {}, ignored);
    const RunHead head = readRunHead(documents);
    if (head.start != kNoTime)
        times.start = head.start;
    if (head.end != kNoTime)
        times.end = std::max(head.end, times.end);
    if (times.task.empty())
        times.task = head.question;
    return times;
}

/// The call that names the subagent in its arguments or its result; else the one that was going on when it began.
const RunTool* spawningTool(const RunModel& model, const std::string& id, TimeNs start)
{
    const std::string quoted = '"' + id + '"';
    const RunTool* during = nullptr;
    for (const RunTool& tool : model.tools) {
        if (tool.name.find("spawn_subagent") == std::string::npos)
            continue;
        if (tool.arguments.find(quoted) != std::string::npos || tool.result.find(quoted) != std::string::npos)
            return &tool;
        if (start != kNoTime && tool.start <= start && (tool.end == kNoTime || start <= tool.end))
            during = &tool;
    }
    return during;
}

const MetricsFiles::Subagent* metricsOf(RunDocuments& documents, const std::string& id)
{
    for (const MetricsFiles::Subagent& subagent : documents.metrics().subagents) {
        if (subagent.id == id)
            return &subagent;
    }
    return nullptr;
}

EmittedRecord rowOf(const NestedRun& run, const NestedTimes& times, const RunModel& model)
{
    const bool isSubagent = run.kind == NestedRun::Kind::Subagent;
    EmittedRecord row;
    row.key = "nested:" + run.name;
    row.name = (isSubagent ? "subagent." : "checkpoint.") + run.id;
    row.start = times.start == kNoTime ? model.head.start : times.start;
    row.end = times.end == kNoTime ? kNoTime : std::max(times.end, row.start);
    row.quality = TimeQuality::Approximate;
    row.file = run.name;
    row.attributes.add(isSubagent ? "massgen.subagent_id" : "massgen.checkpoint", run.id);
    row.attributes.addKnown("subagent.task_preview", firstCodePoints(times.task, kPreview));
    row.attributes.addKnown("massgen.subagent.task", times.task);
    row.attributes.addKnown("massgen.subagent.log_path", run.unit.empty() ? std::string() : run.name + run.unit.substr(run.folder.size()));
    return row;
}

} // namespace

std::vector<NestedRow> writeNestedRows(const RunModel& model, RunDocuments& documents, RecordEmitter& emitter)
{
    std::vector<NestedRow> rows;
    if (hasForeignSubagents(documents.place().path))
        documents.files().inform("subagents", {}, "is a link that leads nowhere or out of .massgen/subagent_logs: not followed");
    for (NestedRun& run : nestedRunsOf(documents.place().path)) {
        const NestedTimes times = timesOf(run, model, documents.files());
        EmittedRecord row = rowOf(run, times, model);
        const bool isSubagent = run.kind == NestedRun::Kind::Subagent;
        const RunTool* tool = isSubagent ? spawningTool(model, run.id, times.start) : nullptr;
        row.parentKey = tool ? toolKey(*tool) : std::string(kSessionKey);
        if (tool) {
            row.agent = tool->agent;
            row.attributes.addKnown("massgen.parent_agent_id", tool->agent);
        }
        if (const MetricsFiles::Subagent* metrics = metricsOf(documents, run.id)) {
            row.attributes.addKnown("subagent.status", metrics->status)
                .add("massgen.usage.input", metrics->usage.inputTokens)
                .add("massgen.usage.output", metrics->usage.outputTokens)
                .add("massgen.usage.cost", metrics->usage.costUsd);
        }
        if (run.unit.empty() && isSubagent)
            documents.files().inform(run.name, {}, "holds no logs of the subagent: only its start and end are known");
        rows.push_back({std::move(run), emitter.emit(std::move(row))});
    }
    return rows;
}

} // namespace mgx
