// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "launch/child_process.h"
#include "launch/launch_command.h"
#include "launch/outcome.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mgx {

/// One launch as it is kept on disk, in a folder of its own beside the output and the journal of the receiver: enough to find a
/// run again that is still going on after this program was ended, to show what was launched, and to do it again. Environment
/// variables are kept by name only.
struct LaunchRecord
{
    std::string id;     ///< name of the folder
    std::string folder;
    std::vector<std::string> words; ///< command line
    std::string config;
    std::string question;
    std::string workFolder;
    Tracing tracing = Tracing::Here;
    std::vector<std::string> extraFlags;
    std::vector<std::string> environmentNames; ///< that the launch changed
    std::string massgen; ///< title of the installation
    TimeNs started = kNoTime;
    TimeNs ended = kNoTime;
    ProcessIdentity process;
    std::uint16_t receiverPort = 0; ///< 0 = none
    std::string receiverToken;      ///< good for this receiver alone
    std::string logFolder;          ///< absolute; empty = not there yet
    std::string plan;               ///< id of the experiment plan; empty = none
    int planItem = -1;

    std::optional<Outcome> outcome; ///< nothing = still going on, as far as this record knows
    std::string winner;
    std::optional<double> costUsd;
    std::int64_t tokens = 0;
    std::uint64_t spans = 0;

    [[nodiscard]] std::string outputFile() const { return folder + "/stdout.txt"; }
    [[nodiscard]] std::string errorFile() const { return folder + "/stderr.txt"; }
    [[nodiscard]] std::string exitFile() const { return folder + "/exit_code"; }
    [[nodiscard]] std::string journalFolder() const { return folder + "/received"; }
    [[nodiscard]] std::string credentialsFolder() const { return folder + "/credentials"; }
};

/// A record with a new id and its folders made below `root`.
[[nodiscard]] Result<LaunchRecord> newLaunchRecord(const std::string& root, TimeNs now);
[[nodiscard]] Result<void> saveLaunchRecord(const LaunchRecord& record);
[[nodiscard]] Result<LaunchRecord> loadLaunchRecord(const std::string& folder);
/// All records below `root`, newest first; damaged ones are left out.
[[nodiscard]] std::vector<LaunchRecord> loadLaunchRecords(const std::string& root);

/// Where launches of this person are kept: $XDG_STATE_HOME/massgen-explorer/launches.
[[nodiscard]] std::string usualLaunchFolder(const Environment& environment);

} // namespace mgx
