// SPDX-License-Identifier: Apache-2.0
/** Rows that their owners reveal, and what can be told of them. */
@NullMarked
package dev.parley.planner.rows;

import org.jspecify.annotations.NullMarked;
