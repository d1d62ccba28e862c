// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a manifest, as its founder signs them. */
final class ManifestBytes {
  private static final int MAX_NAME_BYTES = 256;

  private ManifestBytes() {}

  static byte[] of(Manifest manifest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      WireWriter out = new WireWriter(bytes);
      out.string(manifest.federation().value());
      out.i32(manifest.epoch());
      out.raw(manifest.founder().toBytes());
      out.u16(manifest.nodes().size());
      for (NodeIdentity node : manifest.nodes()) {
        out.string(node.node().value());
        write(out, node.keys());
      }
      out.u16(manifest.analysts().size());
      for (AnalystIdentity analyst : manifest.analysts()) {
        out.string(analyst.analyst().value());
        write(out, analyst.keys());
      }
      out.u16(manifest.revoked().size());
      for (KeyId revoked : manifest.revoked()) {
        out.raw(revoked.toBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(WireWriter out, KeyRing ring) throws IOException {
    ring.current().write(out);
    out.u8(ring.former().size());
    for (KeyRing.Former former : ring.former()) {
      former.keys().write(out);
      out.i64(former.until().getEpochSecond());
    }
  }

  /** Reads no further than the founder. */
  static VerifyingKey readFounder(byte[] payload) {
    WireReader in = new WireReader(new ByteArrayInputStream(payload));
    try {
      in.string(MAX_NAME_BYTES);
      in.i32();
      return VerifyingKey.of(in.raw(VerifyingKey.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException("Manifest with a value that cannot be");
    }
  }

  static Manifest read(byte[] payload) {
    WireReader in = new WireReader(new ByteArrayInputStream(payload));
    try {
      FederationId federation = new FederationId(in.string(MAX_NAME_BYTES));
      int epoch = in.i32();
      VerifyingKey founder = VerifyingKey.of(in.raw(VerifyingKey.BYTES));
      List<NodeIdentity> nodes = new ArrayList<>();
      for (int left = count(in, Manifest.MAX_MEMBERS); left > 0; left--) {
        nodes.add(new NodeIdentity(new NodeId(in.string(MAX_NAME_BYTES)), readRing(in)));
      }
      List<AnalystIdentity> analysts = new ArrayList<>();
      for (int left = count(in, Manifest.MAX_MEMBERS); left > 0; left--) {
        analysts.add(new AnalystIdentity(new AnalystId(in.string(MAX_NAME_BYTES)), readRing(in)));
      }
      List<KeyId> revoked = new ArrayList<>();
      for (int left = count(in, Manifest.MAX_REVOKED); left > 0; left--) {
        revoked.add(KeyId.of(in.raw(KeyId.BYTES)));
      }
      in.end();
      return new Manifest(federation, epoch, founder, nodes, analysts, revoked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new WireFormatException("Manifest with a value that cannot be");
    }
  }

  private static int count(WireReader in, int most) throws IOException {
    int count = in.u16();
    if (count > most) {
      throw new WireFormatException("List out of bounds, at most " + most + " expected");
    }
    return count;
  }

  private static KeyRing readRing(WireReader in) throws IOException {
    PublicKeys current = PublicKeys.read(in);
    int count = in.u8();
    if (count >= KeyRing.MAX_KEYS) {
      throw new WireFormatException("Member with too many keys");
    }
    List<KeyRing.Former> former = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      former.add(new KeyRing.Former(PublicKeys.read(in), Instant.ofEpochSecond(in.i64())));
    }
    return new KeyRing(current, former);
  }
}
