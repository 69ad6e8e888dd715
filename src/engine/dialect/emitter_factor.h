// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/emitter.h"

namespace mgx::dialect {

/// While it lives, everything that is written counts `copies` times: the engine's macros repeat their arguments.
class Emitter::Factor
{
public:
    Factor(Emitter& emitter, std::uint64_t copies) : m_emitter(emitter), m_before(emitter.m_factor)
    {
        m_emitter.m_factor = std::min(m_before * copies, kMaxCost + 1);
    }
    ~Factor() { m_emitter.m_factor = m_before; }
    Factor(const Factor&) = delete;
    Factor& operator=(const Factor&) = delete;

private:
    Emitter& m_emitter;
    std::uint64_t m_before;
};

} // namespace mgx::dialect
