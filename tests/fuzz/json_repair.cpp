// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "base/text.h"
#include "ingest/json_repair.h"

#include <nlohmann/json.hpp>

namespace mgx::fuzz {

void jsonRepair(std::string_view bytes)
{
    const JsonRepair first = repairJson(bytes);
    promise(isValidUtf8(first.text), "a repaired text is UTF-8");
    if (first.text.empty()) {
        promise(first.isTouched() || trimmed(bytes).empty() || bytes.starts_with("\xef\xbb\xbf"), "what is dropped is reported");
        return;
    }
    promise(nlohmann::json::accept(first.text), "a repaired text is JSON");

    const JsonRepair second = repairJson(first.text);
    promise(!second.isTouched(), "a repaired text needs no repair");
    promise(second.text == first.text, "repairing twice changes nothing");
    promise(first.isTouched() == !first.sentence().empty(), "every repair has a sentence");
}

} // namespace mgx::fuzz
