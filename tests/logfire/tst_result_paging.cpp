// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/result_paging.h"

#include <QTest>

using namespace mgx;

class TestResultPaging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pages_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("page"); ///< empty = none
        QTest::newRow("ordered") << "SELECT a FROM records ORDER BY a" << "SELECT a FROM records ORDER BY a\nLIMIT 10 OFFSET 20";
        QTest::newRow("its end is taken off") << "SELECT a FROM r ORDER  by a ; -- the end" << "SELECT a FROM r ORDER  by a\nLIMIT 10 OFFSET 20";
        QTest::newRow("a comment inside") << "SELECT a -- order by\nFROM r ORDER BY a -- b\n, c" << "SELECT a -- order by\nFROM r ORDER BY a -- b\n, c\nLIMIT 10 OFFSET 20";
        QTest::newRow("its limit is far") << "SELECT a FROM r ORDER BY a LIMIT 50" << "SELECT a FROM r ORDER BY a \nLIMIT 10 OFFSET 20";
        QTest::newRow("its limit is near") << "SELECT a FROM r ORDER BY a limit 25;" << "SELECT a FROM r ORDER BY a \nLIMIT 5 OFFSET 20";
        QTest::newRow("its limit is reached") << "SELECT a FROM r ORDER BY a LIMIT 20" << "";
        QTest::newRow("no order") << "SELECT a FROM r" << "";
        QTest::newRow("an order further in") << "SELECT a FROM (SELECT a FROM r ORDER BY a)" << "";
        QTest::newRow("an order of a window") << "SELECT row_number() OVER (ORDER BY a) FROM r" << "";
        QTest::newRow("a limit further in") << "SELECT a FROM (SELECT a FROM r LIMIT 5) ORDER BY a" << "SELECT a FROM (SELECT a FROM r LIMIT 5) ORDER BY a\nLIMIT 10 OFFSET 20";
        QTest::newRow("an own offset") << "SELECT a FROM r ORDER BY a LIMIT 50 OFFSET 3" << "";
        QTest::newRow("a reckoned limit") << "SELECT a FROM r ORDER BY a LIMIT 5 + 50" << "";
        QTest::newRow("fetch") << "SELECT a FROM r ORDER BY a FETCH FIRST 5 ROWS ONLY" << "";
        QTest::newRow("columns with such names") << "SELECT \"limit\", \"offset\" FROM r ORDER BY \"limit\"" << "SELECT \"limit\", \"offset\" FROM r ORDER BY \"limit\"\nLIMIT 10 OFFSET 20";
        QTest::newRow("cut") << "SELECT a FROM r ORDER BY a LIMIT" << "";
        QTest::newRow("nothing") << "" << "";
        QTest::newRow("brackets that end too early") << ")))" << "";
    }
    void pages()
    {
        QFETCH(QString, sql);
        QFETCH(QString, page);
        const auto made = pageSql(sql.toStdString(), 20, 10);
        QCOMPARE(made ? QString::fromStdString(*made) : QString(), page);
    }
};

QTEST_APPLESS_MAIN(TestResultPaging)
#include "tst_result_paging.moc"
