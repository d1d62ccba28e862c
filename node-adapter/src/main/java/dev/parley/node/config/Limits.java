// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import dev.parley.settings.Settings;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What one sub-query may take.
 *
 * @param statementTimeout how long its statement may run in the database
 * @param maxRows how many rows may be revealed
 * @param maxGroups how many groups it may have
 */
public record Limits(Duration statementTimeout, int maxRows, int maxGroups) {
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), 100_000, 10_000);

  private static final int MOST_ROWS = 10_000_000;
  private static final int MOST_GROUPS = 1_000_000;

  static Supplier<Limits> read(Settings section) {
    var timeout =
        section.optional("statementTimeout", Limits::positive, DEFAULT.statementTimeout());
    var maxRows = section.optional("maxRows", Settings.integer(1, MOST_ROWS), DEFAULT.maxRows());
    var maxGroups =
        section.optional("maxGroups", Settings.integer(1, MOST_GROUPS), DEFAULT.maxGroups());
    return () -> new Limits(timeout.get(), maxRows.get(), maxGroups.get());
  }

  static Duration positive(String text) {
    Duration duration = Settings.duration(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("want more than zero");
    }
    return duration;
  }
}
