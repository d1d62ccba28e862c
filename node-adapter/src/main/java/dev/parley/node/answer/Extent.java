// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import java.util.OptionalLong;

/**
 * From how much a partial was made, and how much is in it; for the owner alone.
 *
 * @param rowsUsed rows of the table that passed the condition; empty where the database does not
 *     say, as for distinct rows and extremes
 * @param groups how many groups are in it
 * @param withheld how many of them without their numbers
 * @param revealed how many rows are in it
 */
public record Extent(OptionalLong rowsUsed, long groups, long withheld, long revealed) {}
