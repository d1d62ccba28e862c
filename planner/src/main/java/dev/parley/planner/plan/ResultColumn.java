// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.protocol.catalog.ColumnType;

/**
 * A column of rows in the gateway.
 *
 * @param label as PostgreSQL names it; need not be unique
 * @param type what JDBC is told; a quotient brings more digits than its type says if it needs them
 */
public record ResultColumn(String label, ColumnType type, boolean nullable) {}
