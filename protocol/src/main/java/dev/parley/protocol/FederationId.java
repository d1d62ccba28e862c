// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol;

import java.util.regex.Pattern;

/**
 * The name of a federation, with which the names of its buckets begin.
 *
 * @param value lower-case letters, digits and dashes, at most 32; begins with a letter or digit
 */
public record FederationId(String value) {
  private static final Pattern BUCKET_PREFIX = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  public FederationId {
    if (!BUCKET_PREFIX.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Invalid federation name '%s': want lower-case letters, digits and dashes, at most 32"
              .formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
