// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.seal.SealingPublicKey;
import dev.parley.crypto.seal.SignedObject;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.UnsignedBytes;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who belongs to a federation, signed by whoever founded it.
 *
 * @param epoch greater than that of every manifest before
 * @param founder by whose signature members recognise manifests of this federation
 * @param nodes sorted by name; unmodifiable
 * @param analysts sorted by name; unmodifiable
 */
public record Manifest(
    FederationId federation,
    int epoch,
    VerifyingKey founder,
    List<NodeIdentity> nodes,
    List<AnalystIdentity> analysts) {
  private static final int MAX_TEXT = 1024;
  private static final int MAX_MEMBERS = 4096;
  private static final int MAX_MODULUS_BYTES = PaillierKey.MAX_MODULUS_BITS / 8;

  public Manifest {
    nodes = nodes.stream().sorted((a, b) -> a.node().compareTo(b.node())).toList();
    analysts = analysts.stream().sorted((a, b) -> a.analyst().compareTo(b.analyst())).toList();
    if (!areDistinct(nodes.stream().map(identity -> identity.node().value()))
        || !areDistinct(analysts.stream().map(identity -> identity.analyst().value()))) {
      throw new IllegalArgumentException("Invalid manifest: a name is there twice");
    }
  }

  /** SQL names nodes without regard to case, and so must be able to tell them apart. */
  private static boolean areDistinct(Stream<String> names) {
    Set<String> seen = new HashSet<>();
    return names.allMatch(name -> seen.add(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns the identity of {@code node}, or empty if it is no member. */
  public Optional<NodeIdentity> node(NodeId node) {
    return nodes.stream().filter(identity -> identity.node().equals(node)).findFirst();
  }

  /** Returns the identity of {@code analyst}, or empty if it is no member. */
  public Optional<AnalystIdentity> analyst(AnalystId analyst) {
    return analysts.stream().filter(identity -> identity.analyst().equals(analyst)).findFirst();
  }

  /** Returns the bytes that the founder signs. */
  public byte[] payload() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      WireWriter out = new WireWriter(bytes);
      out.string(federation.value());
      out.i32(epoch);
      out.string(founder.hex());
      out.u16(nodes.size());
      for (NodeIdentity node : nodes) {
        out.string(node.node().value());
        out.string(node.signing().hex());
        out.string(node.sealing().hex());
      }
      out.u16(analysts.size());
      for (AnalystIdentity analyst : analysts) {
        out.string(analyst.analyst().value());
        out.string(analyst.signing().hex());
        out.string(analyst.sealing().hex());
        out.bytes(analyst.paillier().toBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a signed manifest. Anybody can found a federation of the same name: who reads one from a
   * place that others can write to must also compare its founder with the one that is expected, and
   * its epoch with the last one seen. Of a manifest that nobody signed no more is looked at than
   * its founder; of any, no more than 4096 nodes and as many analysts are read.
   *
   * @throws WireFormatException if it is malformed, or not signed by the founder it names
   */
  public static Manifest verify(byte[] object) {
    SignedObject signed = SignedObject.read(ObjectKind.MANIFEST, object);
    return parse(signed.payload(claimedFounder(signed.unverifiedPayload())));
  }

  private static VerifyingKey claimedFounder(byte[] payload) {
    WireReader in = new WireReader(new ByteArrayInputStream(payload));
    try {
      in.string(MAX_TEXT);
      in.i32();
      return new VerifyingKey(in.string(MAX_TEXT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException("Manifest with a value that cannot be");
    }
  }

  private static Manifest parse(byte[] payload) {
    WireReader in = new WireReader(new ByteArrayInputStream(payload));
    try {
      FederationId federation = new FederationId(in.string(MAX_TEXT));
      int epoch = in.i32();
      VerifyingKey founder = new VerifyingKey(in.string(MAX_TEXT));
      List<NodeIdentity> nodes = readNodes(in);
      List<AnalystIdentity> analysts = readAnalysts(in);
      in.end();
      return new Manifest(federation, epoch, founder, nodes, analysts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException("Manifest with a value that cannot be");
    }
  }

  /** Each key is a point to be checked, at some cost. */
  private static int readCount(WireReader in) throws IOException {
    int count = in.u16();
    if (count > MAX_MEMBERS) {
      throw new WireFormatException("Manifest of more than " + MAX_MEMBERS + " members of a kind");
    }
    return count;
  }

  private static List<NodeIdentity> readNodes(WireReader in) throws IOException {
    List<NodeIdentity> nodes = new ArrayList<>();
    int count = readCount(in);
    for (int i = 0; i < count; i++) {
      nodes.add(
          new NodeIdentity(
              new NodeId(in.string(MAX_TEXT)),
              new VerifyingKey(in.string(MAX_TEXT)),
              new SealingPublicKey(in.string(MAX_TEXT))));
    }
    return nodes;
  }

  private static List<AnalystIdentity> readAnalysts(WireReader in) throws IOException {
    List<AnalystIdentity> analysts = new ArrayList<>();
    int count = readCount(in);
    for (int i = 0; i < count; i++) {
      analysts.add(
          new AnalystIdentity(
              new AnalystId(in.string(MAX_TEXT)),
              new VerifyingKey(in.string(MAX_TEXT)),
              new SealingPublicKey(in.string(MAX_TEXT)),
              new PaillierKey(UnsignedBytes.toInteger(in.bytes(MAX_MODULUS_BYTES)))));
    }
    return analysts;
  }
}
