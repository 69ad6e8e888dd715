// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/folder_finder.h"
#include "workspace/workspace.h"

#include <QtQml/qqml.h>

namespace mgx {

// The workspace knows nothing of QML: its classes get their QML names here.

struct ViewRangeForeign
{
    Q_GADGET
    QML_FOREIGN(mgx::ViewRange)
    QML_NAMED_ELEMENT(ViewRange)
    QML_UNCREATABLE("belongs to the workspace")
};

struct TimeSelectionForeign
{
    Q_GADGET
    QML_FOREIGN(mgx::TimeSelection)
    QML_NAMED_ELEMENT(TimeSelection)
    QML_UNCREATABLE("belongs to the workspace")
};

struct TimelineOptionsForeign
{
    Q_GADGET
    QML_FOREIGN(mgx::TimelineOptions)
    QML_NAMED_ELEMENT(TimelineOptions)
    QML_UNCREATABLE("belongs to the workspace")
};

struct SettingsForeign
{
    Q_GADGET
    QML_FOREIGN(mgx::Settings)
    QML_NAMED_ELEMENT(Settings)
    QML_UNCREATABLE("made by the app")
};

struct SearchForeign
{
    Q_GADGET
    QML_FOREIGN(mgx::Search)
    QML_NAMED_ELEMENT(Search)
    QML_UNCREATABLE("belongs to the workspace")
};

struct FolderFinderForeign
{
    Q_GADGET
    QML_FOREIGN(mgx::FolderFinder)
    QML_NAMED_ELEMENT(FolderFinder)
    QML_UNCREATABLE("comes from Explorer")
};

struct WorkspaceForeign
{
    Q_GADGET
    QML_FOREIGN(mgx::Workspace)
    QML_NAMED_ELEMENT(Workspace)
    QML_UNCREATABLE("made by the app")
};

} // namespace mgx
