// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

namespace mgx {

/// OTLP as protobuf: export requests with spans or log records, one, several in a row, or each behind its length.
[[nodiscard]] const Format& otlpProtobufFormat();

} // namespace mgx
