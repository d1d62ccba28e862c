// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;

/** Carries an SQLException through Avatica's methods that may throw none. */
final class GatewayFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SQLException fault;

  GatewayFault(SQLException fault) {
    super(fault.getMessage(), fault);
    this.fault = fault;
  }

  SQLException fault() {
    return fault;
  }
}
