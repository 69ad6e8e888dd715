// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/derive_rows.h"
#include "cli/command.h"
#include "cli/query_output.h"
#include "cli/saved_query.h"
#include "engine/local_engine.h"
#include "engine/parquet.h"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <future>

namespace mgx::cli {

namespace {

constexpr std::string_view kHelp = R"(massgen-explorer query PATH... (--sql TEXT | --file FILE|- | --saved NAME) [--param NAME=VALUE]...
                       [--now TIME] [--limit N] [--format table|json|csv|ndjson|parquet] [--out FILE]

Answers one SQL statement over every record of every run below PATH, in the dialect of Logfire.

--sql TEXT          the statement
--file FILE         the statement is in FILE; - reads standard input
--saved NAME        a saved query, by title or id in any case: of the libraries Standard and MassGen, or of your own. A trace
                    that it asks for is the newest run's unless --param says another
--param NAME=VALUE  what $NAME stands for: a text; NAME:=VALUE for a number, true or false. May be given several times. For a
                    saved query '[NAME]', too
--now TIME          what now() answers, for example 2026-03-02T12:00:00Z
--limit N           rows that are printed at most (default 1000000); the answer says when there were more
--format            table (default), json, csv or ndjson; parquet writes the file that --out names

Tables: records, records_all, metrics (Logfire's columns), runs, agents, rounds, llm_calls, tool_calls, answers, votes, events,
records_by_agent. SHOW TABLES and SHOW COLUMNS FROM runs say more.

With --format json a failed statement prints {"error":{"class","message","line","column","hint"}}.
Exit codes: 0 done, 1 the input could not be used or the statement failed, 2 wrong usage, 130 interrupted.
)";

constexpr Option kOptions[] = {{"--sql", true}, {"--file", true}, {"--saved", true}, {"--param", true}, {"--now", true}, {"--limit", true}, {"--format", true}, {"--out", true}};

Result<std::string> readText(const std::string& path)
{
    std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
    if (!file)
        return failure(std::string("cannot be read: ") + std::strerror(errno), path);
    std::string text;
    char buffer[1 << 16];
    while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, file)) {
        text.append(buffer, n);
        if (text.size() > (16u << 20))
            break;
    }
    if (file != stdin)
        std::fclose(file);
    return text;
}

template <class T>
bool parseAll(std::string_view text, T& value)
{
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    return end.ec == std::errc() && end.ptr == text.data() + text.size() && !text.empty();
}

/// NAME=text, NAME:=number, NAME:=true.
Result<void> addParameter(std::string_view argument, QueryRequest& request)
{
    const std::size_t equals = argument.find('=');
    const bool isTyped = equals != std::string_view::npos && equals > 0 && argument[equals - 1] == ':';
    const std::string name(argument.substr(0, equals == std::string_view::npos ? 0 : equals - (isTyped ? 1 : 0)));
    if (name.empty())
        return failure("--param is NAME=VALUE, not " + std::string(argument));
    const std::string_view text = argument.substr(equals + 1);
    std::int64_t integer = 0;
    double real = 0;
    if (!isTyped)
        request.parameters[name] = std::string(text);
    else if (text == "true" || text == "false")
        request.parameters[name] = text == "true";
    else if (parseAll(text, integer))
        request.parameters[name] = integer;
    else if (parseAll(text, real))
        request.parameters[name] = real;
    else
        return failure("--param " + name + ":= needs a number, true or false, not " + std::string(text));
    return {};
}

Result<QueryRequest> requestOf(const Arguments& arguments)
{
    QueryRequest request;
    if (arguments.has("--sql") + arguments.has("--file") + arguments.has("--saved") != 1)
        return failure("needs one of --sql, --file and --saved");
    if (arguments.has("--now")) {
        const auto now = parseIsoTime(arguments.value("--now"));
        if (!now)
            return failure("--now is a time like 2026-03-02T12:00:00Z, not " + arguments.value("--now"));
        request.now = now->ns;
    }
    if (arguments.has("--limit") && !parseAll(arguments.value("--limit"), request.rowLimit))
        return failure("--limit is a number, not " + arguments.value("--limit"));
    for (const std::string& parameter : arguments.values("--param")) {
        if (Result<void> added = addParameter(parameter, request); !added)
            return tl::unexpected(added.error());
    }
    return request;
}

