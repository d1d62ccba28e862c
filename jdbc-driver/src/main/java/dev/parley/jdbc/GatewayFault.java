// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;

/** Carries an SQLException through Avatica's methods that may throw none. */
final class GatewayFault extends RuntimeException {
  private static final long serialVersionUID = 2L;

  private final SQLException fault;
  private final boolean told;

  GatewayFault(SQLException fault) {
    this(fault, /* told= */ false);
  }

  private GatewayFault(SQLException fault, boolean told) {
    super(fault.getMessage(), fault);
    this.fault = fault;
    this.told = told;
  }

  /** An error that the gateway has told, so that surely nothing was done. */
  static GatewayFault told(SQLException fault) {
    return new GatewayFault(fault, /* told= */ true);
  }

  SQLException fault() {
    return fault;
  }

  /** Whether the gateway has told the error of that number. */
  boolean tells(int code) {
    return told && fault.getErrorCode() == code;
  }
}
