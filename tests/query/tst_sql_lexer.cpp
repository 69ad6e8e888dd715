// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_lexer.h"

#include <QtTest>
#include <random>
#include <string>

using namespace mgx;

namespace {

/// `K:SELECT I:a O:,` …: first letter of the kind, `!` where it has no end.
std::string told(std::string_view text)
{
    static constexpr std::string_view kLetters = "KIQSNOBCPH";
    std::string all;
    for (const SqlToken& token : tokenizeSql(text)) {
        all += all.empty() ? "" : " ";
        all += kLetters[static_cast<std::size_t>(token.kind)];
        all += token.isOpen ? "!" : ":";
        all += token.in(text);
    }
    return all;
}

} // namespace

class TestSqlLexer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void linesAreTheText();
    void anyBytes();
};

#ifndef Q_MOC_RUN

void TestSqlLexer::kinds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("tokens");
    const auto row = [](const char* text, const char* tokens) { QTest::newRow(text) << QString(text) << QString(tokens); };
    row("select a.b, \"C d\"", "K:select I:a O:. I:b O:, Q:\"C d\"");
    row("attributes->>'it''s'::float", "I:attributes O:->> S:'it''s' O::: I:float");
    row("x --> y", "I:x C:--> y");
    row("1.5e-3+.5 1_000 0xFF a1", "N:1.5e-3 O:+ N:.5 N:1_000 N:0xFF I:a1");
    row("E'a\\'b' x'00'", "S:E'a\\'b' S:x'00'");
    row("$trace $1 $q$ it's; $q$ $", "P:$trace P:$1 S:$q$ it's; $q$ O:$");
    row("/* a /* b */ c */ 1 /* x", "C:/* a /* b */ c */ N:1 C!/* x");
    row("'open", "S!'open");
    row("[YOUR_TRACE_ID] tags[ID] '[YOUR_TRACE_ID]'", "H:[YOUR_TRACE_ID] I:tags B:[ I:ID B:] H:'[YOUR_TRACE_ID]'");
    row("'[A-Z] [X]'", "S:'[A-Z] [X]'");
    row("first NULLS FIRST", "I:first K:NULLS K:FIRST");
    row("r.order, time AT TIME ZONE 'x'", "I:r O:. I:order O:, I:time K:AT K:TIME K:ZONE S:'x'");
    row("rows OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)",
        "I:rows K:OVER B:( K:ROWS K:BETWEEN N:1 K:PRECEDING K:AND K:CURRENT K:ROW B:)");
    row("count(*) FILTER (WHERE filter)", "I:count B:( O:* B:) K:FILTER B:( K:WHERE I:filter B:)");
    row("größe = 'ä'", "I:größe O:= S:'ä'");
}

void TestSqlLexer::kinds()
{
    QFETCH(QString, text);
    QFETCH(QString, tokens);
    QCOMPARE(QString::fromStdString(told(text.toStdString())), tokens);
}

/// What a highlighter does line by line gives the kinds that the whole text has, byte by byte.
void TestSqlLexer::linesAreTheText()
{
    const std::string text = "select 'a\nb''\n''c', /* x\n/* y\n*/ z\n*/ \"d\n e\" $t$ \n$u$ '\n$t$ + E'\\\n'' f\n' -- 'no\nfrom g\n$1 '";
    std::vector<int> kinds(text.size(), -1);
    for (const SqlToken& token : tokenizeSql(text))
        std::fill(kinds.begin() + token.begin, kinds.begin() + token.end, static_cast<int>(token.kind));
    SqlLineState state = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const SqlLine line = tokenizeSqlLine(std::string_view(text).substr(begin, end - begin), state);
        std::vector<int> own(end - begin, -1);
        for (const SqlToken& token : line.tokens)
            std::fill(own.begin() + token.begin, own.begin() + token.end, static_cast<int>(token.kind));
        for (std::size_t i = 0; i < own.size(); ++i)
            QVERIFY2(own[i] == kinds[begin + i], qPrintable(QString("byte %1").arg(begin + i)));
        state = line.endState;
        begin = end + 1;
    }
    QVERIFY(state != 0); // the last quote is open
}

/// Tokens never overlap, never hold nothing, and only white space lies between them.
void TestSqlLexer::anyBytes()
{
    std::mt19937 random(7);
    const std::string_view pieces = "'\"$-/*[]().;eEx \n\\aZ_19:>?\xC3\xA4";
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (unsigned i = random() % 60; i > 0; --i)
            text += random() % 20 == 0 ? static_cast<char>(random()) : pieces[random() % pieces.size()];
        std::size_t at = 0;
        for (const SqlToken& token : tokenizeSql(text)) {
            QVERIFY(token.begin >= at && token.end > token.begin && token.end <= text.size());
            for (; at < token.begin; ++at)
                QVERIFY(text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'));
            at = token.end;
        }
        for (; at < text.size(); ++at)
            QVERIFY(text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'));
    }
}

#endif

QTEST_APPLESS_MAIN(TestSqlLexer)
#include "tst_sql_lexer.moc"
