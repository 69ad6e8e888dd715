// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/corpus_fixture.h"

#include "ingest/gzip_stream.h"
#include "ingest/records.h"

#include <QFile>

namespace mgx::testing {

std::shared_ptr<const TraceSnapshot> corpusRecords()
{
    QFile file(QStringLiteral(MGX_SOURCE_DIR "/tests/cases/sql/records.ndjson.gz"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    SnapshotBuilder builder;
    ImportReport report;
    ImportContext context{builder, report, {}};
    const std::uint32_t source = builder.addSource(SourceKind::File, "records.ndjson.gz");
    const auto importer = recordsFormat().create(context, "records.ndjson.gz", source, FileHead({}));
    bool isGood = true;
    const Result<void> inflated = GzipStream().consume({bytes.constData(), static_cast<std::size_t>(bytes.size())}, [&](std::string_view text) {
        isGood = importer->consume(text).has_value();
        return isGood;
    });
    return inflated && isGood && importer->finish() ? builder.publish() : nullptr;
}

QueryAnswer ask(LocalEngine& engine, const std::string& sql, std::map<std::string, QueryValue> parameters)
{
    QueryRequest request;
    request.sql = sql;
    request.parameters = std::move(parameters);
    request.now = parseIsoTime("2026-03-02T12:00:00Z")->ns;
    std::promise<QueryAnswer> promise;
    engine.start(std::move(request), {}, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
}

nlohmann::json asJson(const QueryAnswer& answer)
{
    nlohmann::json out;
    if (!answer) {
        out["error"] = {{"class", answer.error().kind == QueryFailure::Kind::Refused ? "refused" : "error"}, {"message", answer.error().message}};
        return out;
    }
    const ResultTable& table = **answer;
    out["columns"] = nlohmann::json::array();
    for (const ResultColumn& column : table.columns())
        out["columns"].push_back({{"name", column.name}, {"type", valueTypeWord(column.type)}});
    out["rows"] = nlohmann::json::array();
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        std::string cells = "[";
        for (std::size_t column = 0; column < table.columns().size(); ++column) {
            cells += column > 0 ? "," : "";
            table.appendJson(row, column, cells);
        }
        out["rows"].push_back(nlohmann::json::parse(cells + "]", nullptr, false));
    }
    return out;
}

} // namespace mgx::testing
