// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <array>
#include <cstddef>
#include <unordered_map>
#include <vector>

namespace mgx {

/// What a mark of the timeline stands for.
enum class MarkKind : std::uint8_t { Log, Answer, Vote, Restart, Winner };
inline constexpr std::size_t kMarkKindCount = 5;

/// An answer, vote, restart or the winner: drawn in its own shape and never folded into something else.
struct KeyMark
{
    TimeNs time = 0;
    RowId row = kNoRow;
    LaneId lane = 0; ///< of the agent; for the winner the lane of its record
    int agent = -1;  ///< number of the colour
    MarkKind kind = MarkKind::Log;
};

/// What an answer led to, as drawn by a link: a vote for it, or a round that had it in its context.
struct AnswerLink
{
    std::size_t answer = 0; ///< index into MarkIndex::marks()
    RowId row = kNoRow;     ///< the vote, or the round
    TimeNs time = 0;        ///< of the vote; the start of the round
    int agent = -1;         ///< number of the colour: the voter, or who gave the answer
};

/// The key marks of a snapshot by time, and the links between them. Made once per snapshot: O(marks).
class MarkIndex
{
public:
    MarkIndex() = default;
    explicit MarkIndex(const TraceSnapshot& snapshot);

    [[nodiscard]] const std::vector<KeyMark>& marks() const { return m_marks; }
    /// What a lane shows of a kind, by time, as indexes into marks(): its own, and a coordination lane those of all agents of its run
    /// except restarts, which come for all agents at once and would be one heap.
    [[nodiscard]] const std::vector<std::uint32_t>& shownIn(LaneId lane, MarkKind kind) const { return m_shown[lane][std::size_t(kind)]; }
    [[nodiscard]] const std::vector<AnswerLink>& votes() const { return m_votes; }
    [[nodiscard]] const std::vector<AnswerLink>& contexts() const { return m_contexts; }
    /// What a log record is, by its name.
    [[nodiscard]] static MarkKind kindOf(std::string_view name);

private:
    void collect(const TraceSnapshot& snapshot);
    void sortIntoLanes(const TraceSnapshot& snapshot);
    void link(const TraceSnapshot& snapshot, const RunFacts& facts, const std::unordered_map<RowId, std::size_t>& markOfRow);

    std::vector<KeyMark> m_marks;
    std::vector<std::array<std::vector<std::uint32_t>, kMarkKindCount>> m_shown; ///< by lane
    std::vector<AnswerLink> m_votes;
    std::vector<AnswerLink> m_contexts;
};

} // namespace mgx
