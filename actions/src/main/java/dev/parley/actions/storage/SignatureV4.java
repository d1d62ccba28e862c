// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/**
 * AWS Signature Version 4 for S3, in the Authorization header ("Authenticating Requests: Using the
 * Authorization Header", Amazon S3 API Reference). For requests without a query string, which are
 * all that actions make. Holds a secret, so it is no data class and does not print.
 */
final class SignatureV4 {
  /** Header that carries the time of a request, as {@code 20130524T000000Z}. */
  static final String DATE_HEADER = "x-amz-date";

  /** Header that carries the SHA-256 of the body, in hexadecimal digits. */
  static final String CONTENT_HEADER = "x-amz-content-sha256";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final int DAY_CHARACTERS = 8;

  private final Credentials credentials;
  private final String region;

  SignatureV4(Credentials credentials, String region) {
    this.credentials = credentials;
    this.region = region;
  }

  /**
   * Returns the Authorization header's value.
   *
   * @param path as sent, percent-encoded already
   * @param headers the headers to sign, by lower-case name, with host, {@value #DATE_HEADER} and
   *     {@value #CONTENT_HEADER} among them
   */
  String authorization(String method, String path, SortedMap<String, String> headers) {
    String time = require(headers, DATE_HEADER);
    String day = time.substring(0, DAY_CHARACTERS);
    String scope = day + "/" + region + "/s3/aws4_request";
    String names = String.join(";", headers.keySet());
    String toSign =
        ALGORITHM
            + "\n"
            + time
            + "\n"
            + scope
            + "\n"
            + Sha256.hexOf(canonicalRequest(method, path, headers));
    String signature = Sha256.hex(Sha256.hmac(signingKey(day), toSign));
    return ALGORITHM
        + " Credential="
        + credentials.accessKey()
        + "/"
        + scope
        + ",SignedHeaders="
        + names
        + ",Signature="
        + signature;
  }

  private static String canonicalRequest(
      String method, String path, SortedMap<String, String> headers) {
    StringBuilder canonical = new StringBuilder();
    canonical.append(method).append('\n').append(path).append("\n\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      canonical.append(header.getKey()).append(':').append(header.getValue().trim()).append('\n');
    }
    return canonical
        .append('\n')
        .append(String.join(";", headers.keySet()))
        .append('\n')
        .append(require(headers, CONTENT_HEADER))
        .toString();
  }

  private byte[] signingKey(String day) {
    byte[] secret = ("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
    byte[] dayKey = Sha256.hmac(secret, day);
    byte[] serviceKey = Sha256.hmac(Sha256.hmac(dayKey, region), "s3");
    return Sha256.hmac(serviceKey, "aws4_request");
  }

  private static String require(SortedMap<String, String> headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Invalid request: no header " + name);
    }
    return value;
  }
}
