// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/launch_record.h"

#include "launch/small_files.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace mgx {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view kTracing[] = {"here", "both", "none"};

Json jsonOf(const LaunchRecord& record)
{
    Json json = {
        {"version", 1},
        {"command", record.words},
        {"config", record.config},
        {"question", record.question},
        {"work_folder", record.workFolder},
        {"tracing", kTracing[std::size_t(record.tracing)]},
        {"extra_flags", record.extraFlags},
        {"environment_names", record.environmentNames},
        {"massgen", record.massgen},
        {"started_ns", record.started},
        {"process", {{"pid", record.process.pid}, {"start_ticks", record.process.startTicks}, {"boot", record.process.boot}}},
        {"receiver", {{"port", record.receiverPort}, {"token", record.receiverToken}}},
        {"log_folder", record.logFolder},
        {"plan", record.plan},
        {"plan_item", record.planItem},
    };
    if (record.outcome) {
        json["ended_ns"] = record.ended;
        json["outcome"] = {{"state", wordOf(record.outcome->state)},
                           {"sentence", record.outcome->sentence},
                           {"exit_code", record.outcome->exitCode ? Json(*record.outcome->exitCode) : Json()},
                           {"has_answer", record.outcome->hasAnswer}};
        json["winner"] = record.winner;
        json["cost_usd"] = record.costUsd ? Json(*record.costUsd) : Json();
        json["tokens"] = record.tokens;
        json["spans"] = record.spans;
    }
    return json;
}

std::optional<Outcome> outcomeOf(const Json& json)
{
    const auto found = json.find("outcome");
    if (found == json.end() || !found->is_object())
        return std::nullopt;
    const std::optional<Outcome::State> state = outcomeStateOf(found->value("state", ""));
    if (!state)
        return std::nullopt;
    Outcome outcome{*state, found->value("sentence", ""), {}, found->value("has_answer", false)};
    if (const auto code = found->find("exit_code"); code != found->end() && code->is_number_integer())
        outcome.exitCode = code->get<int>();
    return outcome;
}

LaunchRecord recordOf(const Json& json)
{
    LaunchRecord record;
    record.words = json.value("command", std::vector<std::string>());
    record.config = json.value("config", "");
    record.question = json.value("question", "");
    record.workFolder = json.value("work_folder", "");
    const std::string tracing = json.value("tracing", "here");
    record.tracing = tracing == kTracing[1] ? Tracing::HereAndLogfire : tracing == kTracing[2] ? Tracing::None : Tracing::Here;
    record.extraFlags = json.value("extra_flags", std::vector<std::string>());
    record.environmentNames = json.value("environment_names", std::vector<std::string>());
    record.massgen = json.value("massgen", "");
    record.started = json.value("started_ns", kNoTime);
    record.ended = json.value("ended_ns", kNoTime);
    const Json process = json.value("process", Json::object());
    record.process = {process.value("pid", 0), process.value("start_ticks", std::uint64_t(0)), process.value("boot", "")};
    const Json receiver = json.value("receiver", Json::object());
    record.receiverPort = receiver.value("port", std::uint16_t(0));
    record.receiverToken = receiver.value("token", "");
    record.logFolder = json.value("log_folder", "");
    record.plan = json.value("plan", "");
    record.planItem = json.value("plan_item", -1);
    record.outcome = outcomeOf(json);
    record.winner = json.value("winner", "");
    if (const auto cost = json.find("cost_usd"); cost != json.end() && cost->is_number())
        record.costUsd = cost->get<double>();
    record.tokens = json.value("tokens", std::int64_t(0));
    record.spans = json.value("spans", std::uint64_t(0));
    return record;
}

} // namespace

Result<LaunchRecord> newLaunchRecord(const std::string& root, TimeNs now)
{
    LaunchRecord record;
    record.started = now;
    std::string stamp = formatIsoUtc(now).substr(0, 19); // "2026-03-02T12:00:00"
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    std::error_code error;
    fs::create_directories(root, error);
    for (int i = 1; i < 1000; ++i) { // several may begin within a second
        record.id = stamp + '_' + std::to_string(i);
        record.folder = root + '/' + record.id;
        if (fs::create_directory(record.folder, error)) {
            fs::permissions(record.folder, fs::perms::owner_all, error);
            fs::create_directory(record.credentialsFolder(), error);
            return record;
        }
        if (error)
            return failure("cannot be made: " + error.message(), record.folder);
    }
    return failure("holds too many launches of one second", root);
}

Result<void> saveLaunchRecord(const LaunchRecord& record)
{
    return writeSmallFile(record.folder + "/launch.json",
                          jsonOf(record).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
}

Result<LaunchRecord> loadLaunchRecord(const std::string& folder)
{
    const std::string path = folder + "/launch.json";
    const std::string text = readSmallFile(path);
    if (text.empty())
        return failure("cannot be read", path);
    try {
        LaunchRecord record = recordOf(Json::parse(text));
        record.folder = folder;
        record.id = folder.substr(folder.rfind('/') + 1);
        return record;
    } catch (const nlohmann::json::exception& error) {
        return failure(std::string("is damaged: ") + error.what(), path);
    }
}

std::vector<LaunchRecord> loadLaunchRecords(const std::string& root)
{
    std::vector<LaunchRecord> records;
    std::error_code error;
    for (fs::directory_iterator at(root, error), end; !error && at != end; at.increment(error)) {
        if (Result<LaunchRecord> record = loadLaunchRecord(at->path().string()))
            records.push_back(std::move(*record));
    }
    std::sort(records.begin(), records.end(), [](const LaunchRecord& a, const LaunchRecord& b) {
        return a.started != b.started ? a.started > b.started : a.id > b.id;
    });
    return records;
}

std::string usualLaunchFolder(const Environment& environment)
{
    const std::string state = valueOf(environment, "XDG_STATE_HOME");
    return (state.empty() ? valueOf(environment, "HOME") + "/.local/state" : state) + "/massgen-explorer/launches";
}

} // namespace mgx
