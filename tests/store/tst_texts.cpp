// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/string_pool.h"
#include "store/text_store.h"

#include <QtTest>
#include <random>
#include <string>

using namespace mgx;

class TestTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void poolKeepsEachStringOnce()
    {
        StringPool pool;
        QCOMPARE(pool.intern(""), 0u);
        std::vector<std::string_view> views;
        for (int i = 0; i < 20'000; ++i) {
            const StringId id = pool.intern("string " + std::to_string(i));
            QCOMPARE(id, StringId(i + 1));
            views.push_back(pool.at(id));
        }
        for (int i = 0; i < 20'000; ++i) {
            const std::string text = "string " + std::to_string(i);
            QCOMPARE(pool.intern(text), StringId(i + 1));
            QCOMPARE(views[std::size_t(i)], std::string_view(text)); // bytes have not moved
        }
        const std::string large(3'000'000, 'x');
        QCOMPARE(pool.at(pool.intern(large)), std::string_view(large));
        QCOMPARE(pool.at(pool.intern(std::string_view("a\0b", 3))).size(), std::size_t(3));
    }

    void storeKeepsTextsOfAnyLength()
    {
        TextStore store;
        QCOMPARE(store.add("").packed, std::uint64_t(0));
        QVERIFY(store.at(TextRef{}).empty());
        std::mt19937 random(1);
        std::vector<std::pair<TextRef, std::string>> added;
        for (int i = 0; i < 3000; ++i) {
            std::string text(1 + random() % 5000, static_cast<char>('a' + i % 26));
            const TextRef ref = store.add(text);
            added.emplace_back(ref, std::move(text));
        }
        for (const std::size_t size : {std::size_t(4 << 20) - 2, std::size_t(4 << 20) - 1, std::size_t(4 << 20), std::size_t(20'000'000)}) {
            std::string text(size, 'y');
            const TextRef ref = store.add(text);
            added.emplace_back(ref, std::move(text));
            added.emplace_back(store.add("between"), "between");
        }
        for (const auto& [ref, text] : added)
            QVERIFY(store.at(ref) == text);
    }
};

QTEST_APPLESS_MAIN(TestTexts)
#include "tst_texts.moc"