/// Every run below the paths, as one list. The exit code of the imports.
int openAll(const Arguments& arguments, const CancelToken& cancel, SnapshotList& snapshots)
{
    ImportTotals totals;
    return forEachImport(arguments, cancel, totals, [&](const CatalogItem&, const Imported& imported) { snapshots.push_back(imported.snapshot); });
}

/// Puts --sql or --file into the request, or finds --saved.
Result<void> readStatement(const Arguments& arguments, QueryRequest& request, std::optional<SavedQuery>& saved)
{
    if (arguments.has("--saved")) {
        Result<SavedQuery> query = findSavedQuery(arguments.value("--saved"));
        if (!query)
            return tl::unexpected(query.error());
        saved = std::move(*query);
        return {};
    }
    Result<std::string> sql = arguments.has("--sql") ? Result<std::string>(arguments.value("--sql")) : readText(arguments.value("--file"));
    if (!sql)
        return tl::unexpected(sql.error());
    request.sql = std::move(*sql);
    return {};
}

/// Asks, and prints or writes the file `out`. The exit code; `code` where everything went well.
int answer(QueryRequest request, SnapshotList snapshots, const CancelToken& cancel, QueryFormat format, const std::string& out,
           int code)
{
    Result<std::unique_ptr<LocalEngine>> engine = LocalEngine::create({.load = {.derive = deriveRows}});
    if (!engine)
        return fail(engine.error());
    (*engine)->load(std::move(snapshots));
    std::promise<QueryAnswer> promise;
    std::future<QueryAnswer> future = promise.get_future();
    (*engine)->start(std::move(request), cancel, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
    while (future.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
        if (cancel.isCancelled())
            (*engine)->stop(cancel);
    }
    const QueryAnswer answer = future.get();
    if (!answer && answer.error().kind == QueryFailure::Kind::Cancelled)
        return kInterrupted;
    if (answer && format == QueryFormat::Parquet) {
        const Result<void> written = writeResultParquet(**answer, out);
        return written ? code : fail(written.error());
    }
    return printAnswer(answer, format == QueryFormat::Parquet ? QueryFormat::Table : format) ? code : kUnusableInput;
}

int run(const Arguments& arguments, const CancelToken& cancel)
{
    const std::optional<QueryFormat> format = queryFormatOf(arguments.value("--format", "table"));
    if (!format)
        return fail(Error{"--format is table, json, csv, ndjson or parquet, not " + arguments.value("--format"), {}, {}}, kWrongUsage);
    if (arguments.has("--out") != (*format == QueryFormat::Parquet))
        return fail(Error{"--out FILE and --format parquet belong together", "query", "see query --help"}, kWrongUsage);
    Result<QueryRequest> request = requestOf(arguments);
    if (!request)
        return fail(Error{request.error().what, "query", "see query --help"}, kWrongUsage);
    std::optional<SavedQuery> saved;
    if (Result<void> read = readStatement(arguments, *request, saved); !read)
        return fail(read.error());
    SnapshotList snapshots;
    const int code = openAll(arguments, cancel, snapshots);
    if (code == kWrongUsage || code == kInterrupted || (code != kDone && snapshots.empty()))
        return code;
    if (saved) {
        if (Result<void> ready = prepare(*saved, snapshots, *request); !ready)
            return fail(ready.error(), kWrongUsage);
    }
    return answer(*request, std::move(snapshots), cancel, *format, arguments.value("--out"), code);
}

} // namespace

const Command& queryCommand()
{
    static const Command command{"query", kHelp, kOptions, run};
    return command;
}

} // namespace mgx::cli
