// SPDX-License-Identifier: Apache-2.0

/** Subqueries in expressions: found, run first, and replaced by what they answered. */
@NullMarked
package dev.parley.planner.subquery;

import org.jspecify.annotations.NullMarked;
