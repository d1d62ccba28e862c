// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

/**
 * The column of a table that a column of a result shows as it is.
 *
 * @param schema as the catalog spells it, and so the table
 */
public record ColumnOrigin(String schema, String table) {}
