// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/ruler_ticks.h"

#include <cmath>
#include <QDateTime>
#include <QLocale>

namespace mgx {

namespace {

constexpr TimeNs kMicro = 1000;
constexpr TimeNs kMilli = 1'000'000;
constexpr TimeNs kHour = 60 * kNsPerMinute;
constexpr TimeNs kDay = 24 * kHour;
constexpr int kMostTicks = 500;

QString decimal(TimeNs offset, TimeNs unit, TimeNs step, const QString& name)
{
    int digits = 0;
    for (TimeNs part = unit; part > step && digits < 9; part /= 10)
        ++digits;
    return QString::number(double(offset) / double(unit), 'f', digits) + QLatin1Char(' ') + name;
}

/// Hours, minutes and seconds; the parts that the step never touches are left out.
QString clock(TimeNs offset, TimeNs step)
{
    const TimeNs seconds = offset / kNsPerSecond;
    const TimeNs minutes = seconds / 60;
    QString text;
    if (minutes >= 60) {
        text = QStringLiteral("%1h").arg(minutes / 60);
        if (step % kHour != 0 || step < kHour)
            text += QStringLiteral(" %1m").arg(minutes % 60, 2, 10, QLatin1Char('0'));
    } else {
        text = QStringLiteral("%1m").arg(minutes);
    }
    if (step % kNsPerMinute == 0)
        return text;
    if (step % kNsPerSecond == 0)
        return text + QStringLiteral(" %1s").arg(seconds % 60, 2, 10, QLatin1Char('0'));
    int digits = 0;
    for (TimeNs part = kNsPerSecond; part > step && digits < 9; part /= 10)
        ++digits;
    const double rest = double(offset % kNsPerMinute) / double(kNsPerSecond);
    return text + QLatin1Char(' ') + QString::number(rest, 'f', digits).rightJustified(digits + 3, QLatin1Char('0')) + QLatin1Char('s');
}

QString label(TimeNs offset, TimeNs step)
{
    if (offset == 0)
        return QStringLiteral("0");
    if (offset < 0)
        return QLatin1Char('-') + label(-offset, step);
    if (offset >= kNsPerMinute)
        return clock(offset, step);
    if (step >= kMilli || offset >= kNsPerSecond)
        return offset >= kNsPerSecond || step >= kNsPerSecond / 10 ? decimal(offset, kNsPerSecond, step, QStringLiteral("s"))
                                                                    : decimal(offset, kMilli, step, QStringLiteral("ms"));
    return step >= kMicro || offset >= kMilli ? decimal(offset, kMicro, step, QStringLiteral("µs"))
                                              : decimal(offset, 1, step, QStringLiteral("ns"));
}

QString clockLabel(TimeNs local, TimeNs step)
{
    const TimeNs ofDay = (local % kDay + kDay) % kDay;
    if (ofDay == 0) {
        const QDateTime day = QDateTime::fromSecsSinceEpoch(local / kNsPerSecond, Qt::UTC);
        return QLocale::c().toString(day.date(), QStringLiteral("MMM d"));
    }
    const auto two = [](TimeNs number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    QString text = two(ofDay / kHour) + QLatin1Char(':') + two(ofDay % kHour / kNsPerMinute);
    if (step % kNsPerMinute != 0)
        text += QLatin1Char(':') + two(ofDay % kNsPerMinute / kNsPerSecond);
    if (step % kNsPerSecond != 0) {
        const QString digits = QStringLiteral("%1").arg(ofDay % kNsPerSecond, 9, 10, QLatin1Char('0'));
        int count = 1;
        for (TimeNs part = kNsPerSecond / 10; part > 1 && step % part != 0; part /= 10)
            ++count;
        text += QLatin1Char('.') + digits.left(count);
    }
    return text;
}

} // namespace

TimeNs rulerStep(double nsPerPixel, double minGapPx)
{
    const double wanted = std::max(1.0, nsPerPixel * minGapPx);
    for (TimeNs decade = 1; decade <= 10 * kNsPerSecond; decade *= 10) {
        for (const TimeNs digit : {1, 2, 5}) {
            const TimeNs step = decade * digit;
            if (double(step) >= wanted && step < kNsPerMinute / 2)
                return step;
        }
    }
    for (const TimeNs step : {kNsPerMinute / 2, kNsPerMinute, 2 * kNsPerMinute, 5 * kNsPerMinute, 10 * kNsPerMinute,
                              15 * kNsPerMinute, 30 * kNsPerMinute, kHour, 2 * kHour, 3 * kHour, 6 * kHour, 12 * kHour}) {
        if (double(step) >= wanted)
            return step;
    }
    TimeNs step = kDay;
    while (double(step) < wanted && step < kDay * 40'000)
        step *= step / kDay % 3 == 1 ? 2 : 5;
    return step;
}

std::vector<RulerTick> rulerTicks(TimeNs fromOffset, TimeNs toOffset, TimeNs step)
{
    std::vector<RulerTick> ticks;
    TimeNs offset = fromOffset / step * step;
    if (offset < fromOffset)
        offset += step;
    for (; offset <= toOffset && static_cast<int>(ticks.size()) < kMostTicks; offset += step)
        ticks.push_back({offset, label(offset, step)});
    return ticks;
}

std::vector<RulerTick> clockTicks(TimeNs from, TimeNs to, TimeNs step, TimeNs zoneNs)
{
    std::vector<RulerTick> ticks;
    // Counted from a midnight, so that steps of any length fall on whole minutes and hours.
    const TimeNs midnight = (from + zoneNs) / kDay * kDay - zoneNs - kDay;
    TimeNs time = midnight + (from - midnight) / step * step;
    if (time < from)
        time += step;
    for (; time <= to && static_cast<int>(ticks.size()) < kMostTicks; time += step)
        ticks.push_back({time, clockLabel(time + zoneNs, step)});
    return ticks;
}

} // namespace mgx
