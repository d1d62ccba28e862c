// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How every object begins: magic, version, kind, suite, and the features a reader must know. What
 * is unknown is refused.
 */
public final class Preamble {
  /** The version of the wire rules written here. */
  public static final int VERSION = 1;

  /**
   * Suite 1: Paillier, HPKE (DHKEM X25519, HKDF-SHA256, AES-256-GCM), Ed25519, HMAC-SHA256,
   * AES-256-GCM-SIV.
   */
  public static final int SUITE = 1;

  private static final byte[] MAGIC = {'P', 'R', 'L', 'Y'};
  private static final int MAX_FEATURES = 16;
  private static final int MAX_FEATURE_BYTES = 64;

  private Preamble() {}

  public static void write(WireWriter out, ObjectKind kind) throws IOException {
    out.raw(MAGIC);
    out.u8(VERSION);
    out.u8(kind.code());
    out.u16(SUITE);
    out.strings(Collections.<String>emptyList());
  }

  /**
   * Reads past a preamble.
   *
   * @throws WireFormatException if this is not an object of {@code kind}, or one that asks for a
   *     version, suite or feature which is not known here
   */
  public static void read(WireReader in, ObjectKind kind) throws IOException {
    if (!Arrays.equals(in.raw(MAGIC.length), MAGIC)) {
      throw new WireFormatException("Not an object of Parley");
    }
    int version = in.u8();
    if (version != VERSION) {
      throw new WireFormatException(
          "Unknown version " + version + ", this reader knows " + VERSION);
    }
    int code = in.u8();
    if (code != kind.code()) {
      throw new WireFormatException("Object of kind " + code + " where " + kind + " was expected");
    }
    int suite = in.u16();
    if (suite != SUITE) {
      throw new WireFormatException("Unknown suite " + suite + ", this reader knows " + SUITE);
    }
    List<String> features = in.strings(MAX_FEATURES, MAX_FEATURE_BYTES);
    if (!features.isEmpty()) {
      throw new WireFormatException("Unknown features, " + features.size() + " of them");
    }
  }
}
