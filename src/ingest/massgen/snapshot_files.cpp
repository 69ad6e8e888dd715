// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/snapshot_files.h"

#include <array>

namespace mgx {

namespace {

constexpr std::string_view kMappings = "snapshot_mappings.json";

bool isServiceFolder(std::string_view name)
{
    static constexpr std::array<std::string_view, 8> kNames{"final",           "agent_outputs",     "subagents",
                                                            "shadow_agents",   "streaming_buffers", "memory_debug",
                                                            "compression_debug", "workspace"};
    for (const std::string_view known : kNames) {
        if (name == known)
            return true;
    }
    return name.starts_with("checkpoint_") || name.starts_with(".");
}

TimeNs stampOf(std::string_view text)
{
    return parseFolderStamp(text).value_or(kNoTime);
}

int small(const JsonValue& value)
{
    const std::int64_t number = value.integer().value_or(-1);
    return number < 0 || number > 1'000'000'000 ? -1 : static_cast<int>(number);
}

/// Below the run unit, without a way out of it.
bool isInside(std::string_view path)
{
    return !path.empty() && path.front() != '/' && path != ".." && !path.starts_with("../")
           && path.find("/../") == std::string_view::npos && !path.ends_with("/..");
}

std::optional<SnapshotMapping> mappingOf(std::string_view label, const JsonValue& value)
{
    SnapshotMapping mapping;
    const std::string_view type = value["type"].text();
    if (type == "vote")
        mapping.kind = SnapshotMapping::Kind::Vote;
    else if (type == "final_answer")
        mapping.kind = SnapshotMapping::Kind::FinalAnswer;
    else if (type != "answer")
        return std::nullopt;
    mapping.label = label;
    mapping.agent = value["agent_id"].text();
    mapping.localTime = stampOf(value["timestamp"].text());
    mapping.votedFor = value["voted_for"].text();
    mapping.votedForLabel = value["voted_for_label"].text();
    mapping.iteration = small(value["iteration"]);
    mapping.round = small(value["round"]);
    mapping.path = value["path"].text();
    mapping.pointer = '/' + std::string(label);
    return mapping.agent.empty() ? std::nullopt : std::optional(mapping);
}

SnapshotMapping checked(const RunFiles& files, SnapshotMapping mapping, const JsonValue& value)
{
    files.checkTypes(kMappings, mapping.pointer, value, {"timestamp", "path"}, JsonValue::Type::Text);
    if (!mapping.path.empty() && !isInside(mapping.path)) {
        files.warn(kMappings, '#' + mapping.pointer + "/path", "leads out of the run: not followed");
        mapping.path.clear();
    }
    return mapping;
}

} // namespace

std::vector<SnapshotMapping> readSnapshotMappings(const RunFiles& files)
{
    std::vector<SnapshotMapping> list;
    const std::optional<JsonDocument> document = files.readJson(kMappings);
    if (!document)
        return list;
    for (const auto& [label, value] : document->root().members()) {
        if (auto mapping = mappingOf(label, value))
            list.push_back(checked(files, std::move(*mapping), value));
        else
            files.warn(kMappings, "#/" + std::string(label), "is no answer, vote or final answer: left out");
    }
    return list;
}

std::optional<VoteFile> readVoteFile(const RunFiles& files, const std::string& path)
{
    const std::optional<JsonDocument> document = files.readJson(path);
    if (!document)
        return std::nullopt;
    const JsonValue root = document->root();
    VoteFile vote;
    vote.path = path;
    vote.voter = root["voter_id"].text();
    vote.votedFor = root["voted_for"].text();
    vote.votedForLabel = root["voted_for_label"].text();
    vote.reason = root["reason"].text();
    vote.localTime = stampOf(root["timestamp"].text());
    vote.time = root["unix_timestamp"].epochTime();
    vote.iteration = small(root["iteration"]);
    vote.availableLabels = root["available_options_labels"].texts();
    for (const auto& [label, agent] : root["answer_label_to_agent"].members())
        vote.labelToAgent.emplace(label, agent.text());
    return vote;
}

SnapshotFolders readSnapshotFolders(const RunFiles& files)
{
    SnapshotFolders found;
    for (const std::string& agent : files.folders("")) {
        if (isServiceFolder(agent))
            continue;
        bool hasSnapshots = false;
        for (const std::string& stamp : files.folders(agent)) {
            const TimeNs localTime = stampOf(stamp);
            if (localTime == kNoTime)
                continue;
            hasSnapshots = true;
            const std::string folder = agent + '/' + stamp;
            if (files.has(folder + "/answer.txt"))
                found.answers.push_back({folder + "/answer.txt", agent, localTime});
            if (auto vote = readVoteFile(files, folder + "/vote.json")) {
                if (vote->voter.empty())
                    vote->voter = agent;
                if (vote->localTime == kNoTime)
                    vote->localTime = localTime;
                found.votes.push_back(std::move(*vote));
            }
        }
        if (hasSnapshots)
            found.agents.push_back(agent);
    }
    found.winners = files.folders("final");
    return found;
}

} // namespace mgx
