// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import dev.parley.protocol.NodeId;

/** A node, and the public keys by which others know it. */
public record NodeIdentity(NodeId node, KeyRing keys) {}
