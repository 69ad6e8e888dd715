// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/experiment_plan.h"

#include "launch/small_files.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

namespace mgx {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kStates[] = {"waiting", "running", "done", "skipped"};

PlanItem::State stateOf(std::string_view word)
{
    const auto* const found = std::find(std::begin(kStates), std::end(kStates), word);
    return found == std::end(kStates) ? PlanItem::State::Waiting : PlanItem::State(found - std::begin(kStates));
}

} // namespace

ExperimentPlan ExperimentPlan::make(const std::vector<std::string>& configs, const std::vector<std::string>& questions, int repeats,
                                    PlanRules rules)
{
    ExperimentPlan plan;
    plan.rules = rules;
    for (int repeat = 1; repeat <= std::max(1, repeats); ++repeat) {
        for (const std::string& question : questions) {
            for (const std::string& config : configs)
                plan.items.push_back({config, question, repeat, PlanItem::State::Waiting, {}, {}});
        }
    }
    return plan;
}

int ExperimentPlan::running() const
{
    return int(std::count_if(items.begin(), items.end(), [](const PlanItem& i) { return i.state == PlanItem::State::Running; }));
}

int ExperimentPlan::done() const
{
    return int(std::count_if(items.begin(), items.end(), [](const PlanItem& i) { return i.state == PlanItem::State::Done; }));
}

int ExperimentPlan::failures() const
{
    return int(std::count_if(items.begin(), items.end(), [](const PlanItem& i) {
        return i.state == PlanItem::State::Done && i.outcome != wordOf(Outcome::State::Complete);
    }));
}

bool ExperimentPlan::isOver() const
{
    return running() == 0 && next() < 0;
}

std::string ExperimentPlan::stopReason() const
{
    const bool isWaiting = std::any_of(items.begin(), items.end(), [](const PlanItem& i) { return i.state == PlanItem::State::Waiting; });
    if (!isWaiting)
        return {};
    if (rules.budgetUsd && spentUsd >= *rules.budgetUsd)
        return "the budget has been spent";
    if (rules.mostFailures > 0 && failures() >= rules.mostFailures)
        return "too many runs have failed";
    return {};
}

int ExperimentPlan::next() const
{
    if (running() >= std::max(1, rules.atOnce) || !stopReason().empty())
        return -1;
    const auto waiting = std::find_if(items.begin(), items.end(), [](const PlanItem& i) { return i.state == PlanItem::State::Waiting; });
    return waiting == items.end() ? -1 : int(waiting - items.begin());
}

void ExperimentPlan::began(int item, const std::string& launch)
{
    PlanItem& target = items.at(std::size_t(item));
    target.state = PlanItem::State::Running;
    target.launch = launch;
}

void ExperimentPlan::ended(int item, const Outcome& outcome, std::optional<double> costUsd)
{
    PlanItem& target = items.at(std::size_t(item));
    target.state = PlanItem::State::Done;
    target.outcome = wordOf(outcome.state);
    spentUsd += costUsd.value_or(0);
}

void ExperimentPlan::reconcile(const std::vector<LaunchRecord>& launches)
{
    for (PlanItem& item : items) {
        if (item.state != PlanItem::State::Running)
            continue;
        const auto found = std::find_if(launches.begin(), launches.end(), [&](const LaunchRecord& l) { return l.id == item.launch; });
        if (found == launches.end() || found->process.pid == 0) {
            item.state = PlanItem::State::Waiting;
            item.launch.clear();
        } else if (found->outcome) {
            ended(int(&item - items.data()), *found->outcome, found->costUsd);
        }
    }
}

Result<void> ExperimentPlan::save() const
{
    if (path.empty())
        return {};
    Json list = Json::array();
    for (const PlanItem& item : items) {
        list.push_back({{"config", item.config}, {"question", item.question}, {"repeat", item.repeat},
                        {"state", kStates[std::size_t(item.state)]}, {"launch", item.launch}, {"outcome", item.outcome}});
    }
    const Json json = {{"version", 1},
                       {"id", id},
                       {"at_once", rules.atOnce},
                       {"budget_usd", rules.budgetUsd ? Json(*rules.budgetUsd) : Json()},
                       {"most_failures", rules.mostFailures},
                       {"spent_usd", spentUsd},
                       {"items", std::move(list)}};
    return writeSmallFile(path, json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
}

Result<ExperimentPlan> ExperimentPlan::load(const std::string& path)
{
    try {
        const Json json = Json::parse(readSmallFile(path));
        ExperimentPlan plan;
        plan.path = path;
        plan.id = json.value("id", "");
        plan.rules.atOnce = json.value("at_once", 1);
        if (const auto budget = json.find("budget_usd"); budget != json.end() && budget->is_number())
            plan.rules.budgetUsd = budget->get<double>();
        plan.rules.mostFailures = json.value("most_failures", 0);
        plan.spentUsd = json.value("spent_usd", 0.0);
        for (const Json& item : json.at("items")) {
            plan.items.push_back({item.value("config", ""), item.value("question", ""), item.value("repeat", 1),
                                  stateOf(item.value("state", "")), item.value("launch", ""), item.value("outcome", "")});
        }
        return plan;
    } catch (const nlohmann::json::exception& error) {
        return failure(std::string("is no experiment plan: ") + error.what(), path);
    }
}

} // namespace mgx
