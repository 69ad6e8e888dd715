// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <vector>

namespace mgx {

/// Turns MassGen's naive local times into UTC with the offset that the run itself reveals: pairs of a local time and the
/// same moment as epoch time. A run over a change of the offset has pairs of both sides; the nearest pair counts.
class LocalClock
{
public:
    /// A local time and the same moment in UTC, up to two minutes apart. Ignored if the difference is no offset.
    void addPair(TimeNs local, TimeNs utc);
    /// A local time and a moment in UTC up to 14 minutes later, such as the start of a session after its metadata.
    void addEarlier(TimeNs local, TimeNs laterUtc);

    [[nodiscard]] bool isKnown() const { return !m_anchors.empty(); }
    /// kNoTime for kNoTime; without any pair the local time counts as UTC.
    [[nodiscard]] TimeNs toUtc(TimeNs local) const;

    /// Offset in whole quarters of an hour between a local time and a moment at most two minutes from it.
    [[nodiscard]] static bool isOffset(TimeNs local, TimeNs utc, TimeNs& offset);

private:
    struct Anchor
    {
        TimeNs local = 0;
        TimeNs offset = 0;
    };
    std::vector<Anchor> m_anchors;
};

} // namespace mgx
