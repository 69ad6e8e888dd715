// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/json_repair.h"

#include <QtTest>
#include <nlohmann/json.hpp>
#include <random>

using namespace mgx;

class TestJsonRepair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damageIsMended_data();
    void damageIsMended();
    void nestingIsBounded();
    void outputIsAlwaysWellFormed();
};

#ifndef Q_MOC_RUN // moc 6.4 loses its way in raw strings with backslashes

void TestJsonRepair::damageIsMended_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("out");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const char* in, const char* out, const char* sentence) {
        QTest::newRow(name) << QByteArray(in) << QByteArray(out) << QString::fromUtf8(sentence);
    };
    row("whole", R"( {"a":[1,2.5e3,-0],"b":"\u00e9\n"} )", R"({"a":[1,2.5e3,-0],"b":"\u00e9\n"})", "");
    row("bom", "\xEF\xBB\xBF{}", "{}", "");
    row("big numbers stay", R"([123456789012345678901234567890])", R"([123456789012345678901234567890])", "");
    row("nothing", "", "", "cut short, complete elements kept");
    row("garbage", "hello", "", "not JSON");
    row("nul bytes", "{\"a\":1,\x01", "{\"a\":1}", "not JSON from here on, what came before was kept");
    row("cut in array", R"({"events":[{"a":1},{"b":2},{"c)", R"({"events":[{"a":1},{"b":2},{}]})", "cut short, complete elements kept");
    row("cut in string value", R"({"a":1,"b":"half)", R"({"a":1})", "cut short, complete elements kept");
    row("cut in number", R"({"a":1,"b":12)", R"({"a":1})", "cut short, complete elements kept");
    row("cut in word", R"([true,fal)", "[true]", "cut short, complete elements kept");
    row("cut in escape", R"(["a","b\u00)", R"(["a"])", "cut short, complete elements kept");
    row("cut after key", R"({"a":)", "{}", "cut short, complete elements kept");
    row("cut in character", "[\"a\",\"\xE4\xB8", "[\"a\"]", "cut short, complete elements kept");
    row("not a number", R"([NaN,Infinity,-Infinity,1])", "[null,null,null,1]", "NaN or Infinity read as null");
    row("lone surrogates", R"(["\ud800","x\udc00\ud83d\ude00"])", R"(["\ufffd","x\ufffd\ud83d\ude00"])", "half of a surrogate pair replaced");
    row("latin", "[\"caf\xE9 \x80\"]", "[\"caf\xC3\xA9 \xE2\x82\xAC\"]", "not UTF-8, read as Windows-1252");
    row("control", "[\"a\tb\x01\\x\"]", R"(["a\u0009b\u0001\\x"])", "control characters in strings escaped");
    row("extra comma", "[1,{\"a\":2,},]", "[1,{\"a\":2}]", "extra comma dropped");
    row("text behind", "{\"a\":1} {\"b\":2}", "{\"a\":1}", "not JSON from here on, what came before was kept");
    row("missing comma", "[1 2]", "[1]", "not JSON from here on, what came before was kept");
    row("line separator", "[\"a\xE2\x80\xA8" "b\"]", "[\"a\xE2\x80\xA8" "b\"]", "");
}
void TestJsonRepair::damageIsMended()
{
    QFETCH(QByteArray, in);
    QFETCH(QByteArray, out);
    QFETCH(QString, sentence);
    const JsonRepair r = repairJson({in.constData(), std::size_t(in.size())});
    QCOMPARE(QByteArray::fromStdString(r.text), out);
    QCOMPARE(QString::fromStdString(r.sentence()), sentence);
}

void TestJsonRepair::nestingIsBounded()
{
    const JsonRepair fits = repairJson(std::string(512, '[') + std::string(512, ']'));
    QVERIFY(!fits.isTouched());
    const JsonRepair deep = repairJson("[1," + std::string(100'000, '[') + "2");
    QVERIFY(deep.hadGarbage);
    QVERIFY(nlohmann::json::accept(deep.text));
}

/// Whatever is cut from or done to a document, what comes out is well-formed.
void TestJsonRepair::outputIsAlwaysWellFormed()
{
    const std::string whole = R"({"a":[1,-2.5e-7,true,null,"t\"e\u00e9\ud83d\ude00xt",{"deep":[[[{}]]]}],"日本":"語","z":{"q":[]}})";
    for (std::size_t n = 0; n <= whole.size(); ++n) {
        const JsonRepair r = repairJson(std::string_view(whole).substr(0, n));
        QVERIFY(r.text.empty() || nlohmann::json::accept(r.text));
        QCOMPARE(r.isTouched(), n != whole.size());
    }
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        std::string text = whole;
        for (int k = 0; k < 3; ++k)
            text[random() % text.size()] = static_cast<char>(random());
        const JsonRepair r = repairJson(text);
        QVERIFY2(r.text.empty() || nlohmann::json::accept(r.text), text.c_str());
        if (!r.isTouched())
            QVERIFY(nlohmann::json::accept(text));
    }
}

#endif

QTEST_APPLESS_MAIN(TestJsonRepair)
#include "tst_json_repair.moc"
