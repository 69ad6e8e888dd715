// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch/experiment_plan.h"
#include "live/launched_run.h"

#include <memory>
#include <QObject>
#include <vector>

namespace mgx {

/// Works off an experiment plan: so many runs at a time as its rules say, each kept in the plan's file before it starts and after it
/// ends. Made again from that file after the program was ended, it takes up the runs that are still going on and repeats none.
class Experiment : public QObject
{
    Q_OBJECT

public:
    /// `request` has everything but config and question. `root` is where launches are kept.
    Experiment(LaunchRequest request, Environment environment, std::string root, QObject* parent = nullptr);
    ~Experiment() override;

    /// `isHeld`: takes up what is running and begins nothing until resume().
    void start(ExperimentPlan plan, bool isHeld = false);
    void resume();
    /// Begins nothing more; `isStopping`: the runs that are going on are stopped as well.
    void stop(bool isStopping);

    [[nodiscard]] const ExperimentPlan& plan() const { return m_plan; }
    /// Runs that are going on or have ended since the start.
    [[nodiscard]] const std::vector<std::unique_ptr<LaunchedRun>>& runs() const { return m_runs; }
    [[nodiscard]] const std::string& error() const { return m_error; }
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

Q_SIGNALS:
    void runStarted(mgx::LaunchedRun* run);
    void changed();
    void finished();

private:
    void fill();
    void add(std::unique_ptr<LaunchedRun> run);
    void onEnded(LaunchedRun& run);
    void save();

    LaunchRequest m_request;
    Environment m_environment;
    std::string m_root;
    ExperimentPlan m_plan;
    std::vector<std::unique_ptr<LaunchedRun>> m_runs;
    std::string m_error;
    bool m_isHeld = false;
};

} // namespace mgx
