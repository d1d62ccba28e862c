// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.probe;

/** What came of knocking once, as it stands in the answer. */
public enum Finding {
  /** The pipe answered as it should. */
  OK,
  /** Something listens there, and accepted the connection. */
  CONNECTED,
  /** The pipe knows the credential, and refuses it that bucket. */
  DENIED,
  /** The pipe does not know the access key, or the secret is not its secret. */
  UNIDENTIFIED,
  /** The clocks differ by more than the pipe takes. */
  SKEWED,
  /** The pipe's certificate is not trusted, or it speaks no TLS. */
  UNTRUSTED,
  /** The connection was refused. */
  REFUSED,
  /** There was no answer in time. */
  SILENT,
  /** There is no host of that name. */
  UNKNOWN_HOST,
  /** Anything else. */
  FAILED;

  /** Whether it says that nobody was reached at all. */
  boolean isOfNetwork() {
    return this == REFUSED || this == SILENT || this == UNKNOWN_HOST || this == UNTRUSTED;
  }
}
