// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.error;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a caller is meant to see: a code, a fact, and a hint.
 *
 * <p>Neither fact nor hint ever holds a cell value or key material.
 */
public final class ParleyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String hint;

  public ParleyException(ErrorCode code, String fact, String hint) {
    this(code, fact, hint, null);
  }

  public ParleyException(ErrorCode code, String fact, String hint, @Nullable Throwable cause) {
    super(fact, cause);
    this.code = code;
    this.hint = hint;
  }

  public ErrorCode code() {
    return code;
  }

  /** What happened, as one line with names and numbers. */
  public String fact() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** What the reader can do next, as one imperative sentence. */
  public String hint() {
    return hint;
  }

  /** Returns the one line that a person reads: {@code SQLSTATE P-code fact | hint}. */
  public String toLine() {
    return code.sqlState() + " " + code.vendorCode() + " " + fact() + " | " + hint;
  }
}
