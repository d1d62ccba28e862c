// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

/** A request that is refused with an HTTP status and a sentence. */
final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String fact;

  ApiException(int status, String fact) {
    super(fact);
    this.status = status;
    this.fact = fact;
  }

  static ApiException notAllowed() {
    return new ApiException(405, "HTTP method not allowed.");
  }

  int status() {
    return status;
  }

  String fact() {
    return fact;
  }
}
