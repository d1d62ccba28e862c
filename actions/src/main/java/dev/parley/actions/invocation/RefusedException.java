// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.invocation;

/** A merge that is not to be; the fact holds names and numbers, and no value from an object. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;
  private final String fact;

  public RefusedException(RefusalCode code, String fact) {
    super(code + ": " + fact);
    this.code = code;
    this.fact = fact;
  }

  public RefusalCode code() {
    return code;
  }

  public String fact() {
    return fact;
  }
}
