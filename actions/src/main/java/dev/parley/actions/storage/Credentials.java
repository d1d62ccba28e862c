// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

/** An access key and its secret; deliberately neither prints nor compares. */
public final class Credentials {
  private final String accessKey;
  private final String secretKey;

  public Credentials(String accessKey, String secretKey) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  String accessKey() {
    return accessKey;
  }

  String secretKey() {
    return secretKey;
  }

  @Override
  public String toString() {
    return "Credentials[withheld]";
  }
}
