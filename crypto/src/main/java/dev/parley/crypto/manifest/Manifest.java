// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import dev.parley.crypto.seal.SignedObject;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.WireFormatException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who belongs to a federation, signed by whoever founded it.
 *
 * @param epoch greater than that of every manifest before; from 1
 * @param founder by whose signature members recognise manifests of this federation
 * @param nodes sorted by name; unmodifiable
 * @param analysts sorted by name; unmodifiable
 * @param revoked {@link PublicKeys#fingerprints} of keys that are never accepted again; sorted,
 *     unmodifiable
 */
public record Manifest(
    FederationId federation,
    int epoch,
    VerifyingKey founder,
    List<NodeIdentity> nodes,
    List<AnalystIdentity> analysts,
    List<KeyId> revoked) {
  /** How many nodes there may be, and how many analysts. */
  public static final int MAX_MEMBERS = 4096;

  /** How many fingerprints may be revoked; keys that were made together have four. */
  public static final int MAX_REVOKED = 65_535;

  /** The longest signed manifest, in bytes. */
  public static final int MAX_BYTES = 1 << 24;

  /**
   * @throws IllegalArgumentException if a name is there twice, one key belongs to two names, or a
   *     member has a revoked key; the message names them
   */
  public Manifest {
    nodes = nodes.stream().sorted((a, b) -> a.node().compareTo(b.node())).toList();
    analysts = analysts.stream().sorted((a, b) -> a.analyst().compareTo(b.analyst())).toList();
    SortedSet<KeyId> distinct = new TreeSet<>(revoked);
    revoked = List.copyOf(distinct);
    if (epoch < 1
        || nodes.size() > MAX_MEMBERS
        || analysts.size() > MAX_MEMBERS
        || revoked.size() > MAX_REVOKED) {
      throw new IllegalArgumentException("a number is out of bounds");
    }
    MemberKeysCheck check = new MemberKeysCheck(distinct);
    nodes.forEach(member -> check.node(member.node().value(), member.keys()));
    analysts.forEach(member -> check.analyst(member.analyst().value(), member.keys()));
  }

  /** A manifest that revokes nothing. */
  public static Manifest of(
      Founding founding, List<NodeIdentity> nodes, List<AnalystIdentity> analysts) {
    return new Manifest(
        founding.federation(), founding.epoch(), founding.founder(), nodes, analysts, List.of());
  }

  /** What a manifest is of, beside its members. */
  public record Founding(FederationId federation, int epoch, VerifyingKey founder) {}

  /** Returns the identity of {@code node}, or empty if it is no member. */
  public Optional<NodeIdentity> node(NodeId node) {
    return nodes.stream().filter(identity -> identity.node().equals(node)).findFirst();
  }

  /** Returns the identity of {@code analyst}, or empty if it is no member. */
  public Optional<AnalystIdentity> analyst(AnalystId analyst) {
    return analysts.stream().filter(identity -> identity.analyst().equals(analyst)).findFirst();
  }

  /**
   * Returns what there is to revoke beside {@code some}: whoever revokes the keys of a member by
   * the fingerprint of all of them together means each of them.
   */
  public List<KeyId> fingerprintsOf(Collection<KeyId> some) {
    return members()
        .flatMap(ring -> ring.all().stream())
        .filter(keys -> some.contains(keys.id()))
        .flatMap(keys -> keys.fingerprints().stream())
        .toList();
  }

  private Stream<KeyRing> members() {
    return Stream.concat(
        nodes.stream().map(NodeIdentity::keys), analysts.stream().map(AnalystIdentity::keys));
  }

  /** Returns the bytes that the founder signs. */
  public byte[] payload() {
    return ManifestBytes.of(this);
  }

  /**
   * Reads a signed manifest. Anybody can found a federation of the same name: who reads one from a
   * place that others can write to must also compare its founder with the one that is expected, and
   * its epoch with the last one seen. Of a manifest that nobody signed no more is looked at than
   * its founder.
   *
   * @throws WireFormatException if it is malformed, or not signed by the founder it names
   */
  public static Manifest verify(byte[] object) {
    SignedObject signed = SignedObject.read(ObjectKind.MANIFEST, object);
    VerifyingKey claimed = ManifestBytes.readFounder(signed.unverifiedPayload());
    return ManifestBytes.read(signed.payload(claimed));
  }
}
