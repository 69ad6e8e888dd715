// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include <QDir>
#include <QtTest>

using namespace mgx;

/// Runs the fuzz targets over their committed inputs, each whole and cut at twenty places. A broken promise aborts.
class TestCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTargetHasInputs_data() { targets(); }
    void everyTargetHasInputs()
    {
        QFETCH(QString, folder);
        QVERIFY2(inputs(folder).size() >= 3, qPrintable(folder));
    }

    void inputsKeepThePromises_data() { targets(); }
    void inputsKeepThePromises()
    {
        QFETCH(QString, folder);
        QFETCH(Target, target);
        for (const QFileInfo& info : inputs(folder)) {
            QFile file(info.filePath());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(info.filePath()));
            const QByteArray bytes = file.readAll();
            const std::string_view all(bytes.constData(), std::size_t(bytes.size()));
            target(all);
            for (std::size_t part = 0; part < 20; ++part)
                target(all.substr(0, all.size() * part / 20));
        }
    }

public:
    using Target = void (*)(std::string_view);

private:
    static void targets()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<Target>("target");
        const auto row = [](const char* folder, Target target, const char* name = nullptr) {
            QTest::newRow(name ? name : folder) << QString::fromLatin1(folder) << target;
        };
        row("json_repair", fuzz::jsonRepair);
        row("line_splitter", fuzz::lineSplitter);
        row("record_lines", fuzz::recordLines);
        row("records_ndjson", fuzz::recordsNdjson);
        row("massgen", fuzz::massgenFiles);
        row("massgen", fuzz::massgenRun, "massgen, whole import");
        row("sql_dialect", fuzz::sqlDialect);
        row("otlp_json", fuzz::otlpJson);
        row("otlp_protobuf", fuzz::otlpProtobuf);
        row("span_objects", fuzz::spanObjects);
        row("jaeger_traces", fuzz::jaegerTraces);
        row("chrome_trace", fuzz::chromeTrace);
        row("logfire_rows", fuzz::logfireRows);
        row("archives", fuzz::archives);
        row("fusion", fuzz::fusion);
    }

    static QFileInfoList inputs(const QString& folder)
    {
        return QDir(QStringLiteral(MGX_SOURCE_DIR "/tests/fuzz/corpus/") + folder).entryInfoList(QDir::Files, QDir::Name);
    }
};

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
