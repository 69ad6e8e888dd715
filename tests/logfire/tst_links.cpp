// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/links.h"

#include <QtTest>

using namespace mgx;

class TestLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asTheToolMakesThem()
    {
        const ProjectPlace place{"https://logfire-us.pydantic.dev", "logfire", "gateway"};
        QCOMPARE(traceLink(place, "019837e6ba8ab0ede383b398b6706f28"),
                 std::string("https://logfire-us.pydantic.dev/logfire/gateway?q=trace_id%3D%27019837e6ba8ab0ede383b398b6706f28%27"));
        TimeRange range;
        range.lastSeconds = 3600;
        QCOMPARE(liveLink(place, "level > 'info'", range),
                 std::string("https://logfire-us.pydantic.dev/logfire/gateway?q=level%20%3E%20%27info%27&last=60m"));
    }

    void whatIsMadeIsRead()
    {
        const ProjectPlace place{"https://logfire-eu.pydantic.dev", "a b", "p"};
        const Result<ParsedLink> trace = parseLink(" " + traceLink(place, "019837e6ba8ab0ede383b398b6706f28", "87322e25c215a82a") + "\n");
        QVERIFY(trace);
        QCOMPARE(trace->traceId, std::string("019837e6ba8ab0ede383b398b6706f28"));
        QCOMPARE(trace->spanId, std::string("87322e25c215a82a"));
        QCOMPARE(trace->place.organization, std::string("a b"));
        QVERIFY(trace->condition.empty() && !trace->hasRange);
        TimeRange range;
        range.from = parseIsoTime("2026-03-01T09:00:00Z")->ns;
        range.to = parseIsoTime("2026-03-01T10:00:00Z")->ns;
        const Result<ParsedLink> live = parseLink(liveLink(place, "service_name = 'x'", range));
        QVERIFY(live);
        QCOMPARE(live->condition, std::string("service_name = 'x'"));
        QVERIFY(live->hasRange && live->range == range);
    }

    void whatPeoplePaste()
    {
        const auto traceOf = [](const char* link) {
            const Result<ParsedLink> parsed = parseLink(link);
            return parsed ? parsed->traceId : std::string("refused");
        };
        QCOMPARE(traceOf("https://x.dev/o/p?q=trace_id+%3D+%27019837E6BA8AB0EDE383B398B6706F28%27&last=14d"),
                 std::string("019837e6ba8ab0ede383b398b6706f28"));
        QCOMPARE(traceOf("https://x.dev/o/p?traceId=019837e6ba8ab0ede383b398b6706f28"), std::string("019837e6ba8ab0ede383b398b6706f28"));
        QCOMPARE(traceOf("https://x.dev/o/p"), std::string("refused"));
        QCOMPARE(traceOf("nothing"), std::string("refused"));
        QCOMPARE(traceOf("https://x.dev/o/p?traceId=1%27%20OR%201=1"), std::string("refused"));
        QCOMPARE(parseLink("https://x.dev/o/p?q=is_exception&last=1h")->range.lastSeconds, std::int64_t(3600));
    }
};

QTEST_GUILESS_MAIN(TestLinks)
#include "tst_links.moc"
