// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "ingest/json_splitter.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace mgx::fuzz {

namespace {

using Lines = std::vector<std::tuple<std::string, std::uint64_t, bool>>;

Lines split(std::string_view bytes, std::size_t step)
{
    Lines lines;
    LineSplitter splitter;
    const auto keep = [&lines](const LineSplitter::Line& line) {
        lines.emplace_back(line.text, line.number, line.isComplete);
    };
    for (std::size_t at = 0; at < bytes.size(); at += step)
        splitter.consume(bytes.substr(at, step), keep);
    splitter.finish(keep);
    return lines;
}

} // namespace

void lineSplitter(std::string_view bytes)
{
    if (bytes.empty())
        return;
    // The first byte says where the rest is cut.
    const std::size_t step = 1 + static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);

    const Lines lines = split(bytes, step);
    promise(lines == split(bytes, std::max<std::size_t>(1, bytes.size())), "the lines do not depend on the chunks");

    std::uint64_t last = 0;
    for (const auto& [text, number, isComplete] : lines) {
        promise(!text.empty() && text.find('\n') == std::string::npos, "a line holds no line end");
        promise(number > last, "line numbers rise");
        promise(isComplete || &text == &std::get<0>(lines.back()), "only the last line may be cut");
        last = number;
    }
    const auto ends = static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    promise(last <= ends + 1, "line numbers are those of the file");
}

} // namespace mgx::fuzz
