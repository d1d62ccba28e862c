// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway;

import dev.parley.gateway.jdbc.EmbeddedConnections;
import dev.parley.gateway.jdbc.QueryService;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The driver of {@code jdbc:parley:embedded:FILE}: a gateway within the client's own process, set
 * up by the settings file.
 */
public final class EmbeddedDriver implements Driver {
  private static final EmbeddedConnections CONNECTIONS =
      new EmbeddedConnections(EmbeddedDriver::open);

  static {
    try {
      DriverManager.registerDriver(new EmbeddedDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static QueryService open(Path file) {
    return Gateway.open(file);
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    return CONNECTIONS.connect(url, info).orElse(null);
  }

  @Override
  public boolean acceptsURL(String url) {
    return EmbeddedConnections.accepts(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 0;
  }

  @Override
  public int getMinorVersion() {
    return 1;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Parley does not log through java.util.logging");
  }
}
