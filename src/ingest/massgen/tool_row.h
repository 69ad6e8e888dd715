// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/record_emitter.h"
#include "ingest/massgen/run_model.h"

namespace mgx {

/// The record of a tool call, without key and parent. One local record stands for what MassGen sends as up to three.
[[nodiscard]] EmittedRecord rowOfTool(const RunTool& tool, const RunRound* round);

} // namespace mgx
