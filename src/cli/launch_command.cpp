// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/launch_report.h"
#include "launch/config_check.h"
#include "launch/shell_words.h"
#include "launch/small_files.h"
#include "live/launched_run.h"

#include <cstdio>
#include <filesystem>
#include <QCoreApplication>
#include <QTimer>

namespace mgx::cli {

namespace {

constexpr std::string_view kHelp = R"(massgen-explorer launch --config FILE "QUESTION" [--out DIR] [--work-folder DIR] [--python PATH]
                        [--flags TEXT] [--no-trace | --with-logfire] [--force] [--show] [--json]

Runs MassGen with a config and a question, receives its spans on 127.0.0.1, follows it to its end and judges how it came out.
Progress goes to stderr, the outcome and the final answer to stdout. Ctrl+C stops the run properly (SIGINT, after ten seconds
SIGTERM, after five more SIGKILL).

--config FILE        the config of the run
--question-file F    the question is in F
--out DIR            where output, received spans and the record of the launch are kept (default: the folder for the person's state)
--work-folder DIR    the folder that MassGen works in (default: the current one)
--python PATH        the Python, virtual environment or massgen script to use (default: a uv project, .venv, or massgen on PATH)
--flags TEXT         further flags of massgen, as on a command line
--no-trace           without spans
--with-logfire       the spans go to your Logfire project as well
--force              launch although the checks find errors
--show               print the command line and the checks, and launch nothing
--json               the outcome as one JSON document: {"outcome":"complete|timeout|no_answer|failed|interrupted|killed","sentence",
                     "exit_code","log_folder","run","launch_folder","winner","final_answer","answers","votes","tokens","cost_usd",
                     "agents":[...],"received":{"requests","spans","logs","bytes","refused"},...}

Exit codes: 0 complete, 1 the input could not be used, 2 wrong usage, 3 time limit, 4 failed or without an answer, 130 stopped.
)";

constexpr Option kOptions[] = {{"--config", true},  {"--question-file", true}, {"--out", true},          {"--work-folder", true},
                               {"--python", true},  {"--flags", true},         {"--no-trace", false},    {"--with-logfire", false},
                               {"--force", false},  {"--show", false},         {"--json", false}};

std::string absolute(const std::string& path)
{
    std::error_code error;
    return std::filesystem::absolute(path, error).lexically_normal().string();
}

Result<LaunchRequest> requestOf(const Arguments& arguments, const Environment& environment)
{
    LaunchRequest request;
    request.workFolder = absolute(arguments.value("--work-folder", "."));
    request.configPath = absolute(arguments.value("--config"));
    request.question = arguments.has("--question-file") ? readSmallFile(arguments.value("--question-file")) : arguments.paths.front();
    request.tracing = arguments.has("--no-trace")       ? Tracing::None
                      : arguments.has("--with-logfire") ? Tracing::HereAndLogfire
                                                        : Tracing::Here;
    const Result<std::vector<std::string>> flags = splitShellLine(arguments.value("--flags"));
    if (!flags)
        return tl::unexpected(flags.error());
    request.extraFlags = *flags;
    const std::vector<MassgenInstall> installs = findMassgen(environment, request.workFolder, arguments.value("--python"));
    if (installs.empty())
        return failure("MassGen was not found", arguments.value("--python"), installAdvice());
    request.massgen = installs.front();
    return request;
}

/// Prints what the checks found; false if the run should not be begun.
bool printChecks(const LaunchRequest& request, const Environment& environment, bool isAll)
{
    const std::string text = readSmallFile(request.configPath);
    if (text.empty()) {
        fail(Error{"cannot be read", request.configPath, {}});
        return false;
    }
    const std::vector<ConfigFinding> findings = checkConfig(text, environment, request.workFolder);
    for (const ConfigFinding& finding : findings) {
        if (finding.severity == ConfigFinding::Severity::Good && !isAll)
            continue;
        const char* word = finding.severity == ConfigFinding::Severity::Error     ? "error"
                           : finding.severity == ConfigFinding::Severity::Warning ? "warning"
                                                                                  : "ok";
        std::string place = request.configPath;
        if (finding.place.line > 0)
            place += ':' + std::to_string(finding.place.line) + ':' + std::to_string(finding.place.column);
        std::fprintf(stderr, "%s: %s\n", word, Error{finding.sentence, place, finding.advice}.sentence().c_str());
    }
    for (const std::string& word : missingReferences(request.question, request.workFolder))
        std::fprintf(stderr, "warning: %s in the question names no file: MassGen will refuse it\n", word.c_str());
    return !hasErrors(findings);
}

int follow(LaunchedRun& run, const CancelToken& cancel, bool isJson)
{
    LaunchProgress progress;
    const auto say = [&] {
        if (const std::string lines = progress.next(run); !lines.empty())
            std::fputs(lines.c_str(), stderr);
    };
    QTimer look;
    bool isStopping = false;
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        if (cancel.isCancelled() && !std::exchange(isStopping, true))
            run.stop();
        say();
    });
    constexpr int kLookMs = 100;
    look.start(kLookMs);
    QObject::connect(&run, &LaunchedRun::ended, &look, [] { QCoreApplication::quit(); });
    QCoreApplication::exec();
    say();
    std::fputs((isJson ? launchJson(run) : launchText(run)).c_str(), stdout);
    return exitCodeOf(run.record().outcome.value_or(Outcome{}));
}

int run(const Arguments& arguments, const CancelToken& cancel)
{
    const bool hasFile = arguments.has("--question-file");
    if (!arguments.has("--config") || arguments.paths.size() != (hasFile ? 0u : 1u))
        return fail(Error{"needs --config FILE and one question", "launch", "see launch --help"}, kWrongUsage);
    const Environment environment = ownEnvironment();
    const Result<LaunchRequest> request = requestOf(arguments, environment);
    if (!request)
        return fail(request.error());
    std::fprintf(stderr, "%s\n%s\n", request->massgen.title().c_str(), shellLine(commandWords(*request)).c_str());
    const bool isGood = printChecks(*request, environment, arguments.has("--show"));
    if (arguments.has("--show"))
        return isGood ? kDone : kUnusableInput;
    if (!isGood && !arguments.has("--force"))
        return fail(Error{"not launched", request->configPath, "correct the errors, or use --force"});
    int count = 1;
    char name[] = "massgen-explorer";
    char* words[] = {name, nullptr};
    const QCoreApplication app(count, words);
    LaunchedRun launched;
    const std::string root = arguments.has("--out") ? absolute(arguments.value("--out")) : usualLaunchFolder(environment);
    if (const Result<void> started = launched.start(*request, environment, root); !started)
        return fail(started.error());
    return follow(launched, cancel, arguments.has("--json"));
}

} // namespace

const Command& launchCommand()
{
    static const Command command{"launch", kHelp, kOptions, run};
    return command;
}

} // namespace mgx::cli
