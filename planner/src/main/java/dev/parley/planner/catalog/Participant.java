// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.catalog;

import dev.parley.protocol.NodeId;

/**
 * A node that has a part of a table.
 *
 * @param database product and version, as text for people
 * @param minOwners the least number of owners an answer must merge
 */
public record Participant(NodeId node, String database, int minOwners) {}
