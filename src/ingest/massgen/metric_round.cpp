// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/metric_round.h"

#include "ingest/massgen/status_file.h"

namespace mgx {

std::vector<MetricRound> readMetricRounds(const RunFiles& files, std::string_view file, const JsonValue& list,
                                          const std::string& pointer)
{
    std::vector<MetricRound> rounds;
    std::size_t index = 0;
    for (const JsonValue& value : list.elements()) {
        MetricRound round;
        round.pointer = pointer + '/' + std::to_string(index++);
        round.file = file;
        round.agent = value["agent_id"].text();
        round.number = static_cast<int>(value["round_number"].integer().value_or(0));
        round.type = value["round_type"].text();
        round.outcome = value["outcome"].text();
        round.start = value["start_time"].epochTime();
        round.end = value["end_time"].epochTime();
        round.tokenSource = value["token_source"].text();
        if (const auto usage = usageOf(value))
            round.usage = *usage;
        files.checkTypes(file, round.pointer, value,
                         {"input_tokens", "output_tokens", "estimated_cost", "end_time", "round_number"},
                         JsonValue::Type::Number);
        if (round.start == kNoTime) {
            files.warn(file, '#' + round.pointer, "has no usable start time: left out");
            ++files.report().skipped;
            continue;
        }
        if (round.end == kNoTime || round.end < round.start)
            round.end = round.start;
        rounds.push_back(std::move(round));
    }
    return rounds;
}

} // namespace mgx
