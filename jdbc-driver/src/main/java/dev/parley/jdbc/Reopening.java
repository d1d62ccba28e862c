// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.util.function.BooleanSupplier;

/**
 * How a connection comes back that the gateway has closed, for it was idle for long: by logging in
 * again, if nothing is lost by that.
 */
final class Reopening {
  private final BooleanSupplier nothingIsOpen;
  private Runnable login = () -> {};
  private long epoch;
  private boolean forbidden = true;

  /**
   * @param nothingIsOpen whether there is no statement whose place at the gateway would be lost
   */
  Reopening(BooleanSupplier nothingIsOpen) {
    this.nothingIsOpen = nothingIsOpen;
  }

  /** Allows it, by what the connection was opened. */
  synchronized void by(Runnable how) {
    login = how;
    forbidden = false;
  }

  /** What was set in the session would be lost. */
  synchronized void forbid() {
    forbidden = true;
  }

  synchronized long epoch() {
    return epoch;
  }

  /**
   * Opens the connection again, unless another thread has done so.
   *
   * @param seen the epoch in which it was found closed
   * @return whether it is open now
   */
  synchronized boolean reopen(long seen) {
    if (epoch != seen) {
      return true;
    }
    if (forbidden || !nothingIsOpen.getAsBoolean()) {
      return false;
    }
    login.run();
    epoch++;
    return true;
  }
}
