// SPDX-License-Identifier: Apache-2.0
/** Joins of a federated table with places of the analyst's, which owners compute. */
@NullMarked
package dev.parley.planner.join;

import org.jspecify.annotations.NullMarked;
