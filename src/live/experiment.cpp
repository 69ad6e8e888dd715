// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/experiment.h"

namespace mgx {

Experiment::Experiment(LaunchRequest request, Environment environment, std::string root, QObject* parent)
    : QObject(parent), m_request(std::move(request)), m_environment(std::move(environment)), m_root(std::move(root))
{}

Experiment::~Experiment() = default;

void Experiment::resume()
{
    m_isHeld = false;
    fill();
}

void Experiment::start(ExperimentPlan plan, bool isHeld)
{
    m_plan = std::move(plan);
    m_isHeld = isHeld;
    save();
    const std::vector<LaunchRecord> launches = loadLaunchRecords(m_root);
    m_plan.reconcile(launches);
    for (const PlanItem& item : m_plan.items) {
        if (item.state != PlanItem::State::Running)
            continue;
        for (const LaunchRecord& record : launches) {
            if (record.id != item.launch)
                continue;
            auto run = std::make_unique<LaunchedRun>();
            LaunchedRun& attached = *run;
            add(std::move(run));
            attached.attach(record);
        }
    }
    fill();
}

void Experiment::stop(bool isStopping)
{
    m_isHeld = true;
    if (isStopping) {
        for (const auto& run : m_runs)
            run->stop();
    }
    Q_EMIT changed();
}

void Experiment::add(std::unique_ptr<LaunchedRun> run)
{
    LaunchedRun* added = run.get();
    connect(added, &LaunchedRun::ended, this, [this, added] { onEnded(*added); });
    m_runs.push_back(std::move(run));
    Q_EMIT runStarted(added);
}

void Experiment::fill()
{
    for (int item = m_plan.next(); item >= 0 && !m_isHeld; item = m_plan.next()) {
        LaunchRequest request = m_request;
        request.configPath = m_plan.items[std::size_t(item)].config;
        request.question = m_plan.items[std::size_t(item)].question;
        auto run = std::make_unique<LaunchedRun>();
        const Result<void> started = run->start(request, m_environment, m_root, m_plan.id, item);
        if (!started) {
            m_error = started.error().sentence();
            m_plan.ended(item, {Outcome::State::Failed, m_error, {}, false}, {});
            save();
            continue;
        }
        m_plan.began(item, run->record().id);
        save();
        add(std::move(run));
    }
    Q_EMIT changed();
    if (m_plan.running() == 0 && (m_isHeld || m_plan.isOver()))
        Q_EMIT finished();
}

void Experiment::onEnded(LaunchedRun& run)
{
    const LaunchRecord& record = run.record();
    if (record.planItem >= 0 && record.planItem < int(m_plan.items.size()) && record.outcome)
        m_plan.ended(record.planItem, *record.outcome, record.costUsd);
    save();
    fill();
}

void Experiment::save()
{
    if (const Result<void> saved = m_plan.save(); !saved)
        m_error = saved.error().sentence();
}

} // namespace mgx
