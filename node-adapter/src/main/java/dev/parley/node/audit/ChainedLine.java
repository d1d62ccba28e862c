// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * One entry of the log. Its hash is the SHA-256 of the line's bytes before the field {@code hash},
 * which is the last one; the field {@code previous} is the hash of the entry before.
 *
 * @param fields all that the line says
 */
record ChainedLine(ChainEnd end, String previous, Instant at, Map<String, Object> fields) {
  private static final String HASH = ",\"hash\":\"";
  private static final int HASH_DIGITS = 64;
  private static final int TAIL = HASH.length() + HASH_DIGITS + 2;

  /** What a line begins with. */
  static JsonLine begin(ChainEnd before, Instant at, String event) {
    return new JsonLine()
        .put("entry", before.entry() + 1)
        .put("previous", before.hash())
        .put("at", at.toString())
        .put("event", event);
  }

  /** Returns the hash of a line that is complete but for its hash. */
  static String hash(JsonLine line) {
    return sha256(line.open());
  }

  /** Returns the line, without its end. */
  static String finish(JsonLine line, String hash) {
    return line.open() + HASH + hash + "\"}";
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is none, or its hash is not that of its content
   */
  static ChainedLine read(String line) {
    int end = line.length() - TAIL;
    if (end < 0 || !line.startsWith(HASH, end)) {
      throw new IllegalArgumentException("it does not end in a hash");
    }
    String hash = line.substring(end + HASH.length(), line.length() - 2);
    if (!sha256(line.substring(0, end)).equals(hash)) {
      throw new IllegalArgumentException("its hash is not that of its content");
    }
    Map<String, Object> fields = JsonFields.parse(line);
    if (fields.get("entry") instanceof Long entry
        && fields.get("previous") instanceof String previous
        && fields.get("at") instanceof String at
        && fields.get("event") instanceof String) {
      return new ChainedLine(new ChainEnd(entry, hash), previous, instant(at), fields);
    }
    throw new IllegalArgumentException("it lacks a number, a hash, a time or an event");
  }

  String event() {
    return text("event");
  }

  /** Returns a field that is a text; empty if it is absent. */
  String text(String key) {
    return fields.get(key) instanceof String text ? text : "";
  }

  /** Returns a field that is a number; 0 if it is absent. */
  long number(String key) {
    return fields.get(key) instanceof Long number ? number : 0;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("its time is none", e);
    }
  }

  private static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns a hash in lower-case hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
