// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What lets its holder have a query merged: 32 random bytes, of which the query's id is a hash. So
 * whoever is shown a ticket can tell of which query it is, and those who know the id, nodes and
 * cloud, have no ticket to show. Only the asking gateway has it, until it asks for the merge.
 */
public final class MergeTicket {
  /** How many bytes there are. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private MergeTicket(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Draws a new ticket, and with it the id of a new query. */
  public static MergeTicket random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new MergeTicket(bytes);
  }

  /** Reads what {@link #toHex} wrote: {@code 2 * BYTES} lower-case hexadecimal digits. */
  public static MergeTicket ofHex(String hex) {
    if (!hex.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
      throw new IllegalArgumentException("Invalid ticket: want " + 2 * BYTES + " digits");
    }
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return new MergeTicket(bytes);
  }

  /** The ticket as it is shown, in hexadecimal digits. */
  public String toHex() {
    return hex(bytes);
  }

  /** Returns the id of its query: the first half of SHA-256(label, a zero byte, the ticket). */
  public byte[] queryId() {
    MessageDigest sha256 = sha256();
    sha256.update(Label.QUERY_ID.bytes());
    sha256.update((byte) 0);
    return Arrays.copyOf(sha256.digest(bytes), PartialHeader.QUERY_ID_BYTES);
  }

  /** The same in hexadecimal digits. */
  public String queryIdHex() {
    return hex(queryId());
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder();
    for (byte b : bytes) {
      hex.append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
    }
    return hex.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "MergeTicket[withheld]";
  }
}
