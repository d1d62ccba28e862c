// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.terminal;

import dev.parley.protocol.error.ParleyException;

/** What the exit status of the command says. */
public final class ExitCode {
  public static final int SUCCESS = 0;
  public static final int QUERY_FAILED = 1;

  /** What was to be verified is not as it should be. */
  public static final int BROKEN = 1;

  public static final int WRONG_USAGE = 2;
  public static final int NOT_STARTED = 3;

  private ExitCode() {}

  /** Returns the status for an error outside any query. */
  public static int of(ParleyException e) {
    return switch (e.code()) {
      case INVALID_SETTINGS, INVALID_DATA -> WRONG_USAGE;
      default -> NOT_STARTED;
    };
  }
}
