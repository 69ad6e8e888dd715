// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/sql_writer.h"

namespace mgx {

Result<WrittenSql> SqlWriter::write(const SqlQuestion& question, const CancelToken& cancel) const
{
    std::vector<ChatMessage> messages = sqlMessages(question);
    WrittenSql written;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const Result<std::string> answer = chat(m_endpoint, messages, m_client, cancel, onText);
        if (!answer)
            return tl::unexpected(answer.error());
        written.sql = sqlOfAnswer(*answer);
        const std::optional<std::string> problem = written.sql.empty() ? "there is no statement in the answer" : m_check(written.sql);
        written.isRepaired = attempt > 0;
        written.problem = problem.value_or("");
        if (!problem || cancel.isCancelled())
            return written;
        if (attempt == 0) {
            if (onRepair)
                onRepair(*problem);
            addRepair(messages, *answer, *problem);
        }
    }
    if (written.sql.empty())
        return failure("the model wrote no statement", {}, "ask in other words");
    return written;
}

} // namespace mgx
