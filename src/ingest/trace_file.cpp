// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/trace_file.h"

#include "ingest/archive.h"
#include "ingest/format.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr int kMaxDepth = 5; ///< archives and compressed files in each other; tar.gz counts as two
constexpr int kMaxLookedAt = 200; ///< files of an archive that are looked at to find its first trace

/// What a file is, by its first bytes; where they tell nothing but that it is JSON, by more of them.
class Recognition
{
public:
    explicit Recognition(HeadedStream& headed) : m_far(headed, 0), m_head(headed.head()), m_format(recogniseFormat(m_head))
    {
        if (m_format || !m_head.isJson() || headed.head().size() < FileHead::kBytes)
            return;
        m_far.lookAhead(FileHead::kFarBytes);
        m_head = FileHead(m_far.head(), FileHead::kFarBytes);
        m_format = recogniseFormat(m_head);
    }

    [[nodiscard]] const Format* format() const { return m_format; }
    [[nodiscard]] const FileHead& head() const { return m_head; }
    /// The whole file.
    [[nodiscard]] ByteStream& stream() { return m_far; }

private:
    HeadedStream m_far;
    FileHead m_head;
    const Format* m_format;
};

const Format* formatIn(ByteStream& stream, int depth, int& lookedAt)
{
    HeadedStream headed(stream, FileHead::kBytes);
    if (!isArchive(headed.head()))
        return Recognition(headed).format();
    const Format* found = nullptr;
    if (depth < kMaxDepth) {
        (void)readArchive(headed, {}, [&](const std::string&, ByteStream& file) {
            found = formatIn(file, depth + 1, lookedAt);
            return !found && ++lookedAt < kMaxLookedAt;
        });
    }
    return found;
}

/// Reads one file with everything that is packed in it.
class TraceFileReader
{
public:
    TraceFileReader(const std::string& path, ImportContext& context)
        : m_context(context), m_source(context.builder.addSource(SourceKind::File, path))
    {}

    Result<void> read(const std::string& name, ByteStream& stream, int depth)
    {
        HeadedStream headed(stream, FileHead::kBytes);
        if (isArchive(headed.head()))
            return readPacked(name, headed, depth);
        Recognition known(headed);
        if (!known.format())
            return failure("is no trace that can be read", name, whatWasLookedFor(headed.head()));
        const std::unique_ptr<Importer> importer = known.format()->create(m_context, name, m_source, known.head());
        return readPlain(name, known.stream(), *importer, depth);
    }

private:
    Result<void> readPlain(const std::string& name, ByteStream& stream, Importer& importer, int depth)
    {
        std::uint64_t done = 0;
        for (;;) {
            const Result<std::string_view> chunk = stream.next();
            if (m_context.cancel.isCancelled())
                return failure("cancelled", name);
            if (!chunk || chunk->empty()) {
                Result<void> outcome = importer.finish();
                if (chunk)
                    return outcome;
                if (!outcome)
                    return failure(chunk.error().what, name, chunk.error().advice);
                m_context.report.add(Problem::Severity::Error, name, {}, chunk.error().sentence());
                return {}; // damage ends the file, not what was read of it
            }
            for (std::size_t at = 0; at < chunk->size(); at += kStep) { // small steps: progress and first picture
                const std::string_view piece = chunk->substr(at, kStep);
                if (const Result<void> outcome = importer.consume(piece); !outcome)
                    return outcome;
                done += piece.size();
                m_context.onProgress(done, depth == 0 ? std::max(done, stream.size()) : 0);
            }
        }
    }

    Result<void> readPacked(const std::string& name, HeadedStream& stream, int depth)
    {
        if (depth >= kMaxDepth)
            return failure("is packed too many times", name, "unpack it first");
        std::uint64_t used = 0;
        Result<void> outcome = readArchive(stream, {}, [&](const std::string& inner, ByteStream& file) {
            const std::string innerName = inner.empty() ? name : name + '/' + inner;
            const Result<void> one = read(innerName, file, depth + 1);
            if (m_context.cancel.isCancelled())
                return false;
            used += one.has_value();
            if (one)
                return true;
            if (inner.empty()) // the one file that was compressed: its error says all
                m_first = one.error();
            else
                m_context.report.add(Problem::Severity::Info, innerName, {}, one.error().what);
            return true;
        });
        if (m_context.cancel.isCancelled())
            return failure("cancelled", name);
        if (used > 0) {
            if (!outcome)
                m_context.report.add(Problem::Severity::Error, name, {}, outcome.error().sentence());
            return {};
        }
        if (!outcome)
            return failure(outcome.error().what, name, outcome.error().advice);
        if (m_first)
            return tl::unexpected(*m_first);
        return failure("is an archive without a trace in it", name, whatWasLookedFor({}));
    }

    static constexpr std::size_t kStep = 256 << 10;

    ImportContext& m_context;
    std::uint32_t m_source;
    std::optional<Error> m_first;
};

} // namespace

const Format* formatOf(const std::string& path)
{
    const Result<std::unique_ptr<ByteStream>> file = openFile(path);
    int lookedAt = 0;
    return file ? formatIn(**file, 0, lookedAt) : nullptr;
}

std::string lookedForIn(const std::string& path)
{
    const Result<std::unique_ptr<ByteStream>> file = openFile(path);
    return file ? whatWasLookedFor(HeadedStream(**file, FileHead::kBytes).head()) : file.error().what;
}

Result<void> importTraceFile(const std::string& path, ImportContext& context)
{
    const Result<std::unique_ptr<ByteStream>> file = openFile(path);
    if (!file)
        return tl::unexpected(file.error());
    return TraceFileReader(path, context).read(path, **file, 0);
}

} // namespace mgx
