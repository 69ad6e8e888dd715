// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_records.h"

#include "ingest/gzip_stream.h"

#include <fstream>
#include <sstream>

namespace mgx::testing {

std::string corpusPath()
{
    return MGX_SOURCE_DIR "/tests/cases/sql/records.ndjson.gz";
}

std::string recordLines(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (!path.ends_with(".gz"))
        return bytes.str();
    std::string lines;
    const Result<void> inflated = GzipStream().consume(bytes.str(), [&](std::string_view text) {
        lines += text;
        return true;
    });
    return inflated ? lines : std::string();
}

} // namespace mgx::testing
