// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * How a list is asked for that comes when it has changed: by a preference of RFC 7240 to wait, and
 * a digest of the keys that are known. Servers other than the guard pass over both.
 */
public final class PatientList {
  /** Of the request, RFC 7240 section 2. */
  public static final String PREFER = "Prefer";

  /** How long to wait, RFC 7240 section 4.3; less than silence may last on a connection. */
  public static final String WAIT = "wait=5";

  /** Of the request: {@link #digest} of the keys that are known. */
  public static final String KNOWN = "x-parley-known";

  /** Of the answer, if the server has waited or would have, RFC 7240 section 3. */
  public static final String APPLIED = "Preference-Applied";

  /** Of a page, as of S3. */
  public static final int MOST_KEYS = 1000;

  private PatientList() {}

  /** Returns 64 hexadecimal digits that no other list of keys has. */
  public static String digest(List<String> keys) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String key : keys) {
        sha256.update(key.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
