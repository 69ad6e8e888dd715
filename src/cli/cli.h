// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

namespace mgx::cli {

/// Exit codes of every subcommand.
enum ExitCode : int { kDone = 0, kUnusableInput = 1, kWrongUsage = 2, kInterrupted = 130 };

/// True if the arguments (without the program's name) name a subcommand that needs no screen, or ask for help.
[[nodiscard]] bool isCommand(std::span<const std::string> arguments);

/// Runs a subcommand: results on stdout, one sentence on stderr if something is wrong. Blocks until done; Ctrl+C cancels
/// cleanly. `render` and `self-test` need the windows and live in src/app.
[[nodiscard]] int run(std::span<const std::string> arguments);

} // namespace mgx::cli
