// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workspace/workspace_document.h"

#include <string>
#include <string_view>

namespace mgx {

/// A workspace file as far as it could be read.
struct OpenedWorkspace
{
    WorkspaceDocument document;
    QStringList leftOut;      ///< one sentence each
    bool mayOverwrite = true; ///< false: saving over the file would lose what was left out, so ask first
};

/// The ending of workspace files, with the dot.
inline constexpr QLatin1String kWorkspaceEnding(".mgxw");
[[nodiscard]] bool isWorkspaceFile(const QString& path);

/// The text of a workspace file that lies in `folder`; resources/workspace.schema.json describes it. Whoever wrote it: sizes,
/// numbers and nesting are bounded, and a source is the path of an ordinary file or folder or left out. A file that is damaged or of a
/// later version is read as far as possible. Fails if it is no workspace at all.
[[nodiscard]] Result<OpenedWorkspace> parseWorkspace(std::string_view bytes, const QString& folder);
[[nodiscard]] Result<OpenedWorkspace> readWorkspace(const QString& path);

[[nodiscard]] std::string workspaceText(const WorkspaceDocument& document, const QString& folder);
/// Crash-safe (see safe_file.h). Any thread.
[[nodiscard]] Result<void> writeWorkspace(const QString& path, const WorkspaceDocument& document);

} // namespace mgx
