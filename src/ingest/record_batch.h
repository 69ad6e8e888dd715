// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/text_arena.h"
#include "store/record.h"
#include "store/run_facts.h"

#include <string>
#include <vector>

namespace mgx {

/// Records that a reader has made of a piece of input, ready to be appended on another thread. Their texts live in `arena`.
struct RecordBatch
{
    struct Entry
    {
        RecordDraft draft; ///< without run, source and file
        SourceKind source = SourceKind::File;
    };
    /// Something that was wrong; the place is a line (1-based) or 0.
    struct Note
    {
        std::uint64_t line = 0;
        std::string sentence;
        Problem::Severity severity = Problem::Severity::Warning;
        std::string where; ///< instead of the line
    };

    RecordDraft& add(SourceKind source)
    {
        entries.push_back({{}, source});
        return entries.back().draft;
    }

    TextArena arena;
    std::vector<Entry> entries;
    std::vector<Note> notes;
    std::uint64_t skipped = 0; ///< elements that could not be used at all; each has a note
};

} // namespace mgx
