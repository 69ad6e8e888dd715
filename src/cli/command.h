// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "base/result.h"
#include "cli/arguments.h"
#include "cli/cli.h"
#include "ingest/catalog.h"

#include <functional>

namespace mgx::cli {

/// A subcommand: its name, its page of help, its options and what it does. Errors go to stderr as one sentence.
struct Command
{
    std::string_view name;
    std::string_view help;
    std::span<const Option> options;
    int (*run)(const Arguments& arguments, const CancelToken& cancel);
};

[[nodiscard]] const Command& summaryCommand();
[[nodiscard]] const Command& recordsCommand();
[[nodiscard]] const Command& queryCommand();
[[nodiscard]] const Command& reportCommand();
[[nodiscard]] const Command& launchCommand();
[[nodiscard]] const Command& mcpCommand();

/// Prints "massgen-explorer: sentence" to stderr and returns the exit code.
int fail(const Error& error, int code = kUnusableInput);

/// Totals of what was imported.
struct ImportTotals
{
    std::uint64_t bytes = 0;
    std::uint64_t skipped = 0;
    double seconds = 0;
    std::size_t abortedFolders = 0;
};

/// Lists each path and imports what it holds one item after the other; of one path memory holds one item at a time, of several all,
/// because what they hold of the same run is fused (fusion/fuse.h). Oldest first within
/// a path: the order in which things happened. An item that cannot be used is reported on stderr and left out; the result is an
/// exit code: kUnusableInput if a path gave nothing at all.
[[nodiscard]] int forEachImport(const Arguments& arguments, const CancelToken& cancel, ImportTotals& totals,
                                const std::function<void(const CatalogItem&, const Imported&)>& onImport);

} // namespace mgx::cli
