// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

/** Too many invocations, at once or in a minute. */
public final class ThrottledException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String fact;

  ThrottledException(String fact) {
    super(fact);
    this.fact = fact;
  }

  /** One sentence that says which limit was met. */
  public String fact() {
    return fact;
  }
}
