// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/json_splitter.h"

#include <QtTest>
#include <vector>

using namespace mgx;

class TestJsonSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesDoNotDependOnChunks()
    {
        const std::string text = "one\r\n\n two\xE2\x80\xA8still two \nthree\n\nlast";
        for (std::size_t size = 1; size <= text.size(); ++size) {
            LineSplitter splitter;
            std::vector<std::tuple<std::string, std::uint64_t, bool>> lines;
            const auto take = [&](const LineSplitter::Line& l) { lines.emplace_back(std::string(l.text), l.number, l.isComplete); };
            for (std::size_t i = 0; i < text.size(); i += size)
                splitter.consume(std::string_view(text).substr(i, size), take);
            splitter.finish(take);
            QCOMPARE(lines.size(), std::size_t(4));
            QVERIFY(lines[0] == std::tuple(std::string("one"), std::uint64_t(1), true));
            QVERIFY(lines[1] == std::tuple(std::string(" two\xE2\x80\xA8still two "), std::uint64_t(3), true));
            QVERIFY(lines[2] == std::tuple(std::string("three"), std::uint64_t(4), true));
            QVERIFY(lines[3] == std::tuple(std::string("last"), std::uint64_t(6), false));
        }
    }

    void endlessLinesStayBounded()
    {
        LineSplitter splitter;
        const std::string chunk(64 << 20, 'x');
        std::size_t length = 0;
        bool isComplete = true;
        const auto take = [&](const LineSplitter::Line& l) {
            length = l.text.size();
            isComplete = l.isComplete;
        };
        for (int i = 0; i < 5; ++i)
            splitter.consume(chunk, take);
        splitter.consume("\nok\n", [&](const LineSplitter::Line& l) {
            if (l.number == 1)
                take(l);
            else
                QCOMPARE(l.text, std::string_view("ok"));
        });
        QCOMPARE(length, LineSplitter::kMaxLine);
        QVERIFY(!isComplete);
    }
};

QTEST_APPLESS_MAIN(TestJsonSplitter)
#include "tst_json_splitter.moc"
