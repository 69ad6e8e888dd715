// SPDX-License-Identifier: GPL-3.0-or-later
// The command line without the windows, for scripts that drive it statement by statement.
#include "cli/cli.h"

#include <string>
#include <vector>

int main(int argc, char** argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return mgx::cli::run(arguments);
}
