// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "cli/command.h"
#include "engine/parquet.h"
#include "ingest/parquet_file.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>

namespace mgx::cli {

namespace {

constexpr std::string_view kHelp = R"(massgen-explorer [PATH...]                     open the window; PATH = log folder, .massgen, trace file,
                                               or a workspace (.mgxw)
massgen-explorer summary PATH... [--json]      what happened in each run
massgen-explorer records PATH... [--format ndjson|csv|parquet] [--out FILE]
                                               every record, with Logfire's columns
massgen-explorer query   PATH... (--sql TEXT | --file FILE|- | --saved NAME) [--format table|json|csv|ndjson|parquet]
                                               answers SQL in Logfire's dialect over every record
massgen-explorer report  PATH... [--out FILE.md|FILE.html] [--check FILE.md]
                                               analyses a run, with a link and a query for every figure; or checks a report
massgen-explorer launch  --config FILE "QUESTION" [--out DIR] [--json]
                                               runs MassGen, receives its spans, follows it to its end
massgen-explorer mcp     PATH...               a server of tools for coding agents, on standard input and output
massgen-explorer render  PATH... --view explore --out FILE.png [--size 1440x900] [--theme dark|light]
                                               a picture of the window
massgen-explorer self-test                     load every page with the bundled sample
massgen-explorer COMMAND --help                more about one of them
massgen-explorer --version

Exit codes: 0 done, 1 the input could not be used, 2 wrong usage, 130 interrupted.
)";

const std::array<const Command*, 6>& commands()
{
    static const std::array<const Command*, 6> list = {&summaryCommand(), &recordsCommand(), &queryCommand(), &reportCommand(), &launchCommand(), &mcpCommand()};
    return list;
}

const Command* find(std::string_view name)
{
    const auto found = std::find_if(commands().begin(), commands().end(), [&](const Command* c) { return c->name == name; });
    return found == commands().end() ? nullptr : *found;
}

bool asksForHelp(std::string_view argument)
{
    return argument == "--help" || argument == "-h" || argument == "help";
}

const CancelToken& interrupted()
{
    static const CancelToken token;
    return token;
}

/// The first Ctrl+C asks for a clean end, the second one ends at once.
void handleInterrupts()
{
    (void)interrupted(); // made before the handler can run
    std::signal(SIGINT, [](int) {
        interrupted().cancel();
        std::signal(SIGINT, SIG_DFL);
    });
}

} // namespace

int fail(const Error& error, int code)
{
    std::fprintf(stderr, "massgen-explorer: %s\n", error.sentence().c_str());
    return code;
}

bool isCommand(std::span<const std::string> arguments)
{
    return !arguments.empty() && (find(arguments[0]) || asksForHelp(arguments[0]) || arguments[0] == "--version");
}

int run(std::span<const std::string> arguments)
{
    if (arguments.empty() || asksForHelp(arguments[0])) {
        std::fputs(std::string(kHelp).c_str(), stdout);
        return kDone;
    }
    if (arguments[0] == "--version") {
        std::puts("massgen-explorer " MGX_VERSION);
        return kDone;
    }
    const Command* command = find(arguments[0]);
    if (!command)
        return fail(Error{"unknown command " + arguments[0], {}, "see --help"}, kWrongUsage);
    const auto rest = arguments.subspan(1);
    if (std::any_of(rest.begin(), rest.end(), [](const std::string& a) { return a == "--help" || a == "-h"; })) {
        std::fputs(std::string(command->help).c_str(), stdout);
        return kDone;
    }
    const Result<Arguments> parsed = parseArguments(rest, command->options);
    if (!parsed)
        return fail(Error{parsed.error().what, arguments[0], "see " + arguments[0] + " --help"}, kWrongUsage);
    handleInterrupts();
    setParquetReader(readParquet);
    return command->run(*parsed, interrupted());
}

} // namespace mgx::cli
