// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

/** A merge that is not to be; the fact holds names and numbers, and no value from an object. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;
  private final String fact;

  RefusedException(RefusalCode code, String fact) {
    super(code + ": " + fact);
    this.code = code;
    this.fact = fact;
  }

  RefusalCode code() {
    return code;
  }

  String fact() {
    return fact;
  }
}
