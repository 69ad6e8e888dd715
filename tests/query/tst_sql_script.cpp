// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_comments.h"
#include "query/sql_script.h"

#include <QtTest>

using namespace mgx;

namespace {

/// The text with its selection as [ ], or | where that is a cursor.
std::string marked(std::string text, std::size_t begin, std::size_t end)
{
    if (begin == end)
        return text.insert(begin, "|");
    return text.insert(end, "]").insert(begin, "[");
}

std::string toggled(std::string text)
{
    std::size_t begin = text.find_first_of("[|");
    const bool isCursor = text[begin] == '|';
    text.erase(begin, 1);
    std::size_t end = isCursor ? begin : text.find(']');
    if (!isCursor)
        text.erase(end, 1);
    const TextEdit edit = toggledComments(text, begin, end);
    text.replace(edit.begin, edit.end - edit.begin, edit.text);
    return marked(text, edit.selectionBegin, edit.selectionEnd);
}

std::string statementOf(std::string text)
{
    const std::size_t cursor = text.find('|');
    text.erase(cursor, 1);
    const auto statement = statementAt(text, cursor);
    return statement ? std::string(statement->in(text)) : "-";
}

} // namespace

class TestSqlScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statements();
    void statementUnderCursor();
    void brackets();
    void variables();
    void comments();
};

#ifndef Q_MOC_RUN

void TestSqlScript::statements()
{
    const std::string_view text = "-- one; \nSELECT ';' /* ; */;; \n SELECT $a$;$a$, \"x;y\" -- end\n;";
    const auto found = sqlStatements(text);
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0].in(text), std::string_view("SELECT ';'"));
    QCOMPARE(found[1].in(text), std::string_view("SELECT $a$;$a$, \"x;y\""));
    QVERIFY(sqlStatements("-- nothing").empty());
}

void TestSqlScript::statementUnderCursor()
{
    QCOMPARE(statementOf("sel|ect 1; select 2"), std::string("select 1"));
    QCOMPARE(statementOf("select 1;|\nselect 2"), std::string("select 1"));
    QCOMPARE(statementOf("select 1;\n|\nselect 2"), std::string("select 2"));
    QCOMPARE(statementOf("select 1;\nselect| 2;"), std::string("select 2"));
    QCOMPARE(statementOf("select 1;\n\n|"), std::string("select 1"));
    QCOMPARE(statementOf("|-- a\nselect 1"), std::string("select 1"));
    QCOMPARE(statementOf("-- a|"), std::string("-"));
}

void TestSqlScript::brackets()
{
    using Pair = std::pair<std::size_t, std::size_t>;
    QCOMPARE(matchingBrackets("f(a[1], ')')", 1).value(), Pair(1, 11));
    QCOMPARE(matchingBrackets("f(a[1], ')')", 12).value(), Pair(11, 1));
    QCOMPARE(matchingBrackets("f(a[1], ')')", 3).value(), Pair(3, 5));
    QCOMPARE(matchingBrackets("()()", 2).value(), Pair(2, 3)); // the right one wins
    QVERIFY(!matchingBrackets("f(a]", 1));
    QVERIFY(!matchingBrackets("f(')'", 3));
    QVERIFY(!matchingBrackets("-- ()", 3));
}

void TestSqlScript::variables()
{
    const std::string_view text = "SELECT $Run, '$no', $t0 FROM x WHERE id = '[YOUR_TRACE_ID]' AND n LIKE '%[MY_AGENT]%[ABC]' -- $c\n"
                                  "AND r = $run AND [YOUR_TRACE_ID] = tags[ID]";
    const auto found = sqlVariables(text);
    QCOMPARE(found.size(), std::size_t(4));
    QCOMPARE(found[0].name, std::string("run"));
    QCOMPARE(found[0].places.size(), std::size_t(2));
    QCOMPARE(text.substr(found[0].places[1].begin, 4), std::string_view("$run"));
    QCOMPARE(found[1].name, std::string("t0"));
    QCOMPARE(found[2].name, std::string("YOUR_TRACE_ID"));
    QVERIFY(found[2].kind == SqlVariable::Kind::Placeholder);
    QVERIFY(found[2].places[0].isInString && !found[2].places[1].isInString);
    QCOMPARE(text.substr(found[2].places[0].begin, found[2].places[0].end - found[2].places[0].begin),
             std::string_view("[YOUR_TRACE_ID]"));
    QCOMPARE(found[3].name, std::string("MY_AGENT"));
}

void TestSqlScript::comments()
{
    QCOMPARE(toggled("a\n  b|b\nc"), std::string("a\n  -- b|b\nc"));
    QCOMPARE(toggled("a\n  -- b|b\nc"), std::string("a\n  b|b\nc"));
    QCOMPARE(toggled("[  a\n\n    b\n]c"), std::string("[  -- a\n\n  --   b\n]c"));
    QCOMPARE(toggled("[  -- a\n\n  --   b\n]c"), std::string("[  a\n\n    b\n]c"));
    QCOMPARE(toggled("[-- a\nb]"), std::string("[-- -- a\n-- b]"));
    QCOMPARE(toggled("|"), std::string("-- |"));
    QCOMPARE(toggled("--|x"), std::string("|x"));
    QCOMPARE(toggled("a\n|\nb"), std::string("a\n-- |\nb"));
}

#endif

QTEST_APPLESS_MAIN(TestSqlScript)
#include "tst_sql_script.moc"
