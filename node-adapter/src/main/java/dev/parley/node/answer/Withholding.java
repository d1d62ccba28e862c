// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.node.run.Group;

/**
 * The owner's rule that no number may come from very few rows.
 *
 * @param minRows the least number of rows an aggregate may use, unless it uses none; a row that may
 *     be used several times makes it as many times as large
 * @param grouped whether the query groups: the key of a group tells by itself that its rows exist
 */
record Withholding(long minRows, boolean grouped) {

  /** Whether this node keeps its part of {@code group} to itself. */
  boolean withholds(Group group) {
    return (grouped && group.rows() < minRows)
        || group.measures().stream().anyMatch(m -> m.rowsUsed() > 0 && m.rowsUsed() < minRows);
  }
}
