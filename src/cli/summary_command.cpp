// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/run_summary.h"

#include <cstdio>

namespace mgx::cli {

namespace {

constexpr std::string_view kHelp = R"(massgen-explorer summary PATH... [--json]

Tells what happened in every MassGen run below PATH, oldest first: agents, answers, votes, winner, tools, tokens, cost, state, and
what was wrong with the files.

PATH    a MassGen log folder, any folder above it, a file of a run, or a records file
--json  one JSON document:
  {"runs":[{"path","trace_id","turn","attempt","generation","massgen_version","question",
    "state":"complete|running|incomplete|failed","state_reason","superseded","start","end","duration_s",
    "agents":[{"id","model","backend","rounds","answers","votes","tool_calls","tool_errors","input_tokens","output_tokens",
               "reasoning_tokens","cached_input_tokens","cost_usd","error"}],
    "rounds":[{"agent","number","type","outcome","start","end","answer_label","voted_for_label"}],
    "answers":[{"label","agent","time"}],
    "votes":[{"voter","for_label","for_agent","time"}],
    "winner","winner_label","final_answer_chars","records":{"span","log",...},
    "subagents":[runs of this shape],
    "problems":[{"severity","file","where","sentence","count"}]}],
   "import":{"bytes","seconds","skipped","aborted_folders"}}
  Times are ISO-8601 UTC with microseconds. null = not known: MassGen did not record it.

Exit codes: 0 done, 1 the input could not be used, 2 wrong usage, 130 interrupted.
)";

constexpr Option kOptions[] = {{"--json", false}};

int run(const Arguments& arguments, const CancelToken& cancel)
{
    const bool isJson = arguments.has("--json");
    nlohmann::ordered_json runs = nlohmann::ordered_json::array();
    ImportTotals totals;
    const int code = forEachImport(arguments, cancel, totals, [&](const CatalogItem&, const Imported& imported) {
        for (nlohmann::ordered_json& summary : summarize(imported)) {
            if (isJson)
                runs.push_back(std::move(summary));
            else
                std::fputs(asText(summary).c_str(), stdout);
        }
    });
    if (code == kWrongUsage || code == kInterrupted)
        return code;
    if (isJson) {
        nlohmann::ordered_json document;
        document["runs"] = std::move(runs);
        document["import"] = {{"bytes", totals.bytes},
                              {"seconds", totals.seconds},
                              {"skipped", totals.skipped},
                              {"aborted_folders", totals.abortedFolders}};
        std::puts(document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    }
    return code;
}

} // namespace

const Command& summaryCommand()
{
    static const Command command{"summary", kHelp, kOptions, run};
    return command;
}

} // namespace mgx::cli
