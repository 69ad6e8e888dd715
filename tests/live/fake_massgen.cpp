// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/fake_massgen.h"

#include <QDir>
#include <QFile>

using namespace mgx;

MassgenInstall installFakeMassgen(const QString& folder)
{
    QDir().mkpath(folder + QStringLiteral("/bin"));
    QDir().mkpath(folder + QStringLiteral("/lib/python3.11/site-packages/massgen-0.1.97.dist-info"));
    QDir().mkpath(folder + QStringLiteral("/lib/python3.11/site-packages/logfire"));
    const QString script = folder + QStringLiteral("/bin/massgen");
    QFile::copy(QStringLiteral(MGX_SOURCE_DIR "/tests/live/fake_massgen.py"), script);
    QFile::setPermissions(script, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const std::vector<MassgenInstall> found = findMassgen(ownEnvironment(), "/", folder.toStdString());
    return found.empty() ? MassgenInstall{} : found.front();
}

Environment fakeEnvironment(const char* mode, double stepSeconds)
{
    const QString samples = QStringLiteral(MGX_SOURCE_DIR "/resources/samples/three-agents");
    const QStringList logs = QDir(samples).entryList({QStringLiteral("log_*")}, QDir::Dirs);
    Environment environment = {{"PATH", valueOf(ownEnvironment(), "PATH")}, {"HOME", valueOf(ownEnvironment(), "HOME")}, {"TZ", "UTC"}};
    environment["FAKE_MASSGEN"] = mode;
    environment["FAKE_STEP"] = std::to_string(stepSeconds);
    environment["FAKE_RECORDED"] = (samples + QLatin1Char('/') + logs.value(0)).toStdString();
    return environment;
}
