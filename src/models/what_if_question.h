// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/what_if.h"
#include "base/job.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace mgx {

/// A run that is asked about, as it was.
struct AskedRun
{
    std::shared_ptr<const TraceSnapshot> snapshot;
    RunId run = kNoRun;
    RunTime time;
    std::optional<double> costUsd;
    std::vector<Changeable> changeables;
};

/// "What if this tool took half as long?": one thing of a run, a factor, and how the run would have gone. Answered on the pool;
/// a newer question makes the older one vanish.
class WhatIfQuestion : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    /// What can be changed: "Tool search, 12.3 s".
    Q_PROPERTY(QStringList choices READ choices NOTIFY choicesChanged)
    Q_PROPERTY(int choice READ choice WRITE setChoice NOTIFY questionChanged)
    /// 0 removes it, 1 leaves it as it was.
    Q_PROPERTY(double factor READ factor WRITE setFactor NOTIFY questionChanged)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY answered)
    /// "1m 40s instead of 2m 10s (−23 %)"; empty while nothing is changed.
    Q_PROPERTY(QString timeText READ timeText NOTIFY answered)
    Q_PROPERTY(QString costText READ costText NOTIFY answered)
    /// Of each agent whose time would be another.
    Q_PROPERTY(QString agentsText READ agentsText NOTIFY answered)
    Q_PROPERTY(bool isEstimate READ isEstimate NOTIFY answered)

public:
    using QObject::QObject;

    /// Another run, or the same one after more has come; the question stays where it still makes sense.
    void setRun(std::shared_ptr<const AskedRun> run);

    [[nodiscard]] QStringList choices() const;
    [[nodiscard]] int choice() const { return m_choice; }
    void setChoice(int choice);
    [[nodiscard]] double factor() const { return m_factor; }
    void setFactor(double factor);
    [[nodiscard]] bool isBusy() const { return m_job.isRunning(); }
    [[nodiscard]] QString timeText() const;
    [[nodiscard]] QString costText() const;
    [[nodiscard]] QString agentsText() const;
    [[nodiscard]] bool isEstimate() const { return m_answer && m_answer->isEstimate; }

Q_SIGNALS:
    void choicesChanged();
    void questionChanged();
    void answered();

private:
    void ask();
    void setAnswer(std::optional<WhatIf> answer);

    std::shared_ptr<const AskedRun> m_run; ///< null = none
    int m_choice = -1;
    std::optional<Changeable> m_asked; ///< the choice in the run before, also while there is none
    double m_factor = 1;
    std::optional<WhatIf> m_answer;
    JobSlot m_job;
};

} // namespace mgx
