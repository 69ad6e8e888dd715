// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/query_output.h"
#include "engine/local_engine.h"
#include "engine/parquet.h"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <future>

namespace mgx::cli {

namespace {

constexpr std::string_view kHelp = R"(massgen-explorer query PATH... (--sql TEXT | --file FILE|-) [--param NAME=VALUE]... [--now TIME]
                       [--limit N] [--format table|json|csv|ndjson|parquet] [--out FILE]

Answers one SQL statement over every record of every run below PATH, in the dialect of Logfire.

--sql TEXT          the statement
--file FILE         the statement is in FILE; - reads standard input
--param NAME=VALUE  what $NAME stands for: a text; NAME:=VALUE for a number, true or false. May be given several times
--now TIME          what now() answers, for example 2026-03-02T12:00:00Z
--limit N           rows that are printed at most (default 1000000); the answer says when there were more
--format            table (default), json, csv or ndjson; parquet writes the file that --out names

Tables: records, records_all, metrics (Logfire's columns), runs, agents, rounds, llm_calls, tool_calls, answers, votes, events,
records_by_agent. SHOW TABLES and SHOW COLUMNS FROM runs say more.

With --format json a failed statement prints {"error":{"class","message","line","column","hint"}}.
Exit codes: 0 done, 1 the input could not be used or the statement failed, 2 wrong usage, 130 interrupted.
)";

constexpr Option kOptions[] = {{"--sql", true}, {"--file", true}, {"--param", true}, {"--now", true}, {"--limit", true}, {"--format", true}, {"--out", true}};

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
    if (arguments.has("--sql") == arguments.has("--file"))
        return failure("needs either --sql or --file");
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
    const Result<std::string> sql = arguments.has("--sql") ? Result<std::string>(arguments.value("--sql")) : readText(arguments.value("--file"));
    if (!sql)
        return fail(sql.error());
    request->sql = *sql;
    SnapshotList snapshots;
    const int code = openAll(arguments, cancel, snapshots);
    if (code == kWrongUsage || code == kInterrupted || (code != kDone && snapshots.empty()))
        return code;
    Result<std::unique_ptr<LocalEngine>> engine = LocalEngine::create({});
    if (!engine)
        return fail(engine.error());
    (*engine)->load(std::move(snapshots));
    std::promise<QueryAnswer> promise;
    std::future<QueryAnswer> future = promise.get_future();
    (*engine)->start(std::move(*request), cancel, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
    while (future.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
        if (cancel.isCancelled())
            (*engine)->stop(cancel);
    }
    const QueryAnswer answer = future.get();
    if (!answer && answer.error().kind == QueryFailure::Kind::Cancelled)
        return kInterrupted;
    if (answer && *format == QueryFormat::Parquet) {
        const Result<void> written = writeResultParquet(**answer, arguments.value("--out"));
        return written ? code : fail(written.error());
    }
    return printAnswer(answer, *format == QueryFormat::Parquet ? QueryFormat::Table : *format) ? code : kUnusableInput;
}

} // namespace

const Command& queryCommand()
{
    static const Command command{"query", kHelp, kOptions, run};
    return command;
}

} // namespace mgx::cli
