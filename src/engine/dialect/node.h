// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/token.h"

#include <deque>
#include <string>
#include <vector>

namespace mgx::dialect {

enum class NodeKind : std::uint8_t {
    Copy,       ///< nothing that a rule knows: its tokens, with its children in their places
    Number, String, Blob, Parameter, Constant, ///< Constant: true, false, null
    Column,     ///< a, a.b, "a"
    Star,       ///< *, a.*
    Call,       ///< name(args) with what follows: FILTER, OVER, WITHIN GROUP
    Clock,      ///< current_timestamp and its kind: calls without parentheses
    Unary, Binary,
    Chain,      ///< operands of one AND or OR
    Not, Is, Between, In, Like,
    Cast,       ///< x::t, CAST(x AS t), TRY_CAST
    TypedString, ///< date '2026-03-01'
    Index, Field, TimeZone,
    Paren,      ///< (x)
    Row,        ///< (a, b)
    Query,      ///< a whole query, without parentheses
    Select, SelectItem, FromItem, Values,
    Dropped,    ///< a word that the other engine does without
};

/// A piece of the statement: the tokens [first, last), the pieces inside in their order, and what rules want to know.
struct Node
{
    NodeKind kind = NodeKind::Copy;
    bool isNegated = false;      ///< NOT IN, NOT LIKE …; SelectItem: the alias stands without AS
    bool isTry = false;          ///< TRY_CAST
    std::uint16_t depth = 1;     ///< levels below and including this one
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t opToken = 0;   ///< operator; Call: the '('; SelectItem, FromItem: the alias, 0 = none
    std::uint32_t closeToken = 0; ///< Call: the ')' of the arguments; FromItem: behind the alias and its columns
    std::string text;            ///< Call: lower-case name; Unary, Binary, Chain, Like: operator; Cast: canonical type
    std::vector<Node*> children; ///< in order, apart from each other
    std::vector<Node*> args;     ///< Call, Row: the plain arguments; empty if there is anything else between the commas
    std::vector<std::string> names; ///< Column, FromItem: the parts of the dotted name, as compared (lower case if unquoted)
    bool isPlainCall = true;     ///< Call: nothing but arguments between the parentheses
    bool isDistinct = false;     ///< Call: DISTINCT in front of the arguments
    bool isOver = false;         ///< Call: followed by OVER
    bool isDescending = false;   ///< Call: ORDER BY … DESC inside WITHIN GROUP
    bool hasColumnNames = false; ///< FromItem: alias(a, b)
    bool hasGroupBy = false;     ///< Select
    std::uint32_t fromEnd = 0;   ///< Select: the token behind the FROM clause; 0 = it has none
    Node* orderBy = nullptr;     ///< Call: first expression of ORDER BY among the arguments
    Node* within = nullptr;      ///< Call: the expression of WITHIN GROUP (ORDER BY …)
    std::uint32_t tail = 0;      ///< Call: the first token behind the arguments and WITHIN GROUP
};

/// The statement in pieces; owns its nodes.
struct Tree
{
    std::deque<Node> nodes;
    Node* root = nullptr;
};

} // namespace mgx::dialect
