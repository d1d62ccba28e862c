// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.keys.AnalystKeys;
import dev.parley.keys.NodeKeys;
import dev.parley.keys.SigningKey;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.wire.ObjectKind;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The founding of a federation: a key pair of each kind for everyone, and the manifest that names
 * them. In a real federation every party makes its own keys, and hands over the public halves.
 */
final class Founding {
  private final AnalystKeys analystKeys;
  private final Map<NodeId, NodeKeys> nodeKeys;
  private final byte[] manifest;
  private final String founder;

  private Founding(
      AnalystKeys analystKeys, Map<NodeId, NodeKeys> nodeKeys, byte[] manifest, String founder) {
    this.analystKeys = analystKeys;
    this.nodeKeys = nodeKeys;
    this.manifest = manifest;
    this.founder = founder;
  }

  static Founding of(
      FederationId federation, AnalystId analyst, Collection<NodeId> nodes, int modulusBits) {
    SecureRandom random = new SecureRandom();
    AnalystKeys analystKeys = AnalystKeys.generate(modulusBits, random);
    Map<NodeId, NodeKeys> nodeKeys = new TreeMap<>();
    List<NodeIdentity> identities = new ArrayList<>();
    for (NodeId node : nodes) {
      NodeKeys keys = NodeKeys.generate(random);
      nodeKeys.put(node, keys);
      identities.add(keys.identity(node));
    }
    SigningKey founder = SigningKey.generate(random);
    Manifest manifest =
        new Manifest(
            federation,
            1,
            founder.verifyingKey(),
            identities,
            List.of(analystKeys.identity(analyst)));
    return new Founding(
        analystKeys,
        nodeKeys,
        founder.signObject(ObjectKind.MANIFEST, manifest.payload()),
        founder.verifyingKey().hex());
  }

  AnalystKeys analystKeys() {
    return analystKeys;
  }

  NodeKeys nodeKeys(NodeId node) {
    NodeKeys keys = nodeKeys.get(node);
    if (keys == null) {
      throw new IllegalArgumentException("Invalid node: not founded with " + node);
    }
    return keys;
  }

  /** The signed manifest. */
  byte[] manifest() {
    return manifest.clone();
  }

  /** The founder's public key, for everyone to pin. */
  String founder() {
    return founder;
  }
}
