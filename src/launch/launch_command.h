// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "launch/environment.h"
#include "launch/massgen_finder.h"

#include <string>
#include <utility>
#include <vector>

namespace mgx {

/// Where the spans of a run go.
enum class Tracing { Here, HereAndLogfire, None };

/// What a person asks for.
struct LaunchRequest
{
    MassgenInstall massgen;
    std::string configPath;
    std::string question;
    std::string workFolder;
    Tracing tracing = Tracing::Here;
    std::vector<std::string> extraFlags;
    std::vector<std::pair<std::string, std::string>> environment; ///< set in addition
};

/// What is started.
struct LaunchCommand
{
    std::vector<std::string> words; ///< program and arguments
    Environment environment;        ///< the whole one of the child
    std::vector<std::string> changedNames; ///< variables that differ from the own environment
};

/// Where a run sends its spans.
struct ReceiverPlace
{
    std::string url;
    std::string token;
    std::string credentialsFolder; ///< empty and private: logfire must not find a login or ask for one
};

/// The command line alone, for a person to see and copy.
[[nodiscard]] std::vector<std::string> commandWords(const LaunchRequest& request);
/// Command line and environment; fails with a sentence if the request lacks something. Without a question MassGen would ask for
/// one for ever.
[[nodiscard]] Result<LaunchCommand> makeCommand(const LaunchRequest& request, const Environment& own, const ReceiverPlace& receiver);
/// What MassGen would read into the question: words that begin with @ and name no file end the run.
[[nodiscard]] std::vector<std::string> missingReferences(const std::string& question, const std::string& workFolder);

} // namespace mgx
