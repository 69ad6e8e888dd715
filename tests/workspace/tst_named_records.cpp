// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/made_run.h"
#include "workspace/named_records.h"

#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

std::string hex(std::uint64_t number)
{
    return QString::asprintf("%016llx", static_cast<unsigned long long>(number)).toStdString();
}

/// An answer of texts and times; a cell without a text is NULL.
class MadeAnswer
{
public:
    explicit MadeAnswer(std::vector<ResultColumn> columns) : m_table(columns) { m_page.columns.resize(columns.size()); }

    void row(const std::vector<std::variant<std::monostate, std::string, TimeNs>>& cells)
    {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const auto* text = std::get_if<std::string>(&cells[i]))
                m_page.columns[i].addText(*text);
            else if (const auto* time = std::get_if<TimeNs>(&cells[i]))
                m_page.columns[i].addInteger(*time / 1000);
            else
                m_page.columns[i].addNull();
        }
        ++m_page.rowCount;
    }
    const ResultTable& table()
    {
        m_table.add(std::move(m_page));
        return m_table;
    }

private:
    ResultTable m_table;
    ResultPage m_page;
};

} // namespace

class TestNamedRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        MadeRun run;
        m_first = run.span("first", 0, 100, 200, kNoRow);
        m_second = run.span("second", 1, 50, 80, kNoRow);
        m_log = run.log("said", 0, 150, m_first);
        m_snapshot = run.publish();
    }

    void rowsAreFoundBySpanInOrderOfTime()
    {
        MadeAnswer answer({{"SPAN_ID", ValueType::Text}});
        answer.row({hex(m_snapshot->spanId(m_first))});
        answer.row({hex(m_snapshot->spanId(m_second))});
        answer.row({hex(m_snapshot->spanId(m_first))});
        answer.row({std::string("ffffffffffffff01")});
        answer.row({std::monostate()});
        const NamedRecords named = namedRecords(*m_snapshot, answer.table(), {});
        QCOMPARE(named.hits.rows, (std::vector<RowId>{m_second, m_first}));
        QVERIFY(named.hits.contains(m_first) && !named.hits.contains(m_log));
        QCOMPARE(named.elsewhere, std::size_t(2));
        QVERIFY(named.stretches.empty());
    }

    void traceAndKindAreCompared()
    {
        MadeAnswer answer({{"span_id", ValueType::Text}, {"trace_id", ValueType::Text}, {"kind", ValueType::Text}});
        const std::string trace = toHex(m_snapshot->trace(m_first));
        answer.row({hex(m_snapshot->spanId(m_first)), trace, std::string("span")});
        answer.row({hex(m_snapshot->spanId(m_second)), std::string(32, '1'), std::string("span")});
        answer.row({hex(m_snapshot->spanId(m_log)), trace, std::string("span")});
        const NamedRecords named = namedRecords(*m_snapshot, answer.table(), {});
        QCOMPARE(named.hits.rows, std::vector<RowId>{m_first});
        QCOMPARE(named.elsewhere, std::size_t(2));
    }

    void timesWithoutRecordAreStretches()
    {
        MadeAnswer answer({{"what", ValueType::Text}, {"start_timestamp", ValueType::TimestampTz}, {"end_timestamp", ValueType::TimestampTz}});
        answer.row({std::string("late"), kOrigin + 300 * kMs, kOrigin + 400 * kMs});
        answer.row({std::string("early"), kOrigin + 10 * kMs, std::monostate()});
        answer.row({std::string("none"), std::monostate(), std::monostate()});
        const NamedRecords named = namedRecords(*m_snapshot, answer.table(), {});
        QVERIFY(named.hits.rows.empty());
        QCOMPARE(named.elsewhere, std::size_t(1));
        const std::vector<NamedStretch> expected{{kOrigin + 10 * kMs, kOrigin + 10 * kMs, "early"}, {kOrigin + 300 * kMs, kOrigin + 400 * kMs, "late"}};
        QVERIFY(named.stretches == expected);
    }

    void anEndBeforeTheStartIsAMoment()
    {
        MadeAnswer answer({{"begin", ValueType::Timestamp}, {"last", ValueType::Timestamp}});
        answer.row({kOrigin + 20 * kMs, kOrigin});
        const NamedRecords named = namedRecords(*m_snapshot, answer.table(), {});
        QCOMPARE(named.stretches.size(), std::size_t(1));
        QCOMPARE(named.stretches[0].to, kOrigin + 20 * kMs);
    }

private:
    RowId m_first = kNoRow;
    RowId m_second = kNoRow;
    RowId m_log = kNoRow;
    std::shared_ptr<const TraceSnapshot> m_snapshot;
};

QTEST_GUILESS_MAIN(TestNamedRecords)
#include "tst_named_records.moc"
