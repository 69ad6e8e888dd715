// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_check.h"
#include "analysis/report_writers.h"
#include "base/text.h"
#include "cli/command.h"
#include "workspace/safe_file.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace mgx::cli {

namespace {

constexpr std::string_view kHelp = R"(massgen-explorer report PATH... [--out FILE.md|FILE.html] [--run NAME] [--check FILE.md]

Analyses a run: summary, timing and phases, rounds, answers and votes, tools, errors, repeated work, cost, data quality,
recommendations. Every figure carries a link, its place in the files of the run and the SQL that answers it.

PATH     a MassGen log folder or a folder above it, a trace file, or several that hold halves of the same run
--out    FILE.md: Markdown (MassGen's own name for it is ANALYSIS_REPORT.md); FILE.html: one page with charts, which loads nothing;
         without --out and --check the Markdown goes to standard output
--run    the folder name, path or trace id of the run, where PATH holds several; the newest one without it
--check  compares a report, one of these or one that a person or a model has written in Markdown, with the run: every number that is
         wrong or that nothing in the run supports is told with its line

Exit codes: 0 done, 1 the input could not be used or --check found a wrong number, 2 wrong usage, 130 interrupted.
)";

constexpr Option kOptions[] = {{"--out", true}, {"--run", true}, {"--check", true}};
constexpr std::size_t kMostBytes = 8 << 20;

struct Chosen
{
    std::shared_ptr<const TraceSnapshot> snapshot;
    RunId run = kNoRun;
    std::size_t others = 0;

    [[nodiscard]] const RunFacts& facts() const { return snapshot->runFacts(run); }
};

bool isNamed(const RunFacts& facts, const std::string& name)
{
    return facts.path == name || facts.name == name || toHex(facts.trace) == name || std::filesystem::path(facts.path) == std::filesystem::path(name);
}

/// The newest run of those that fit; one that a later attempt replaced only where it is asked for.
void choose(const TraceSnapshot& snapshot, const std::shared_ptr<const TraceSnapshot>& shared, const std::string& name, Chosen& chosen)
{
    for (RunId run = 0; run < snapshot.runCount(); ++run) {
        const RunFacts& facts = snapshot.runFacts(run);
        if (name.empty() ? facts.parentRun != kNoRun || facts.isSuperseded : !isNamed(facts, name))
            continue;
        if (chosen.snapshot)
            ++chosen.others;
        if (chosen.snapshot && facts.start < chosen.facts().start)
            continue;
        chosen.snapshot = shared;
        chosen.run = run;
    }
}

Result<std::string> readReport(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return failure("cannot be read", path);
    std::string text(kMostBytes, '\0');
    file.read(text.data(), std::streamsize(text.size()));
    text.resize(std::size_t(file.gcount()));
    return toUtf8(text);
}

/// The exit code: a wrong number is a failure.
int printCheck(const std::string& path, const std::string& text, const Report& report)
{
    const ReportCheck check = checkReport(text, report);
    std::string out;
    for (const ReportMark& mark : check.marks) {
        if (mark.verdict == ReportMark::Verdict::Right)
            continue;
        out += path + ":" + std::to_string(mark.line) + ": " + std::string(nameOf(mark.verdict)) + ": " + mark.written;
        if (mark.verdict == ReportMark::Verdict::Wrong)
            out += "; the run says " + mark.expected + " (" + mark.key + ")";
        out += "\n";
    }
    std::printf("%s%zu right, %zu wrong, %zu unsupported\n", out.c_str(), check.right, check.wrong, check.unsupported);
    if (check.wrong == 0)
        return kDone;
    return fail(Error{std::to_string(check.wrong) + (check.wrong == 1 ? " number is wrong" : " numbers are wrong"), path, {}});
}

int write(const std::string& path, const Report& report, const TraceSnapshot& snapshot)
{
    const bool isHtml = std::filesystem::path(path).extension() == ".html";
    const std::string text = isHtml ? asHtml(report, snapshot) : asMarkdown(report, snapshot);
    const Result<void> written = writeSafely(QString::fromStdString(path), text);
    return written ? kDone : fail(written.error());
}

int run(const Arguments& arguments, const CancelToken& cancel)
{
    const std::string out = arguments.value("--out");
    const std::string extension = std::filesystem::path(out).extension().string();
    if (arguments.has("--out") && extension != ".md" && extension != ".html")
        return fail(Error{"--out names a file that ends in .md or .html, not " + out, {}, {}}, kWrongUsage);
    std::optional<std::string> written;
    if (arguments.has("--check")) {
        Result<std::string> text = readReport(arguments.value("--check"));
        if (!text)
            return fail(text.error());
        written = std::move(*text);
    }
    Chosen chosen;
    ImportTotals totals;
    const int code = forEachImport(arguments, cancel, totals, [&](const CatalogItem&, const Imported& imported) {
        choose(*imported.snapshot, imported.snapshot, arguments.value("--run"), chosen);
    });
    if (cancel.isCancelled())
        return kInterrupted;
    if (code == kWrongUsage)
        return code;
    if (!chosen.snapshot)
        return fail(Error{arguments.has("--run") ? "there is no run " + arguments.value("--run") : "there is no run of MassGen", arguments.paths.front(), {}});
    if (chosen.others > 0)
        std::fprintf(stderr, "massgen-explorer: this is the newest of %zu runs; --run NAME chooses another\n", chosen.others + 1);
    const Report report = makeReport(*chosen.snapshot, chosen.run, analyze(*chosen.snapshot, chosen.run));
    if (arguments.has("--out")) {
        if (const int failed = write(out, report, *chosen.snapshot); failed != kDone)
            return failed;
    }
    if (written)
        return printCheck(arguments.value("--check"), *written, report);
    if (!arguments.has("--out"))
        std::fputs(asMarkdown(report, *chosen.snapshot).c_str(), stdout);
    return kDone;
}

} // namespace

const Command& reportCommand()
{
    static const Command command{"report", kHelp, kOptions, run};
    return command;
}

} // namespace mgx::cli
