// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where our driver gives something else than pgjdbc, and why. A check that deviates and is not
 * listed here fails; so does one that is listed and does not. docs/jdbc.md tells users of them.
 */
public enum Deviation {
  NAMES_OF_TYPES("getColumnTypeName of .*", "types have the names of the SQL standard");

  private final Pattern checks;
  private final String reason;

  Deviation(String checks, String reason) {
    this.checks = Pattern.compile(checks);
    this.reason = reason;
  }

  /** Returns the deviation that covers a check, if one does. */
  public static Optional<Deviation> of(String check) {
    return Arrays.stream(values()).filter(d -> d.checks.matcher(check).matches()).findFirst();
  }

  /** Why it is so. */
  public String reason() {
    return reason;
  }
}
