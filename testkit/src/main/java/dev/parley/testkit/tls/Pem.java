// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.tls;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The textual form of certificates and keys (RFC 7468). */
final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  static String of(String label, byte[] der) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder(LINE, newline).encodeToString(der), label);
  }
}
