// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <vector>

namespace mgx {

/// What a mark of the timeline stands for.
enum class MarkKind : std::uint8_t { Log, Answer, Vote, Restart, Winner };

/// An answer, vote, restart or the winner: drawn in its own shape and never folded into something else.
struct KeyMark
{
    TimeNs time = 0;
    RowId row = kNoRow;
    LaneId lane = 0; ///< of the agent; for the winner the lane of its record
    int agent = -1;  ///< number of the colour
    MarkKind kind = MarkKind::Log;
};

/// An answer and a vote for it, as drawn by a link.
struct VoteLink
{
    std::size_t answer = 0; ///< index into MarkIndex::marks()
    std::size_t vote = 0;
};

/// The key marks of a snapshot by time, and the links between them. Made once per snapshot: O(marks).
class MarkIndex
{
public:
    MarkIndex() = default;
    explicit MarkIndex(const TraceSnapshot& snapshot);

    [[nodiscard]] const std::vector<KeyMark>& marks() const { return m_marks; }
    [[nodiscard]] const std::vector<VoteLink>& links() const { return m_links; }
    /// What a log record is, by its name.
    [[nodiscard]] static MarkKind kindOf(std::string_view name);

private:
    void collect(const TraceSnapshot& snapshot);
    void link(const TraceSnapshot& snapshot);

    std::vector<KeyMark> m_marks;
    std::vector<VoteLink> m_links;
};

} // namespace mgx
