// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/mcp/tools.h"

#include <algorithm>

namespace mgx::cli {

namespace {

constexpr std::size_t kMostBytes = 4 << 20; ///< of rows in one answer: a model reads far less

Json schemaOf(const char* title, const Json& properties, const Json& required)
{
    return {{"properties", properties}, {"required", required}, {"title", title}, {"type", "object"}};
}

Result<std::string> text(const Json& arguments, const char* name)
{
    const auto found = arguments.find(name);
    if (found == arguments.end() || !found->is_string())
        return failure(std::string(name) + " is missing: it is a text");
    return found->get<std::string>();
}

Result<std::int64_t> age(const Json& arguments, std::int64_t most)
{
    const auto found = arguments.find("age");
    if (found == arguments.end() || !found->is_number_integer())
        return failure("age is missing: a number of minutes");
    const auto minutes = found->get<std::int64_t>();
    if (minutes < 0 || minutes > most)
        return failure("age is between 0 and " + std::to_string(most) + " minutes, not " + std::to_string(minutes));
    return minutes;
}

/// Rows as a list of objects, as Logfire's server answers.
ToolAnswer rowsOf(const ResultTable& table, const std::string& note)
{
    ToolAnswer answer;
    answer.value = Json::array();
    std::size_t bytes = 0;
    std::size_t row = 0;
    for (; row < table.rowCount() && bytes < kMostBytes; ++row) {
        Json object = Json::object();
        for (std::size_t column = 0; column < table.columns().size(); ++column) {
            std::string cell;
            table.appendJson(row, column, cell);
            bytes += cell.size();
            object[table.columns()[column].name] = Json::parse(cell, nullptr, false);
        }
        answer.value.push_back(std::move(object));
    }
    answer.texts.push_back(answer.value.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (row < table.rowCount() || table.isTruncated())
        answer.texts.push_back("These are the first " + std::to_string(row) + " rows of more: ask for less, or aggregate.");
    if (row == 0 && !note.empty())
        answer.texts.push_back(note);
    return answer;
}

ToolAnswer answerOf(TraceSource& source, const std::string& sql, std::int64_t minutes, const CancelToken& cancel)
{
    const QueryAnswer answer = source.query(sql, minutes, cancel);
    if (answer)
        return rowsOf(**answer, (*answer)->rowCount() == 0 ? source.noteOnAge(minutes) : std::string());
    const QueryFailure& failure = answer.error();
    std::string where;
    if (failure.line > 0)
        where = "line " + std::to_string(failure.line) + ", column " + std::to_string(failure.column);
    return ToolAnswer::ofError({failure.message, where, failure.hint});
}

std::string quoted(const std::string& text)
{
    std::string out;
    for (const char c : text)
        out.append(c == '\'' ? 2 : 1, c);
    return out;
}

std::string exceptionsSql(const std::string& file)
{
    return "SELECT created_at, message, exception_type, exception_message, exception_stacktrace FROM records "
           "WHERE is_exception = true AND strpos(exception_stacktrace, '" + quoted(file) + "') > 0 ORDER BY created_at DESC LIMIT 10";
}

Tool findExceptions(TraceSource& source)
{
    return {"find_exceptions_in_file",
            "Get the details about the 10 most recent exceptions on the file.\n\nArgs:\n    filepath: The path to the file to find exceptions in.\n"
            "    age: Number of minutes to look back, e.g. 30 for last 30 minutes.",
            schemaOf("find_exceptions_in_fileArguments",
                     {{"filepath", {{"title", "Filepath"}, {"type", "string"}}}, {"age", {{"title", "Age"}, {"type", "integer"}}}}, {"filepath", "age"}),
            [&source](const Json& arguments, const CancelToken& cancel) {
                const Result<std::string> file = text(arguments, "filepath");
                const Result<std::int64_t> minutes = age(arguments, source.mostMinutes());
                if (!file || !minutes)
                    return ToolAnswer::ofError(!file ? file.error() : minutes.error());
                return answerOf(source, exceptionsSql(*file), *minutes, cancel);
            }};
}

Tool arbitraryQuery(TraceSource& source)
{
    return {"arbitrary_query",
            "Run an arbitrary query on the records.\n\nThe SQL reference is available via the `schema_reference` tool. The dialect is like "
            "PostgreSQL: use -> and ->> on attributes, and cast, e.g. (attributes->'cost')::float + 10. Filter by start_timestamp, "
            "service_name, span_name, metric_name or trace_id where you can.\n\nArgs:\n    query: The query to run, as a SQL string.\n"
            "    age: Number of minutes to look back, e.g. 30 for last 30 minutes.",
            schemaOf("arbitrary_queryArguments",
                     {{"query", {{"title", "Query"}, {"type", "string"}}}, {"age", {{"title", "Age"}, {"type", "integer"}}}}, {"query", "age"}),
            [&source](const Json& arguments, const CancelToken& cancel) {
                const Result<std::string> sql = text(arguments, "query");
                const Result<std::int64_t> minutes = age(arguments, source.mostMinutes());
                if (!sql || !minutes)
                    return ToolAnswer::ofError(!sql ? sql.error() : minutes.error());
                return answerOf(source, *sql, *minutes, cancel);
            }};
}

ToolAnswer textAnswer(const Result<std::string>& text)
{
    return text ? ToolAnswer{{*text}, *text, false} : ToolAnswer::ofError(text.error());
}

Tool logfireLink(TraceSource& source)
{
    return {"logfire_link",
            "Creates a link to help the user to view the trace with the given trace_id.\n\nArgs:\n    trace_id: The trace ID to link to.",
            schemaOf("logfire_linkArguments", {{"trace_id", {{"title", "Trace Id"}, {"type", "string"}}}}, {"trace_id"}),
            [&source](const Json& arguments, const CancelToken& cancel) {
                const Result<std::string> trace = text(arguments, "trace_id");
                return trace ? textAnswer(source.link(*trace, cancel)) : ToolAnswer::ofError(trace.error());
            }};
}

Tool schemaReference(TraceSource& source)
{
    return {"schema_reference", "The database schema of the tables records and metrics.", schemaOf("schema_referenceArguments", Json::object(), Json::array()),
            [&source](const Json&, const CancelToken& cancel) { return textAnswer(source.schema(cancel)); }};
}

ToolAnswer jsonAnswer(const Result<Json>& value)
{
    if (!value)
        return ToolAnswer::ofError(value.error());
    return {{value->dump(-1, ' ', false, Json::error_handler_t::replace)}, *value, false};
}

} // namespace

std::vector<Tool> logfireTools(TraceSource& source)
{
    return {findExceptions(source), arbitraryQuery(source), logfireLink(source), schemaReference(source)};
}

std::vector<Tool> runTools(LocalSource& source)
{
    Tool list{"list_runs", "The MassGen runs that are there, newest first: path, trace_id, question, state, start, duration, winner.",
              schemaOf("list_runsArguments", Json::object(), Json::array()),
              [&source](const Json&, const CancelToken& cancel) { return jsonAnswer(source.runs(cancel)); }};
    Tool summary{"run_summary",
                 "What happened in one MassGen run: agents, rounds, answers, votes, winner, tools, tokens, cost, problems.\n\nArgs:\n"
                 "    run: Path, folder name or trace_id of the run; the newest one without it.",
                 schemaOf("run_summaryArguments", {{"run", {{"title", "Run"}, {"type", "string"}, {"default", ""}}}}, Json::array()),
                 [&source](const Json& arguments, const CancelToken& cancel) {
                     const Result<std::string> run = arguments.contains("run") ? text(arguments, "run") : Result<std::string>(std::string());
                     return run ? jsonAnswer(source.summary(*run, cancel)) : ToolAnswer::ofError(run.error());
                 }};
    return {std::move(list), std::move(summary)};
}

} // namespace mgx::cli
