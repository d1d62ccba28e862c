// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Properties;

/** Opens connections over a link of the caller's own, such as that to a gateway in this process. */
public final class ParleyConnections {
  private ParleyConnections() {}

  /**
   * Opens a connection.
   *
   * @param link closed when the connection is, or when it cannot be opened
   * @param url what {@link java.sql.DatabaseMetaData#getURL()} says
   * @param properties those of {@link ParleyDriver}
   * @throws SQLException if the gateway refuses, or a property is unknown or malformed
   */
  public static Connection open(GatewayLink link, String url, Properties properties)
      throws SQLException {
    ConnectionSettings settings;
    try {
      settings = ConnectionSettings.of("", Collections.emptyMap(), properties);
      if (settings.speaksOfTls()) {
        throw SqlErrors.notSupported(
            "Within one process there is no network to encrypt", "Leave out tls and trustStore.");
      }
    } catch (SQLException e) {
      link.close();
      throw e;
    }
    return LinkDriver.connect(link, url, settings);
  }
}
