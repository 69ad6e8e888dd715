// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/view_range.h"

#include <algorithm>
#include <cmath>
#include <QDateTime>

namespace mgx {

namespace {

constexpr std::size_t kHistoryLimit = 100;
constexpr qint64 kSmoothGapMs = 600; ///< zoom steps closer than this are one step back
constexpr double kFitMargin = 0.01;

} // namespace

ViewRange::Range ViewRange::fitRange() const
{
    const TimeNs margin = std::max<TimeNs>(1, static_cast<TimeNs>(double(m_full) * kFitMargin));
    return {-margin, std::max(m_full, kMinLength) + margin};
}

void ViewRange::reset(TimeNs length)
{
    m_history.clear();
    m_future.clear();
    m_full = length;
    m_isFit = true;
    m_now = fitRange();
    Q_EMIT changed();
}

void ViewRange::setFullLength(TimeNs length)
{
    if (length == m_full)
        return;
    m_full = length;
    if (m_isFit)
        m_now = fitRange();
    Q_EMIT changed();
}

void ViewRange::remember(Step step)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool isContinued = step == Step::Smooth && now - m_lastSmoothMs < kSmoothGapMs;
    m_lastSmoothMs = step == Step::Smooth ? now : 0;
    if (isContinued)
        return;
    m_future.clear();
    m_history.push_back(m_now);
    if (m_history.size() > kHistoryLimit)
        m_history.erase(m_history.begin());
}

void ViewRange::go(Range range, Step step)
{
    // At least a sliver of the trace stays in sight, and the view never gets longer than twice the trace.
    const Range all = fitRange();
    const TimeNs length = std::clamp(range.to - range.from, kMinLength, 2 * (all.to - all.from));
    const TimeNs earliest = all.from - length + length / 10;
    const TimeNs latest = all.to - length / 10;
    range.from = std::clamp(range.from, std::min(earliest, latest), std::max(earliest, latest));
    range.to = range.from + length;
    if (range == m_now)
        return;
    remember(step);
    m_now = range;
    m_isFit = range == all;
    Q_EMIT changed();
}

void ViewRange::zoom(double factor, double fraction)
{
    if (!(factor > 0) || !std::isfinite(factor) || !std::isfinite(fraction))
        return;
    const double anchor = double(m_now.from) + double(length()) * fraction;
    const double longest = 2.0 * double(fitRange().to - fitRange().from);
    const double wanted = std::clamp(double(length()) / factor, double(kMinLength), longest);
    const auto from = static_cast<TimeNs>(std::llround(anchor - wanted * fraction));
    go({from, from + static_cast<TimeNs>(std::llround(wanted))}, Step::Smooth);
}

void ViewRange::pan(double fraction)
{
    const auto by = static_cast<TimeNs>(std::llround(double(length()) * fraction));
    go({m_now.from + by, m_now.to + by}, Step::Smooth);
}

void ViewRange::show(double from, double to)
{
    if (std::isfinite(from) && std::isfinite(to) && from < to && std::abs(from) < 9e18 && std::abs(to) < 9e18)
        go({static_cast<TimeNs>(from), static_cast<TimeNs>(to)}, Step::Jump);
}

void ViewRange::fit()
{
    go(fitRange(), Step::Jump);
}

void ViewRange::reveal(TimeNs from, TimeNs to)
{
    if (from < m_now.to && to > m_now.from)
        return;
    const TimeNs middle = from + (std::min(to, from + length()) - from) / 2;
    go({middle - length() / 2, middle - length() / 2 + length()}, Step::Jump);
}

bool ViewRange::back()
{
    return turnPage(m_history, m_future);
}

bool ViewRange::forward()
{
    return turnPage(m_future, m_history);
}

bool ViewRange::turnPage(std::vector<Range>& from, std::vector<Range>& onto)
{
    if (from.empty())
        return false;
    onto.push_back(std::exchange(m_now, from.back()));
    from.pop_back();
    m_lastSmoothMs = 0;
    m_isFit = m_now == fitRange();
    Q_EMIT changed();
    return true;
}

} // namespace mgx
