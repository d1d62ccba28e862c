// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.storage;

import java.io.IOException;

/** Storage did not do what it was asked; says how, and never what the server wrote about it. */
public final class StorageException extends IOException {
  private static final long serialVersionUID = 1L;

  /** How a request ended. */
  public enum Kind {
    /** There is no such object, or no such bucket. */
    MISSING,
    /** The credential has no right to that, or the server does not say more. */
    DENIED,
    /** The access key is unknown, or the secret is not its secret. */
    UNIDENTIFIED,
    /** The request's time is too far from the server's. */
    SKEWED,
    /** An object of that name is there already. */
    EXISTS,
    /** Anything else. */
    FAILED
  }

  private final Kind kind;
  private final String fact;

  StorageException(Kind kind, String fact) {
    super(fact);
    this.kind = kind;
    this.fact = fact;
  }

  /** One line with the server's status. */
  public String fact() {
    return fact;
  }

  public Kind kind() {
    return kind;
  }
}
