// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import java.io.IOException;

/** The action's own code cannot be loaded. */
final class ActionStartException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String fact;

  ActionStartException(String fact) {
    super(fact);
    this.fact = fact;
  }

  String fact() {
    return fact;
  }
}
