// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/logfire_server.h"
#include "support/sample_records.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

/// `serve_logfire [RECORDS.ndjson[.gz]] [PORT]`: the test server for trying things by hand; ends with its standard input.
int main(int argc, char** argv)
{
    const std::string records = mgx::testing::recordLines(argc > 1 ? argv[1] : mgx::testing::corpusPath());
    mgx::testing::LogfireServer server(records, mgx::kNoTime, argc > 2 ? std::atoi(argv[2]) : 0);
    std::printf("%s %s\n", server.url().c_str(), mgx::testing::LogfireServer::kReadToken);
    std::fflush(stdout);
    char buffer[256];
    while (read(STDIN_FILENO, buffer, sizeof buffer) > 0) {}
    return 0;
}
