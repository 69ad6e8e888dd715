// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <string>
#include <vector>

namespace mgx {

/// A run that another run started: a subagent, or a checkpoint.
struct NestedRun
{
    enum class Kind : std::uint8_t { Subagent, Checkpoint };
    Kind kind = Kind::Subagent;
    std::string id;     ///< name of the subagent; number of the checkpoint
    std::string folder; ///< `subagents/{id}` or `checkpoint_N`, absolute
    std::string name;   ///< the same relative to the unit that has it
    std::string unit;   ///< the run unit in its `full_logs`; empty = it left none
};

/// Whether `subagents` is a symbolic link that may not be followed, or leads nowhere.
[[nodiscard]] bool hasForeignSubagents(const std::string& unitPath);

/// The nested runs of a unit. `subagents` may be a symbolic link, but only to a place below a `.massgen/subagent_logs`.
[[nodiscard]] std::vector<NestedRun> nestedRunsOf(const std::string& unitPath);

/// The last run unit in a `full_logs` folder: the folder itself, or the last attempt of its last turn.
[[nodiscard]] std::string unitIn(const std::string& logs);

} // namespace mgx
