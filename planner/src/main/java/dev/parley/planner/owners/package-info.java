// SPDX-License-Identifier: Apache-2.0
/** What is asked of the owners of a table, in canonical SQL. */
@NullMarked
package dev.parley.planner.owners;

import org.jspecify.annotations.NullMarked;
