// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "engine/dialect/rewriter.h"

#include <string>

namespace mgx::fuzz {

void sqlDialect(std::string_view bytes)
{
    const auto output = dialect::rewrite(bytes, {{"p", "'x'"}});
    if (!output) {
        promise(!output.error().message.empty(), "an error says something");
        promise(output.error().offset <= bytes.size(), "an error has a place in the text");
        return;
    }
    const std::string& text = output->text();
    promise(text.find('\0') == std::string::npos, "the text holds no NUL");
    promise(text.size() <= bytes.size() * 64 + 64 * dialect::Emitter::kMaxCost, "the text does not explode");
    for (std::size_t i = 0; i < text.size(); i += 1 + text.size() / 64)
        promise(output->sourceOf(i) <= bytes.size(), "every piece came from somewhere");
}

} // namespace mgx::fuzz
