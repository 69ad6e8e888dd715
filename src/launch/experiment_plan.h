// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "launch/launch_record.h"

#include <optional>
#include <string>
#include <vector>

namespace mgx {

/// One run of an experiment.
struct PlanItem
{
    enum class State { Waiting, Running, Done, Skipped };
    std::string config;
    std::string question;
    int repeat = 1; ///< from 1
    State state = State::Waiting;
    std::string launch;  ///< id of its launch record
    std::string outcome; ///< word of the outcome; empty = none yet
};

/// What an experiment may use up.
struct PlanRules
{
    int atOnce = 1;
    std::optional<double> budgetUsd; ///< no further run is begun once this has been spent
    int mostFailures = 0;            ///< likewise after so many failed runs; 0 = no limit
};

/// Several configs × several questions × repeats, some at a time. Kept in a file after every step, so that after an end of this
/// program in the middle nothing is done twice. Pure but for loading and saving.
struct ExperimentPlan
{
    std::string path; ///< file; empty = not kept
    std::string id;
    PlanRules rules;
    std::vector<PlanItem> items;
    double spentUsd = 0;

    /// Configs vary fastest, so that those of a question can be compared early; then questions, then repeats.
    static ExperimentPlan make(const std::vector<std::string>& configs, const std::vector<std::string>& questions, int repeats, PlanRules rules);

    [[nodiscard]] int running() const;
    [[nodiscard]] int done() const;
    [[nodiscard]] int failures() const;
    [[nodiscard]] bool isOver() const;
    /// Why no further run is begun although some wait; empty if there is no such reason.
    [[nodiscard]] std::string stopReason() const;
    /// Index of the next item to begin now, or -1.
    [[nodiscard]] int next() const;

    void began(int item, const std::string& launch);
    void ended(int item, const Outcome& outcome, std::optional<double> costUsd);
    /// After a restart: what was running is looked up among the launches; one that never came to be waits again.
    void reconcile(const std::vector<LaunchRecord>& launches);

    [[nodiscard]] Result<void> save() const;
    [[nodiscard]] static Result<ExperimentPlan> load(const std::string& path);
};

} // namespace mgx
