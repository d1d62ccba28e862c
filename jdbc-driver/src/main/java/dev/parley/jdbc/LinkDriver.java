// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLException;
import java.util.Properties;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.UnregisteredDriver;

/** Avatica's idea of a driver; here, what one connection needs to know. */
final class LinkDriver extends UnregisteredDriver {
  private final GatewayLink link;
  private final int socketTimeoutMillis;

  private LinkDriver(GatewayLink link, int socketTimeoutMillis) {
    this.link = link;
    this.socketTimeoutMillis = socketTimeoutMillis;
  }

  static ParleyConnection connect(GatewayLink link, String url, ConnectionSettings settings)
      throws SQLException {
    LinkDriver driver = new LinkDriver(link, settings.socketTimeoutMillis());
    Properties told = settings.forGateway();
    Properties kept = new Properties();
    kept.setProperty("user", told.getProperty("user", ""));
    kept.setProperty("fetch_size", String.valueOf(settings.fetchSize()));
    ParleyConnection connection = new ParleyConnection(driver, driver.factory, url, kept);
    connection.open(told, settings.patienceToLogIn());
    return connection;
  }

  void breakOff() {
    link.breakOff();
  }

  void closeLink() {
    link.close();
  }

  @Override
  protected AvaticaFactory createFactory() {
    return new ParleyFactory();
  }

  @Override
  protected DriverVersion createDriverVersion() {
    return Release.CURRENT.toDriverVersion();
  }

  @Override
  protected String getConnectStringPrefix() {
    return "jdbc:parley:";
  }

  @Override
  public Meta createMeta(AvaticaConnection connection) {
    return new GatewayMeta(
        (ParleyConnection) connection, new GatewayService(link, socketTimeoutMillis));
  }
}
