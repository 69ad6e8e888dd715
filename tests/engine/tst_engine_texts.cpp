// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/regex_text.h"
#include "engine/float_text.h"
#include "engine/time_format.h"

#include <QtTest>

using namespace mgx;
using namespace std::string_literals;

/// Texts as the reference engine writes them.
class TestEngineTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void floats_data();
    void floats();
    void intervals();
    void timesHaveTheReferencesFractions();
    void patterns_data();
    void patterns();
    void replacements_data();
    void replacements();
};

#ifndef Q_MOC_RUN
void TestEngineTexts::floats_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isSingle");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* text, const char* expected, bool isSingle = false) {
        QTest::addRow("%s%s", text, isSingle ? " single" : "") << QByteArray(text) << isSingle << QByteArray(expected);
    };
    row("1.0", "1.0");
    row("0.1", "0.1");
    row("-2.5", "-2.5");
    row("0.0", "0.0");
    row("-0.0", "-0.0");
    row("1e+16", "1e16");
    row("1000000000000000.0", "1000000000000000.0");
    row("1.5e+300", "1.5e300");
    row("1e-05", "0.00001");
    row("1e-06", "1e-6");
    row("-nan", "NaN");
    row("-inf", "-inf");
    row("1e+13", "1e13", true);
    row("1e+12", "1000000000000.0", true);
    row("1e-06", "0.000001", true);
    row("1e-07", "1e-7", true);
}

void TestEngineTexts::floats()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isSingle);
    QFETCH(const QByteArray, expected);
    QCOMPARE(floatText(text.toStdString(), isSingle), expected.toStdString());
}

void TestEngineTexts::intervals()
{
    QCOMPARE(intervalText(0, 28, 36'000'250'000), "28 days 10 hours 0 mins 0.250000 secs"s);
    QCOMPARE(intervalText(0, -31, -3'723'000'000), "-31 days -1 hours -2 mins -3.000000 secs"s);
    QCOMPARE(intervalText(0, 0, -500'000), "0 days 0 hours 0 mins -0.500000 secs"s);
    QCOMPARE(intervalText(0, 0, 90'000'000'000), "1 days 1 hours 0 mins 0.000000 secs"s);
    QCOMPARE(intervalText(14, 3, 0), "14 mons 3 days 0 hours 0 mins 0.000000 secs"s);
}

void TestEngineTexts::timesHaveTheReferencesFractions()
{
    constexpr long long kTime = 1'772'359'509'123'456; // 2026-03-01 10:05:09.123456
    QCOMPARE(formatTime(kTime, "%Y-%m-%d %H:%M:%S%.3f"), "2026-03-01 10:05:09.123"s);
    QCOMPARE(formatTime(kTime, "%F %T %6f %9f %f"), "2026-03-01 10:05:09 123456 123456000 123456000"s);
    QCOMPARE(formatTime(kTime, "%.f|%A %B %e %-d %j %s %:z %%"), ".123456|Sunday March  1 1 060 1772359509 +00:00 %"s);
    QCOMPARE(formatTime(-1, "%T%.6f"), "23:59:59.999999"s);
    QCOMPARE(formatTime(kTime, "%"), "%"s);
}

void TestEngineTexts::patterns_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("flags");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* pattern, const char* expected, const char* flags = "") {
        QTest::addRow("%s", pattern) << QByteArray(pattern) << QByteArray(flags) << QByteArray(expected);
    };
    row("a.c", "a.c");
    row("\\d+", "[\\p{Nd}]+");
    row("[\\d_]", "[\\p{Nd}_]");
    row("\\W", "[^\\pL\\pM\\p{Nd}\\p{Pc}]");
    row("[^\\W]", "[^\\W]");
    row("[]a]", "[\\]a]");
    row("[[:alpha:]\\d]", "[[:alpha:]\\p{Nd}]");
    row("(?<n>a)(?P<m>b)(?:c)", "(?P<n>a)(?P<m>b)(?:c)");
    row("\\\\d", "\\\\d");
    row("\\", "\\");
    row("ab", "(?i)ab", "gi");
    row("a b # c", "ab", "x");
}

void TestEngineTexts::patterns()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const QByteArray, flags);
    QFETCH(const QByteArray, expected);
    QCOMPARE(dialect::regexPattern(pattern.toStdString(), flags.toStdString()), expected.toStdString());
}

void TestEngineTexts::replacements_data()
{
    QTest::addColumn<QByteArray>("replacement");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* replacement, const char* expected) {
        QTest::addRow("%s", replacement) << QByteArray(replacement) << QByteArray(expected);
    };
    row("x", "x");
    row("\\1", "\\1");
    row("[$1]", "[\\1]");
    row("${name}$2", "\\2\\2");
    row("$name", "\\2");
    row("$$1", "$1");
    row("$9", "");
    row("\\", "\\\\");
    row("$", "$");
    row("${open", "${open");
}

void TestEngineTexts::replacements()
{
    QFETCH(const QByteArray, replacement);
    QFETCH(const QByteArray, expected);
    QCOMPARE(dialect::regexReplacement(replacement.toStdString(), "(a)(?P<name>b)(?:c)"), expected.toStdString());
}
#endif

QTEST_APPLESS_MAIN(TestEngineTexts)
#include "tst_engine_texts.moc"
