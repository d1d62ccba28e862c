// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys;

import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.protocol.NodeId;
import java.security.SecureRandom;

/** A node's private keys. */
public final class NodeKeys {
  private static final String TYPE = "node";

  private final SigningKey signing;
  private final SealingKey sealing;

  private NodeKeys(SigningKey signing, SealingKey sealing) {
    this.signing = signing;
    this.sealing = sealing;
  }

  public static NodeKeys generate(SecureRandom random) {
    return new NodeKeys(SigningKey.generate(random), SealingKey.generate(random));
  }

  /**
   * Restores keys from the text of a key file.
   *
   * @throws IllegalArgumentException if it is not one of a node
   */
  public static NodeKeys parse(String text) {
    KeyFile file = KeyFile.parse(TYPE, text);
    return new NodeKeys(
        SigningKey.ofSeed(file.bytes("signing", 32)),
        SealingKey.ofBytes(file.bytes("sealing", 32)));
  }

  /** Returns the text of a key file: to be kept by its owner, readable by nobody else. */
  public String toText() {
    return KeyFile.of(TYPE)
        .with("signing", signing.seed())
        .with("sealing", sealing.toBytes())
        .toText();
  }

  public SigningKey signing() {
    return signing;
  }

  public SealingKey sealing() {
    return sealing;
  }

  /** Returns what others may know of these keys. */
  public NodeIdentity identity(NodeId node) {
    return new NodeIdentity(node, signing.verifyingKey(), sealing.publicKey());
  }

  @Override
  public String toString() {
    return "NodeKeys[secret withheld]";
  }
}
