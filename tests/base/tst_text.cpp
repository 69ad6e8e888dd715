// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <QtTest>

using namespace mgx;

class TestText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wellFormedTextStaysAsItIs()
    {
        const std::string text = "Ünï 漢字 😀";
        QVERIFY(isValidUtf8(text));
        QCOMPARE(toUtf8(text), text);
    }

    void strayBytesAreReadAsWindows1252()
    {
        QCOMPARE(toUtf8("caf\xe9 \x93quoted\x94"), std::string("café “quoted”"));
        QVERIFY(!isValidUtf8("\xed\xa0\x80")); // a lone surrogate
        QVERIFY(isValidUtf8(toUtf8("\xed\xa0\x80\xff\x81")));
    }

    void prefixesDoNotCutCharacters()
    {
        QCOMPARE(utf8Prefix("aé", 2), std::string_view("a"));
        QCOMPARE(utf8Prefix("aé", 3), std::string_view("aé"));
        QCOMPARE(firstCodePoints("漢字x", 2), std::string_view("漢字"));
        QCOMPARE(firstCodePoints("ab", 5), std::string_view("ab"));
    }

    void numbersSortAsNumbers()
    {
        QVERIFY(naturalLess("turn_2", "turn_10"));
        QVERIFY(!naturalLess("turn_10", "turn_2"));
        QVERIFY(naturalLess("log_20250101", "log_20250102"));
        QVERIFY(naturalLess("a", "a1"));
        QVERIFY(!naturalLess("a1", "a1"));
    }

    void blanksAreTrimmed()
    {
        QCOMPARE(trimmed("  a b\r\n"), std::string_view("a b"));
        QCOMPARE(trimmed(" \n"), std::string_view());
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
