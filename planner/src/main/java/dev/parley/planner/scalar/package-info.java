// SPDX-License-Identifier: Apache-2.0

/** Expressions that the gateway finishes on opened values, with PostgreSQL's results. */
@NullMarked
package dev.parley.planner.scalar;

import org.jspecify.annotations.NullMarked;
