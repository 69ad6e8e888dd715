// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/line_diff.h"

#include <QtTest>

using namespace mgx;

class TestLineDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void picture_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("diff");
        QTest::newRow("same") << "a\nb" << "a\nb" << " a| b|";
        QTest::newRow("new") << "" << "a\nb" << "+a|+b|";
        QTest::newRow("changed") << "a\nb\nc" << "a\nx\nc" << " a|-b|+x| c|";
        QTest::newRow("moved") << "a\nb\nc" << "b\nc\na" << "-a| b| c|+a|";
        QTest::newRow("end") << "a\n" << "a\n\nb" << " a|+|+b|";
    }
    void picture()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, diff);
        QString text;
        for (const DiffLine& line : lineDiff(before.toStdString(), after.toStdString()))
            text += (line.kind == DiffLine::Kind::Same ? ' ' : line.kind == DiffLine::Kind::Added ? '+' : '-') + QString::fromStdString(line.text) + '|';
        QCOMPARE(text, diff);
    }
};

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_line_diff.moc"
