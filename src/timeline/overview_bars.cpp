// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/overview_bars.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr RowId kCancelStep = 65'536;

} // namespace

std::vector<OverviewBar> overviewBars(const TraceSnapshot& snapshot, std::size_t count, const CancelToken& cancel)
{
    std::vector<OverviewBar> bars(count);
    if (count == 0)
        return bars;
    std::vector<std::int64_t> change(count + 1); ///< spans that are at work from this bar on, less those that were up to it
    const TimeNs from = snapshot.minTime();
    const double barNs = std::max(1.0, double(snapshot.maxTime() - from) / double(count));
    const auto barOf = [&](TimeNs time) {
        return static_cast<std::size_t>(std::clamp(double(time - from) / barNs, 0.0, double(count - 1)));
    };
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if (row % kCancelStep == 0 && cancel.isCancelled())
            return {};
        if (snapshot.isHidden(row))
            continue;
        const bool isLog = snapshot.kind(row) == RecordKind::Log || snapshot.kind(row) == RecordKind::SpanEvent;
        const bool isError = snapshot.isError(row);
        const std::size_t last = barOf(snapshot.end(row));
        bars[last].errors += isError;
        if (isLog) {
            ++bars[last].records;
        } else if (isError || snapshot.lanes()[snapshot.lane(row)].kind != LaneKind::Coordination) {
            ++change[barOf(snapshot.start(row))];
            --change[last + 1];
        }
    }
    std::int64_t busy = 0;
    for (std::size_t bar = 0; bar < count; ++bar) {
        busy += change[bar];
        bars[bar].records += static_cast<std::uint32_t>(busy);
    }
    return bars;
}

} // namespace mgx
