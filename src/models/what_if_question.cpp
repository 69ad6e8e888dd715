// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/what_if_question.h"

#include "workspace/format.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::size_t kMostChoices = 500; ///< nobody looks through more; the longest of each kind come first

/// "1m 40s instead of 2m 10s (−23 %)".
QString insteadOf(const QString& now, const QString& before, double ratio)
{
    const int percent = qRound((ratio - 1) * 100);
    if (percent == 0)
        return WhatIfQuestion::tr("%1, as it was").arg(before);
    return WhatIfQuestion::tr("%1 instead of %2 (%3 %)").arg(now, before, percent > 0 ? QStringLiteral("+%1").arg(percent) : QStringLiteral("−%1").arg(-percent));
}

} // namespace

void WhatIfQuestion::setRun(std::shared_ptr<const AskedRun> run)
{
    if (m_run && m_choice >= 0)
        m_asked = m_run->changeables[static_cast<std::size_t>(m_choice)];
    m_run = std::move(run);
    m_choice = -1;
    if (m_run && !m_run->changeables.empty()) {
        const auto& list = m_run->changeables;
        const auto same = std::find_if(list.begin(), list.end(), [&](const Changeable& c) { return m_asked && c.target == m_asked->target && c.name == m_asked->name; });
        m_choice = same == list.end() ? 0 : static_cast<int>(same - list.begin());
    }
    Q_EMIT choicesChanged();
    Q_EMIT questionChanged();
    ask();
}

QStringList WhatIfQuestion::choices() const
{
    QStringList texts;
    for (std::size_t i = 0; m_run && i < std::min(kMostChoices, m_run->changeables.size()); ++i) {
        const Changeable& each = m_run->changeables[i];
        const QString name = toQString(each.name);
        const QString time = formatDuration(each.time);
        switch (each.target) {
        case Change::Target::Tool: texts << tr("Tool %1, %2").arg(name, time); break;
        case Change::Target::Model: texts << tr("Model %1, %2").arg(name, time); break;
        case Change::Target::Agent: texts << tr("Agent %1, %2").arg(name, time); break;
        case Change::Target::Phase: texts << tr("Phase %1, %2").arg(name, time); break;
        }
    }
    return texts;
}

void WhatIfQuestion::setChoice(int choice)
{
    if (choice == m_choice || !m_run || choice < 0 || static_cast<std::size_t>(choice) >= m_run->changeables.size())
        return;
    m_choice = choice;
    Q_EMIT questionChanged();
    ask();
}

void WhatIfQuestion::setFactor(double factor)
{
    if (factor == m_factor)
        return;
    m_factor = factor;
    Q_EMIT questionChanged();
    ask();
}

void WhatIfQuestion::ask()
{
    if (!m_run || m_choice < 0 || m_factor == 1) {
        m_job.cancel();
        setAnswer({});
        return;
    }
    const Changeable& asked = m_run->changeables[static_cast<std::size_t>(m_choice)];
    m_job.start(
        [run = m_run, change = Change{asked.target, asked.name, m_factor}](const JobSlot::Run&) { return whatIf(*run->snapshot, run->run, {&change, 1}); },
        [this](WhatIf answer) { setAnswer(std::move(answer)); });
    Q_EMIT answered();
}

void WhatIfQuestion::setAnswer(std::optional<WhatIf> answer)
{
    m_answer = std::move(answer);
    Q_EMIT answered();
}

QString WhatIfQuestion::timeText() const
{
    if (!m_answer || m_run->time.wall() <= 0)
        return {};
    const TimeNs now = m_answer->time.wall();
    const TimeNs before = m_run->time.wall();
    return insteadOf(formatDuration(now), formatDuration(before), double(now) / double(before));
}

QString WhatIfQuestion::costText() const
{
    if (!m_answer || !m_answer->costUsd || !m_run->costUsd || *m_run->costUsd <= 0)
        return {};
    return insteadOf(formatCost(m_answer->costUsd), formatCost(m_run->costUsd), *m_answer->costUsd / *m_run->costUsd);
}

QString WhatIfQuestion::agentsText() const
{
    QStringList texts;
    for (std::size_t i = 0; m_answer && i < m_run->time.agents.size(); ++i) {
        const auto atWork = [&](const RunTime& time) { return time.wall() - time.agents[i].of(TimeKind::Waiting); };
        const TimeNs before = atWork(m_run->time);
        const TimeNs now = atWork(m_answer->time);
        if (before != now)
            texts << tr("%1 %2 → %3").arg(toQString(m_run->snapshot->runFacts(m_run->run).agents[i].id), formatDuration(before), formatDuration(now));
    }
    return texts.join(QStringLiteral(" · "));
}

} // namespace mgx
