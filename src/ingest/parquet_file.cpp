// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/parquet_file.h"

#include "ingest/format.h"

#include <QTemporaryFile>

namespace mgx {

namespace {

constexpr std::string_view kMark = "PAR1";

ParquetReader& reader()
{
    static ParquetReader current;
    return current;
}

/// Parquet is read from its end: the bytes go to a file first, wherever they come from.
class ParquetImporter final : public Importer
{
public:
    ParquetImporter(ImportContext& context, std::string_view fileName, std::uint32_t source)
        : m_context(context), m_fileName(fileName), m_source(source)
    {}

    Result<void> consume(std::string_view chunk) override
    {
        if (m_context.cancel.isCancelled())
            return failure("cancelled", m_fileName);
        const bool isOpen = m_copy.isOpen() || m_copy.open();
        if (!isOpen || m_copy.write(chunk.data(), static_cast<qint64>(chunk.size())) != static_cast<qint64>(chunk.size()))
            return failure("cannot be copied: " + m_copy.errorString().toStdString(), m_fileName);
        return {};
    }

    Result<void> finish() override
    {
        if (!reader())
            return failure("is a Parquet file, which cannot be read here", m_fileName);
        if (!m_copy.flush())
            return failure("cannot be copied: " + m_copy.errorString().toStdString(), m_fileName);
        Result<void> rows;
        const Result<void> read = reader()(m_copy.fileName().toStdString(), m_context.cancel, [&](std::string_view lines) {
            rows = addLines(lines);
            return rows.has_value();
        });
        if (m_context.cancel.isCancelled())
            return failure("cancelled", m_fileName);
        if (!rows)
            return rows;
        if (!read && !m_importer)
            return failure(read.error().what, m_fileName);
        if (!read) // damage ends the file, not what was read of it
            m_context.report.add(Problem::Severity::Error, m_fileName, {}, read.error().what);
        return m_importer ? m_importer->finish() : failure("holds no rows", m_fileName);
    }

private:
    Result<void> addLines(std::string_view lines)
    {
        if (!m_importer) {
            const std::string_view first = lines.substr(0, FileHead::kBytes);
            const Format* format = recogniseFormat(first);
            if (!format)
                return failure("is a Parquet file of other rows", m_fileName, whatWasLookedFor(first));
            m_importer = format->create(m_context, m_fileName, m_source, FileHead(first));
        }
        return m_importer->consume(lines);
    }

    ImportContext& m_context;
    std::string m_fileName;
    std::uint32_t m_source;
    QTemporaryFile m_copy;
    std::unique_ptr<Importer> m_importer;
};

} // namespace

void setParquetReader(ParquetReader newReader)
{
    reader() = std::move(newReader);
}

const Format& parquetFormat()
{
    static constexpr Format format = {
        "Parquet",
        [](const FileHead& head) { return head.bytes().starts_with(kMark) ? 100 : 0; },
        [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead&) -> std::unique_ptr<Importer> {
            return std::make_unique<ParquetImporter>(context, fileName, source);
        },
    };
    return format;
}

} // namespace mgx
