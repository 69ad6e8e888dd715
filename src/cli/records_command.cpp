// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "engine/parquet.h"
#include "store/record_row.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace mgx::cli {

namespace {

constexpr std::string_view kHelp = R"(massgen-explorer records PATH... [--format ndjson|csv|parquet] [--out FILE]

Writes every record of every run below PATH, oldest run first, to standard output or FILE.

PATH     a MassGen log folder, any folder above it, a file of a run, or a records file
--format ndjson (default): one JSON object per line, null columns left out
         parquet: one file with typed columns; JSON columns are JSON, needs --out. It has no source, source_ref, time_quality
         csv: a header line, then one record per line (RFC 4180); JSON columns are JSON text, null is empty
--out    write to FILE instead; it appears only when everything is written

Columns: those of Logfire's `records` table in its order, then
  agent_id                 the MassGen agent that the record belongs to
  repaired_parent_span_id  where the recorded parent was wrong: the right one
  source                   local (log folder), otlp, logfire or file
  source_ref               file and line, or file and JSON pointer
  time_quality             exact, local-clock, approx, inferred or open

Exit codes: 0 done, 1 the input could not be used, 2 wrong usage, 130 interrupted.
)";

constexpr Option kOptions[] = {{"--format", true}, {"--out", true}};

/// A file that takes its name when it is complete; or standard output.
class Output
{
public:
    explicit Output(std::string path) : m_path(std::move(path)), m_file(m_path.empty() ? stdout : std::fopen(part().c_str(), "wb")) {}
    ~Output()
    {
        if (!m_path.empty() && m_file) {
            std::fclose(m_file);
            std::remove(part().c_str());
        }
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    [[nodiscard]] bool isOpen() const { return m_file != nullptr; }
    void write(const std::string& text) { m_isGood &= std::fwrite(text.data(), 1, text.size(), m_file) == text.size(); }
    [[nodiscard]] bool isGood() const { return m_isGood; }

    [[nodiscard]] Result<void> commit()
    {
        m_isGood &= std::fflush(m_file) == 0;
        if (!m_path.empty()) {
            m_isGood &= std::fclose(m_file) == 0;
            m_file = nullptr;
            m_isGood = m_isGood && std::rename(part().c_str(), m_path.c_str()) == 0;
        }
        if (!m_isGood)
            return failure(std::string("could not be written: ") + std::strerror(errno), m_path.empty() ? "standard output" : m_path);
        return {};
    }

private:
    [[nodiscard]] std::string part() const { return m_path + ".part"; }

    std::string m_path;
    std::FILE* m_file;
    bool m_isGood = true;
};

std::string csvHeader()
{
    std::string header;
    for (const RecordColumn& column : recordColumns()) {
        header += header.empty() ? "" : ",";
        header += column.name;
    }
    return header + "\r\n";
}

void writeRows(const TraceSnapshot& snapshot, bool isCsv, const CancelToken& cancel, Output& output)
{
    RecordRow rows;
    std::string text;
    for (RowId row = 0; row < snapshot.rowCount() && !cancel.isCancelled() && output.isGood(); ++row) {
        if (isCsv)
            rows.appendCsv(snapshot, row, text);
        else
            rows.appendJson(snapshot, row, false, text);
        text += isCsv ? "\r\n" : "\n";
        if (text.size() > (1 << 18) || row + 1 == snapshot.rowCount()) {
            output.write(text);
            text.clear();
        }
    }
}

int writeParquet(const Arguments& arguments, const CancelToken& cancel)
{
    if (!arguments.has("--out"))
        return fail(Error{"--format parquet needs --out FILE", {}, {}}, kWrongUsage);
    SnapshotList snapshots;
    ImportTotals totals;
    const int code = forEachImport(arguments, cancel, totals, [&](const CatalogItem&, const Imported& imported) { snapshots.push_back(imported.snapshot); });
    if (cancel.isCancelled())
        return kInterrupted;
    if (code == kWrongUsage || snapshots.empty())
        return code;
    const Result<void> written = writeRecordsParquet(snapshots, arguments.value("--out"), cancel);
    return written ? code : fail(written.error());
}

int run(const Arguments& arguments, const CancelToken& cancel)
{
    const std::string format = arguments.value("--format", "ndjson");
    if (format == "parquet")
        return writeParquet(arguments, cancel);
    if (format != "ndjson" && format != "csv")
        return fail(Error{"--format is ndjson, csv or parquet, not " + format, {}, {}}, kWrongUsage);
    Output output(arguments.value("--out"));
    if (!output.isOpen())
        return fail(Error{std::string("cannot be written: ") + std::strerror(errno), arguments.value("--out"), {}});
    const bool isCsv = format == "csv";
    if (isCsv)
        output.write(csvHeader());
    ImportTotals totals;
    const int code = forEachImport(arguments, cancel, totals, [&](const CatalogItem&, const Imported& imported) {
        writeRows(*imported.snapshot, isCsv, cancel, output);
    });
    if (cancel.isCancelled())
        return kInterrupted;
    if (code == kWrongUsage)
        return code;
    const Result<void> written = output.commit();
    return written ? code : fail(written.error());
}

} // namespace

const Command& recordsCommand()
{
    static const Command command{"records", kHelp, kOptions, run};
    return command;
}

} // namespace mgx::cli
