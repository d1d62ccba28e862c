// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The driver for {@code jdbc:parley://host[:port]/[federation][?key=value&…]}.
 *
 * <p>It holds no plan and no key: it sends SQL to a gateway and gets rows.
 */
public final class ParleyDriver implements Driver {

  static {
    try {
      DriverManager.registerDriver(new ParleyDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Creates a driver; {@link DriverManager} does so by itself. */
  public ParleyDriver() {}

  @Override
  public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    ParleyUrl target = ParleyUrl.parse(url);
    Properties beside = info == null ? new Properties() : info;
    ConnectionSettings settings =
        ConnectionSettings.of(target.federation(), target.properties(), beside);
    String plainUrl = "jdbc:parley://" + target.host() + ":" + target.port() + "/";
    return LinkDriver.connect(
        new HttpLink(target, settings), plainUrl + target.federation(), settings);
  }

  @Override
  public boolean acceptsURL(String url) {
    return ParleyUrl.isRemote(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) {
    Properties known = new Properties();
    if (acceptsURL(url)) {
      known.putAll(ParleyUrl.propertiesIn(url));
    }
    if (info != null) {
      known.putAll(info);
    }
    DriverProperty[] properties = DriverProperty.values();
    DriverPropertyInfo[] infos = new DriverPropertyInfo[properties.length];
    for (int i = 0; i < properties.length; i++) {
      infos[i] = properties[i].info(known.getProperty(properties[i].key()));
    }
    return infos;
  }

  @Override
  public int getMajorVersion() {
    return Release.CURRENT.major();
  }

  @Override
  public int getMinorVersion() {
    return Release.CURRENT.minor();
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  /** Never returns; JDBC demands the type. */
  @Override
  public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(
        "The driver does not log | Look into the gateway's log.", SqlErrors.NOT_SUPPORTED, 5);
  }
}
