// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Partial objects for tests, and what a reader makes of bytes. */
final class PartialExamples {
  /** A toy, since nothing here depends on how hard N is to factor. */
  static final BigInteger MODULUS =
      new BigInteger("fffffffb", 16).multiply(new BigInteger("65521"));

  static final BigInteger TRAILER = BigInteger.valueOf(4711);

  private PartialExamples() {}

  static PartialHeader header() {
    return header(List.of("east", "west"), List.of("east"), 2);
  }

  static PartialHeader header(
      List<String> participants, List<String> contributors, int ciphertextsPerGroup) {
    PartialHeader.Binding binding =
        new PartialHeader.Binding(
            "city", "health-board", new byte[16], new byte[32], participants, 1_800_000_000L);
    return new PartialHeader(binding, contributors, 2, MODULUS, ciphertextsPerGroup);
  }

  static GroupRecord group(int token, long... ciphertexts) {
    byte[] bytes = new byte[GroupRecord.TOKEN_BYTES];
    bytes[0] = (byte) token;
    List<BigInteger> values = new ArrayList<>();
    for (long ciphertext : ciphertexts) {
      values.add(BigInteger.valueOf(ciphertext));
    }
    return new GroupRecord(bytes, new byte[] {7, (byte) token}, values);
  }

  static byte[] write(PartialHeader header, GroupRecord... groups) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PartialWriter writer = new PartialWriter(bytes, ObjectKind.PARTIAL, header)) {
      for (GroupRecord group : groups) {
        writer.group(group);
      }
      writer.finish(TRAILER);
    }
    return bytes.toByteArray();
  }

  /** Writes header and body without the checks of the writer, then pads to the size class. */
  static byte[] forge(PartialHeader header, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WireWriter out = new WireWriter(bytes);
    header.write(out, ObjectKind.PARTIAL);
    body.write(out);
    return Arrays.copyOf(bytes.toByteArray(), (int) SizeClass.of(bytes.size()));
  }

  static List<GroupRecord> readAll(byte[] object) throws IOException {
    List<GroupRecord> groups = new ArrayList<>();
    try (PartialReader reader =
        new PartialReader(new ByteArrayInputStream(object), ObjectKind.PARTIAL)) {
      for (GroupRecord group = reader.next(); group != null; group = reader.next()) {
        groups.add(group);
      }
      reader.trailer();
    }
    return groups;
  }

  /** What a forger writes after the header. */
  @FunctionalInterface
  interface Body {
    void write(WireWriter out) throws IOException;
  }
}
