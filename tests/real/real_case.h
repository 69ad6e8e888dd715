// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/launched_run.h"

#include <functional>
#include <memory>
#include <QProcess>
#include <QTemporaryDir>

/// A run of the real MassGen against a scripted language model on this machine: no key, no account, no network.
class RealCase
{
public:
    struct Options
    {
        QString config; ///< in tests/real/configs
        QString question = QStringLiteral("At which temperature does water boil?");
        bool hasKey = true;
        QString text; ///< config as text, instead of the file
        /// Called whenever the run has published: the place to stop it.
        std::function<void(mgx::LaunchedRun&)> onPublished = [](mgx::LaunchedRun&) {};
    };

    RealCase(QString name, Options options, const mgx::MassgenInstall& massgen);
    ~RealCase();

    /// Empty, or why it could not be started.
    [[nodiscard]] QString start();
    [[nodiscard]] bool hasEnded() const { return m_run && m_run->stage() == mgx::LaunchedRun::Stage::Ended; }
    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const mgx::LaunchedRun& run() const { return *m_run; }
    [[nodiscard]] std::string outcome() const;
    /// How many spans MassGen's SDK has sent.
    [[nodiscard]] std::uint64_t sentSpans() const;
    [[nodiscard]] int publishedCount() const { return m_published; }
    /// Requests that the language model has answered.
    [[nodiscard]] QList<QByteArray> modelRequests() const;
    /// Everything that helps to see why a case failed.
    [[nodiscard]] QString story() const;

private:
    [[nodiscard]] int startModel();
    [[nodiscard]] mgx::Environment environment() const;

    QString m_name;
    Options m_options;
    mgx::MassgenInstall m_massgen;
    QTemporaryDir m_folder;
    QProcess m_model;
    std::unique_ptr<mgx::LaunchedRun> m_run;
    int m_published = 0;
};
