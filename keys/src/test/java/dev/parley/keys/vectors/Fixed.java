// SPDX-License-Identifier: Apache-2.0
package dev.parley.keys.vectors;

import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.paillier.PaillierScheme;
import dev.parley.keys.MemberKeys;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.query.SubQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** The inputs of the vectors. The keys are for tests: everybody has them. */
final class Fixed {
  static final FederationId CITY = new FederationId("city");
  static final NodeId NORTH = new NodeId("north");
  static final NodeId SOUTH = new NodeId("south");
  static final AnalystId BOARD = new AnalystId("board");
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  static final QueryId QUERY =
      QueryId.of(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));
  static final String SECRET = "101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f";
  static final String SQL =
      "SELECT \"zone\", COUNT(*), SUM(\"fare\") FROM \"trips\" WHERE (\"zone\" <> 'a''b')"
          + " GROUP BY \"zone\"";
  static final List<Slot> SLOTS =
      List.of(
          new Slot(Slot.Kind.VALUE, 0, 0, 0, 64),
          new Slot(Slot.Kind.VALUE, 1, 0, 2, 96),
          new Slot(Slot.Kind.PRESENCE, 1, 0, 0, 32));

  private Fixed() {}

  /** Reads keys from their file, which is made if vectors are being written. */
  static MemberKeys keys(String name) {
    Path file = Vector.FOLDER.resolve(name + ".keys");
    try {
      if (Vector.WRITE && !Files.exists(file)) {
        Files.createDirectories(Vector.FOLDER);
        Files.writeString(file, MemberKeys.generate(2048, new SecureRandom()).toText());
      }
      return MemberKeys.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static KeyRing ring(String name) {
    return KeyRing.of(keys(name).publicKeys());
  }

  static QuerySecret secret() {
    return QuerySecret.of(HexFormat.of().parseHex(SECRET));
  }

  static QueryContext context() {
    return new QueryContext(
        CITY, NORTH, new Principal(BOARD, "ada"), QUERY, 1, 1, NOW, NOW.plusSeconds(60));
  }

  static SubQuery subQuery() {
    String fingerprint = keys("board").paillier().publicKey().fingerprint();
    return new SubQuery(SQL, List.of(NORTH, SOUTH), SLOTS, fingerprint, secret());
  }

  /** Encrypts with noise r^N mod N² for r = 2, 3, 4 …, which nobody but a test may do. */
  static PaillierScheme scheme() {
    BigInteger modulus = keys("board").paillier().publicKey().modulus();
    BigInteger[] r = {BigInteger.ONE};
    return PaillierScheme.of(
        keys("board").paillier().publicKey(),
        () -> {
          r[0] = r[0].add(BigInteger.ONE);
          return r[0].modPow(modulus, modulus.multiply(modulus));
        });
  }
}
