// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "launch/environment.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mgx {

/// A process, told from a later one with the same number by its start.
struct ProcessIdentity
{
    int pid = 0;
    std::uint64_t startTicks = 0; ///< field 22 of /proc/PID/stat
    std::string boot;             ///< /proc/sys/kernel/random/boot_id

    bool operator==(const ProcessIdentity&) const = default;
};

struct ChildOptions
{
    std::vector<std::string> words; ///< program (looked for on the PATH of `environment`) and arguments
    Environment environment;
    std::string workFolder;
    std::string outputFile; ///< appended to; standard output
    std::string errorFile;
    std::string exitFile;   ///< gets the exit code as text when the process is gone
};

/// Starts a process that outlives this one: a session of its own, no terminal, standard input closed, signals at their defaults
/// (a shell's background job ignores SIGINT, and MassGen would inherit that), output to files. A small shell around it writes the
/// exit code to a file, so that it is known after a restart of this program too.
[[nodiscard]] Result<ProcessIdentity> startChild(const ChildOptions& options);

/// Whether the process is still there. One that ended and is a child of this process is buried by it.
[[nodiscard]] bool isAlive(const ProcessIdentity& process);
/// Sends a signal to the whole session of the process; false if it is gone.
bool signalChild(const ProcessIdentity& process, int signal);
/// What the exit file says: 128 + N after signal N; nothing while it is not there.
[[nodiscard]] std::optional<int> exitCodeIn(const std::string& exitFile);

} // namespace mgx
