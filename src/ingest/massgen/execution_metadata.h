// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "ingest/massgen/run_files.h"

#include <string>
#include <vector>

namespace mgx {

/// What `execution_metadata.yaml` says. A restarted attempt has no config of its own.
struct ExecutionMetadata
{
    struct Agent
    {
        std::string id;
        std::string backend; ///< `backend.type`
        std::string model;
    };

    bool isPresent = false;
    bool hasEnd = false; ///< one of the last entries is there
    std::string query;
    TimeNs localTime = kNoTime; ///< naive local time, counted as if UTC
    std::string configPath;
    std::vector<Agent> agents; ///< in config order
    std::string version;       ///< `massgen_version`
    std::string workingDirectory;
    std::string gitCommit;
    std::string mode; ///< `cli_args.mode` of restarts and interactive turns
    std::string sessionId;
    std::string restartReason;
    std::string failureStage; ///< not empty: MassGen gave up before it coordinated
    std::string failureError;
};

/// Reads `relative` below the folder; a cut file is read up to the cut, everything is optional.
[[nodiscard]] ExecutionMetadata readExecutionMetadata(const RunFiles& files, std::string_view relative);

} // namespace mgx
