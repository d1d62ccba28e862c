// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where each object lies. One bucket per direction, analyst's gateway and node, for bucket
 * permissions are what every S3 server enforces. The parts of a name are hashed, since names of
 * nodes and analysts may hold what names of buckets may not.
 */
public final class PipeNames {
  private static final int HASHED_BYTES = 8;

  /** As many as an id has: whoever asks should not find two questions with one name. */
  private static final int HASHED_QUESTION_BYTES = 16;

  private final String federation;

  /** Names the places of one federation. */
  public PipeNames(String federation) {
    this.federation = federation;
  }

  /** Sub-queries: the analyst's gateway writes, its node reads. */
  public String in(String analyst, String node) {
    return bucket("in", analyst, node);
  }

  /** Partials: the node writes, actions read. */
  public String out(String analyst, String node) {
    return bucket("out", analyst, node);
  }

  /** Merged answers: actions write, the analyst's gateway reads. */
  public String merged(String analyst) {
    return bucket("merged", analyst);
  }

  /** Heartbeat, catalogs, done markers and refusals: the node writes, granted gateways read. */
  public String board(String node) {
    return bucket("board", node);
  }

  /** The key of a sub-query in its in-bucket. */
  public static String subQuery(String queryId) {
    return queryId + "/sub-query";
  }

  /** The key of a partial in its out-bucket. */
  public static String partial(String queryId) {
    return queryId + "/partial";
  }

  /** The key of a merged answer in its merged-bucket. */
  public static String answer(String queryId) {
    return queryId + "/merged";
  }

  /**
   * What the keys on the board about a question begin with. A board is for all analysts, and
   * whoever asks chooses the id: so it is the analyst and the id that name a question, and together
   * they show neither.
   */
  public static String ending(String analyst, String queryId) {
    return hash(HASHED_QUESTION_BYTES, "question", analyst, queryId) + "/";
  }

  /** The key of the empty marker on the board which says that a partial is there. */
  public static String done(String analyst, String queryId) {
    return ending(analyst, queryId) + "done";
  }

  /** The key of a refusal on the board. */
  public static String refusal(String analyst, String queryId) {
    return ending(analyst, queryId) + "refusal";
  }

  /** The key of a node's sign of life on its board. */
  public static String heartbeat() {
    return "heartbeat";
  }

  /** The key of the catalog on a node's board that is sealed to {@code analyst}. */
  public static String catalog(String analyst) {
    return catalogs() + hash(HASHED_BYTES, "analyst", analyst);
  }

  /** What the keys of all catalogs on a board begin with. */
  public static String catalogs() {
    return "catalog/";
  }

  private String bucket(String direction, String... parts) {
    return federation + "-" + hash(HASHED_BYTES, direction, parts) + "-" + direction;
  }

  private static String hash(int bytes, String kind, String... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(kind.getBytes(StandardCharsets.UTF_8));
      for (String part : parts) {
        sha256.update((byte) 0);
        sha256.update(part.getBytes(StandardCharsets.UTF_8));
      }
      StringBuilder hex = new StringBuilder();
      byte[] digest = sha256.digest();
      for (int i = 0; i < bytes; i++) {
        hex.append(Character.forDigit((digest[i] >> 4) & 0xF, 16));
        hex.append(Character.forDigit(digest[i] & 0xF, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
