// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ordered_work.h"
#include "ingest/json_documents.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mgx {

/// What the values of a batch have in common: the resource and scope of OTLP spans, the processes of a Jaeger trace.
struct PieceContext
{
    virtual ~PieceContext() = default;
};

/// Values that were cut out of a larger JSON text, copied so that another thread can read them.
class JsonPieces
{
public:
    struct Entry
    {
        std::size_t begin = 0;
        std::size_t size = 0;
        std::uint64_t line = 0;
        int tag = 0;           ///< what kind of value it is, in the importer's own numbers
        bool isComplete = true;
        std::shared_ptr<const PieceContext> context;
    };

    void add(const JsonPiece& piece, int tag, std::shared_ptr<const PieceContext> context)
    {
        if (m_text.capacity() == 0)
            m_text.reserve(kRoom);
        m_entries.push_back({m_text.size(), piece.text.size(), piece.line, tag, piece.isComplete, std::move(context)});
        m_text += piece.text;
    }
    /// No more is added; from now on `piece` may be called.
    void seal() { m_text.append(JsonPiece::kPadding, ' '); }

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] JsonPiece piece(const Entry& entry) const
    {
        return {std::string_view(m_text).substr(entry.begin, entry.size), entry.line, entry.isComplete};
    }
    [[nodiscard]] std::size_t byteSize() const { return m_text.size(); }

    static constexpr std::size_t kBatchBytes = 512 << 10;

private:
    static constexpr std::size_t kRoom = kBatchBytes + (64 << 10);

    std::string m_text;
    std::vector<Entry> m_entries;
};

/// Collects pieces into batches, has them read on the pool, and takes the results in order. One owner thread.
template <class Out>
class PieceQueue
{
public:
    /// `read` runs on any thread; `take` on the owner's, within `add` and `finish`.
    PieceQueue(std::function<Out(JsonPieces&)> read, std::function<void(Out&)> take) : m_work(std::move(read)), m_take(std::move(take))
    {}

    void add(const JsonPiece& piece, int tag = 0, std::shared_ptr<const PieceContext> context = {})
    {
        m_pieces.add(piece, tag, std::move(context));
        if (m_pieces.byteSize() >= JsonPieces::kBatchBytes || m_pieces.entries().size() >= kBatchEntries)
            flush();
    }
    void finish()
    {
        if (!m_pieces.entries().empty())
            flush();
        m_work.drain(0, m_take);
    }

private:
    static constexpr std::size_t kBatchEntries = 8192; ///< what is made of a value may be far larger than the value
    static constexpr std::size_t kInFlight = 4;

    void flush()
    {
        m_pieces.seal();
        m_work.push(std::exchange(m_pieces, {}));
        m_work.drain(kInFlight, m_take);
    }

    JsonPieces m_pieces;
    OrderedWork<JsonPieces, Out> m_work;
    std::function<void(Out&)> m_take;
};

} // namespace mgx
