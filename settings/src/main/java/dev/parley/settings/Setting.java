// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value read from settings, to be asked for once {@link Settings#finish()} has found no fault.
 *
 * @param <T> what the value is
 */
public final class Setting<T> {
  private final @Nullable T value;

  Setting(@Nullable T value) {
    this.value = value;
  }

  /**
   * Returns the value.
   *
   * @throws IllegalStateException if there was a fault, and nobody called {@code finish}
   */
  public T get() {
    if (value == null) {
      throw new IllegalStateException("A faulty setting was asked for its value");
    }
    return value;
  }

  /** Returns the value; empty if there was a fault. */
  public Optional<T> found() {
    return Optional.ofNullable(value);
  }
}
