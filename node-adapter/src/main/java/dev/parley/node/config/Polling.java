// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import dev.parley.settings.Settings;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How often a node looks for sub-queries: after {@code busy} while they come, then ever more
 * seldom, down to once in {@code idle}.
 */
public record Polling(Duration busy, Duration idle) {
  public static final Polling DEFAULT = new Polling(Duration.ofMillis(20), Duration.ofMillis(500));

  public Polling {
    if (busy.isZero() || busy.compareTo(idle) > 0) {
      throw new IllegalArgumentException("Invalid polling: want 0 < busy <= idle");
    }
  }

  static Supplier<Polling> read(Settings section) {
    var busy = section.optional("busy", Limits::positive, DEFAULT.busy());
    var idle = section.optional("idle", Limits::positive, DEFAULT.idle());
    return () -> new Polling(min(busy.get(), idle.get()), idle.get());
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
