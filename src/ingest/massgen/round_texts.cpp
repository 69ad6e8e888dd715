// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/round_texts.h"

namespace mgx {

std::vector<RoundText> textsOfRounds(RunModel& model)
{
    std::vector<RoundText> texts(model.rounds.size());
    for (RunEvent& event : model.events) {
        const bool isText = event.kind == RunEvent::Kind::Text;
        if ((!isText && event.kind != RunEvent::Kind::Thinking) || event.agent.empty() || event.text.empty())
            continue;
        const int round = roundAt(model.rounds, event.agent, event.time);
        if (round < 0)
            continue;
        RoundText& texted = texts[static_cast<std::size_t>(round)];
        std::string& target = isText ? texted.text : texted.thinking;
        if (isText && !target.empty())
            target += '\n'; // pieces of one reply come as one text
        target += event.text;
        event.text = {};
    }
    return texts;
}

} // namespace mgx
