// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.join;

import org.apache.calcite.rel.RelNode;

/** Algebra in place of a join that was written, and the query for the list that it needs. */
record Rewritten(RelNode algebra, PlaceQuery list) {}
