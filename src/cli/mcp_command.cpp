// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/mcp/mcp_server.h"
#include "cli/mcp/remote_source.h"
#include "cli/mcp/tools.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <poll.h>
#include <unistd.h>

namespace mgx::cli {

namespace {

constexpr std::string_view kHelp = R"(massgen-explorer mcp PATH...
massgen-explorer mcp --logfire

A server of the Model Context Protocol on standard input and output, for coding agents and other programs that use tools.

PATH       MassGen log folders, or any folder above them: read when the first question comes, new runs and running ones again
--logfire  asks the Logfire project of the read token in LOGFIRE_READ_TOKEN instead (LOGFIRE_BASE_URL: a server of your own)

Tools, as in Logfire's own server: find_exceptions_in_file(filepath, age), arbitrary_query(query, age), logfire_link(trace_id),
schema_reference(). `age` is in minutes. For PATH also list_runs(), run_summary(run),
find_waste(run) and critical_path(run).

An entry for a client's list of servers:
  {"mcpServers": {"logfire": {"command": "massgen-explorer", "args": ["mcp", "/home/me/project/.massgen"]}}}

Exit codes: 0 the input has ended, 1 the input could not be used, 2 wrong usage, 130 interrupted.
)";

constexpr Option kOptions[] = {{"--logfire", false}};
constexpr std::size_t kMostLine = 16 << 20;

void sendLine(const std::string& line)
{
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

/// Reads lines until the input ends. The exit code.
int serve(McpServer& server, const CancelToken& cancel)
{
    std::string text;
    char buffer[1 << 16];
    while (!cancel.isCancelled()) {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        if (poll(&input, 1, 200) <= 0)
            continue;
        const ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
        if (n <= 0) {
            server.finish();
            return kDone;
        }
        text.append(buffer, static_cast<std::size_t>(n));
        std::size_t begin = 0;
        for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
            const std::string_view line(text.data() + begin, end - begin);
            if (line.find_first_not_of(" \r\t") != std::string_view::npos)
                server.receive(line);
            begin = end + 1;
        }
        text.erase(0, begin);
        if (text.size() > kMostLine)
            return fail(Error{"a message of more than 16 MB", "mcp", {}});
    }
    return kInterrupted;
}

int run(const Arguments& arguments, const CancelToken& cancel)
{
    if (arguments.has("--logfire") == !arguments.paths.empty())
        return fail(Error{"needs at least one PATH, or --logfire", "mcp", "see mcp --help"}, kWrongUsage);
    if (arguments.has("--logfire")) {
        Result<LogfireConnection> connection = RemoteSource::connectionOfEnvironment();
        if (!connection)
            return fail(connection.error());
        RemoteSource source(std::move(*connection));
        McpServer server(logfireTools(source), sendLine);
        return serve(server, cancel);
    }
    LocalSource source(arguments.paths);
    std::vector<Tool> tools = logfireTools(source);
    for (std::vector<Tool> more : {runTools(source), analysisTools(source)})
        std::move(more.begin(), more.end(), std::back_inserter(tools));
    McpServer server(std::move(tools), sendLine);
    return serve(server, cancel);
}

} // namespace

const Command& mcpCommand()
{
    static const Command command{"mcp", kHelp, kOptions, run};
    return command;
}

} // namespace mgx::cli
