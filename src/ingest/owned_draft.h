// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/text_arena.h"
#include "store/record.h"

namespace mgx {

/// A draft that keeps its texts.
class OwnedDraft
{
public:
    explicit OwnedDraft(const RecordDraft& draft) : m_draft(draft)
    {
        for (std::string_view RecordDraft::*text : {&RecordDraft::name, &RecordDraft::message, &RecordDraft::agent, &RecordDraft::service,
                                                    &RecordDraft::scope, &RecordDraft::resource, &RecordDraft::attributes,
                                                    &RecordDraft::rest, &RecordDraft::pointer})
            m_draft.*text = m_texts.add(draft.*text);
    }
    [[nodiscard]] RecordDraft& draft() { return m_draft; }

private:
    TextArena m_texts;
    RecordDraft m_draft;
};

} // namespace mgx
