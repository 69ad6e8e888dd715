// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/local_engine.h"

#include <nlohmann/json.hpp>
#include <QtTest>

#include <future>
#include <memory>
#include <string>

namespace mgx::testing {

/// The records of tests/cases/sql as a snapshot; null if they cannot be read.
[[nodiscard]] std::shared_ptr<const TraceSnapshot> corpusRecords();

/// Runs one statement and waits; now() is 2026-03-02T12:00:00Z.
[[nodiscard]] QueryAnswer ask(LocalEngine& engine, const std::string& sql, std::map<std::string, QueryValue> parameters = {});

/// The answer in the form of `query --format json`.
[[nodiscard]] nlohmann::json asJson(const QueryAnswer& answer);

} // namespace mgx::testing
