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
    /** The credential is unknown, or has no right to that. */
    DENIED,
    /** An object of that name is there already. */
    EXISTS,
    /** Anything else. */
    FAILED
  }

  private final Kind kind;
  private final String fact;

  private StorageException(Kind kind, String fact) {
    super(fact);
    this.kind = kind;
    this.fact = fact;
  }

  static StorageException ofStatus(int status) {
    return new StorageException(kindOf(status), "Storage answered with status " + status);
  }

  private static Kind kindOf(int status) {
    switch (status) {
      case 404:
        return Kind.MISSING;
      case 401:
      case 403:
        return Kind.DENIED;
      // Of two conditional puts at once, the loser gets 412 from some servers and 409 from others.
      case 409:
      case 412:
        return Kind.EXISTS;
      default:
        return Kind.FAILED;
    }
  }

  /** One line with the server's status. */
  public String fact() {
    return fact;
  }

  public Kind kind() {
    return kind;
  }
}
