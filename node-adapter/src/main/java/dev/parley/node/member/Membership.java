// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.member;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.keys.Envelope;
import dev.parley.keys.NodeKeys;
import dev.parley.node.config.Policy;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.Optional;

/** A node as a member of its federation. */
public record Membership(NodeId node, FederationId federation, NodeKeys keys, Manifest manifest) {

  /**
   * @throws ParleyException if the manifest is of another federation, or does not have this node
   *     with the public half of these keys
   */
  public Membership {
    if (!manifest.federation().equals(federation)
        || !manifest.node(node).equals(Optional.of(keys.identity(node)))) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The manifest does not name node '%s' with these keys in federation '%s'"
              .formatted(node, federation),
          "Ask for a manifest that was made with the public half of this node's key file.");
    }
  }

  /** Returns who is both granted by the owner and a member of the federation. */
  public List<AnalystIdentity> analysts(Policy policy) {
    return manifest.analysts().stream()
        .filter(identity -> policy.analysts().contains(identity.analyst()))
        .toList();
  }

  /** Returns the member of that name, if the owner has granted it. */
  public Optional<AnalystIdentity> analyst(AnalystId analyst, Policy policy) {
    return manifest.analyst(analyst).filter(i -> policy.analysts().contains(i.analyst()));
  }

  /** As whom this node signs. */
  public Envelope.Sender sender() {
    return new Envelope.Sender(node.value(), keys.signing());
  }
}
