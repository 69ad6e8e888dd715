// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/format.h"

#include <cmath>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace mgx {

namespace {

/// Three figures, never fewer than the whole part: 1.23, 12.3, 123.
QString threeFigures(double value)
{
    const double magnitude = std::abs(value);
    return QString::number(value, 'f', magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0);
}

} // namespace

QString formatDuration(TimeNs ns)
{
    const QString sign = ns < 0 ? QStringLiteral("-") : QString();
    const double value = std::abs(double(ns));
    if (ns == 0)
        return QStringLiteral("0 s");
    if (value < 999.5)
        return sign + QString::number(value, 'f', 0) + QStringLiteral(" ns");
    if (value < 999.5e3)
        return sign + threeFigures(value / 1e3) + QStringLiteral(" µs");
    if (value < 999.5e6)
        return sign + threeFigures(value / 1e6) + QStringLiteral(" ms");
    if (value < 59.95e9)
        return sign + QString::number(value / 1e9, 'f', value < 9.995e9 ? 2 : 1) + QStringLiteral(" s");
    const auto tenths = static_cast<qint64>(std::llround(value / 1e8));
    if (tenths < 36'000) {
        const auto seconds = QString::number(double(tenths % 600) / 10, 'f', 1);
        return sign + QStringLiteral("%1m %2s").arg(tenths / 600).arg(seconds, 4, QLatin1Char('0'));
    }
    const qint64 minutes = (tenths + 300) / 600;
    return sign + QStringLiteral("%1h %2m").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString formatCost(std::optional<double> usd)
{
    if (!usd || !std::isfinite(*usd))
        return kUnknown;
    int digits = 3;
    for (double value = std::abs(*usd); value > 0 && value < 0.0995 && digits < 9; value *= 10)
        ++digits;
    return QLatin1Char('$') + QString::number(*usd, 'f', *usd == 0 ? 2 : digits > 3 ? digits - 1 : 3);
}

QString formatCount(qint64 count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(count);
}

QString formatBytes(quint64 bytes)
{
    if (bytes < 1000)
        return QStringLiteral("%1 B").arg(bytes);
    static const char* const units[] = {"kB", "MB", "GB", "TB"};
    double value = double(bytes) / 1000;
    int unit = 0;
    for (; value >= 999.5 && unit < 3; ++unit)
        value /= 1000;
    return threeFigures(value) + QLatin1Char(' ') + QLatin1String(units[unit]);
}

QString formatTime(TimeNs time, bool isLocal)
{
    if (time == kNoTime)
        return kUnknown;
    const qint64 ms = time >= 0 ? time / 1'000'000 : (time - 999'999) / 1'000'000;
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
    return (isLocal ? utc.toLocalTime() : utc).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
}

} // namespace mgx
