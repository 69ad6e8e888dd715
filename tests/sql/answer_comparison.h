// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

/// Compares an answer in the JSON form of `query --format json` with the reference's: numbers with a tolerance whatever their type,
/// instants with and without zone, a date with its midnight, JSON with a text that holds it. The difference as a sentence; empty =
/// they agree. Unless `expected` says "ordered" the order of rows does not count.
[[nodiscard]] std::string differenceOf(const nlohmann::json& expected, const nlohmann::json& answer);
