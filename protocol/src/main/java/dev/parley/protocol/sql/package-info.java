// SPDX-License-Identifier: Apache-2.0

/**
 * The small canonical SQL of sub-queries, as a tree: the planner writes it, the node parses it with
 * another parser and renders it for its database.
 */
@NullMarked
package dev.parley.protocol.sql;

import org.jspecify.annotations.NullMarked;
