// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import dev.parley.protocol.NodeId;

/**
 * A node that an answer does without.
 *
 * @param why as it goes on after the node's name: "is offline", "did not answer"
 */
public record Absence(NodeId node, String why) {}
