// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The examples of "Signature Calculations for the Authorization Header: Transferring Payload in a
 * Single Chunk", Amazon S3 API Reference.
 */
class SignatureV4Test {
  private static final SignatureV4 SIGNATURE =
      new SignatureV4(
          new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
          "us-east-1");

  @Test
  void signsTheGetOfAmazonsExample() {
    SortedMap<String, String> headers = headers(Sha256.hexOf(""));
    headers.put("range", "bytes=0-9");

    assertThat(SIGNATURE.authorization("GET", "/test.txt", headers))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void signsThePutOfAmazonsExample() {
    SortedMap<String, String> headers = headers(Sha256.hexOf("Welcome to Amazon S3."));
    headers.put("date", "Fri, 24 May 2013 00:00:00 GMT");
    headers.put("x-amz-storage-class", "REDUCED_REDUNDANCY");

    assertThat(SIGNATURE.authorization("PUT", "/test%24file.text", headers))
        .endsWith(
            "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void refusesToSignWithoutATime() {
    assertThatThrownBy(() -> SIGNATURE.authorization("GET", "/", new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid request: no header x-amz-date");
  }

  private static SortedMap<String, String> headers(String sha256) {
    TreeMap<String, String> headers = new TreeMap<>();
    headers.put("host", "examplebucket.s3.amazonaws.com");
    headers.put("x-amz-content-sha256", sha256);
    headers.put("x-amz-date", "20130524T000000Z");
    return headers;
  }
}
