// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_files.h"

#include <map>
#include <string>
#include <vector>

namespace mgx {

/// One entry of `snapshot_mappings.json`: which folder holds which answer or vote.
struct SnapshotMapping
{
    enum class Kind : std::uint8_t { Answer, Vote, FinalAnswer };
    Kind kind = Kind::Answer;
    std::string label;
    std::string agent;
    TimeNs localTime = kNoTime; ///< naive local; kNoTime for final answers
    std::string votedFor;
    std::string votedForLabel;
    int iteration = -1;
    int round = -1;
    std::string path; ///< relative to the run unit
    std::string pointer;
};

/// One `vote.json`.
struct VoteFile
{
    std::string path;
    std::string voter;
    std::string votedFor;
    std::string votedForLabel;
    std::string reason;
    TimeNs localTime = kNoTime; ///< of the folder
    TimeNs time = kNoTime;      ///< `unix_timestamp`
    int iteration = -1;
    std::vector<std::string> availableLabels;
    std::map<std::string, std::string> labelToAgent;
};

/// One `answer.txt` of a round.
struct AnswerFile
{
    std::string path;
    std::string agent;
    TimeNs localTime = kNoTime; ///< of the folder
};

/// What lies in the folders of the agents.
struct SnapshotFolders
{
    std::vector<AnswerFile> answers;
    std::vector<VoteFile> votes;
    std::vector<std::string> agents; ///< names of folders that hold snapshots
    std::vector<std::string> winners; ///< names of the folders in `final`
};

[[nodiscard]] std::vector<SnapshotMapping> readSnapshotMappings(const RunFiles& files);
[[nodiscard]] std::optional<VoteFile> readVoteFile(const RunFiles& files, const std::string& path);
/// Looks into every `{agent}/{time}` folder; never into a workspace copy.
[[nodiscard]] SnapshotFolders readSnapshotFolders(const RunFiles& files);

} // namespace mgx
