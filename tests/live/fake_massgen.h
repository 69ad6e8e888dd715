// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch/launch_command.h"

#include <QString>

/// An installation of the stand-in for MassGen (fake_massgen.py) in a folder, as pip would leave a real one.
mgx::MassgenInstall installFakeMassgen(const QString& folder);

/// The environment of a run of it: small, with the recorded run that is played.
mgx::Environment fakeEnvironment(const char* mode, double stepSeconds = 0.02);
