// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import dev.parley.wire.GroupRecord;
import dev.parley.wire.MergeTicket;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.PartialWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the partial of one node; every field may be made wrong. */
final class TestPartial {
  static final String FEDERATION = "city";
  static final String ANALYST = "health-board";
  static final MergeTicket TICKET =
      MergeTicket.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  static final String QUERY = TICKET.queryIdHex();
  static final long EXPIRY = 2_000_000_000L;

  String federation = FEDERATION;
  String analyst = ANALYST;
  byte[] queryId = TICKET.queryId();
  byte[] digest = new byte[32];
  List<String> participants = Arrays.asList("east", "north", "west");
  long expiry = EXPIRY;
  String contributor;
  int minOwners = 1;
  BigInteger modulus;
  int ciphertextsPerGroup = 1;
  BigInteger trailer = BigInteger.ONE;
  private final Map<Integer, List<BigInteger>> groups = new TreeMap<>();

  TestPartial(String contributor, BigInteger modulus) {
    this.contributor = contributor;
    this.modulus = modulus;
  }

  TestPartial group(int token, BigInteger... ciphertexts) {
    groups.put(token, Arrays.asList(ciphertexts));
    return this;
  }

  PartialHeader header() {
    return new PartialHeader(
        new PartialHeader.Binding(federation, analyst, queryId, digest, participants, expiry),
        Collections.singletonList(contributor),
        minOwners,
        modulus,
        ciphertextsPerGroup);
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PartialWriter writer = new PartialWriter(out, ObjectKind.PARTIAL, header())) {
      for (Map.Entry<Integer, List<BigInteger>> group : groups.entrySet()) {
        writer.group(
            new GroupRecord(token(group.getKey()), label(group.getKey()), group.getValue()));
      }
      writer.finish(trailer);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  byte[] label(int token) {
    return (contributor + token).getBytes(StandardCharsets.UTF_8);
  }

  /** Tokens in the order of the numbers, the largest with a first byte above 127. */
  static byte[] token(int number) {
    byte[] token = new byte[GroupRecord.TOKEN_BYTES];
    token[0] = (byte) (number >> 16);
    token[1] = (byte) (number >> 8);
    token[2] = (byte) number;
    return token;
  }
}
