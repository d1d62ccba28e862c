// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties of one connection, checked; those beside the URL win over those in it. */
final class ConnectionSettings {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|)");
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,6}");
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[(::|(0{1,4}:){7}0{0,3})1]");
  private static final String FEDERATION = "federation";
  private static final int MILLIS_PER_SECOND = 1000;

  private final Map<DriverProperty, String> values = new EnumMap<>(DriverProperty.class);
  private final String federation;

  private ConnectionSettings(String federation) {
    this.federation = federation;
  }

  static ConnectionSettings of(String federation, Map<String, String> inUrl, Properties beside)
      throws SQLException {
    ConnectionSettings settings = new ConnectionSettings(federation);
    for (Map.Entry<String, String> entry : inUrl.entrySet()) {
      settings.put(entry.getKey(), entry.getValue());
    }
    for (String key : beside.stringPropertyNames()) {
      settings.put(key, beside.getProperty(key));
    }
    settings.requireTexts(beside);
    settings.check();
    return settings;
  }

  /** Java's properties pass over what is no text, and a setting would not count. */
  private void requireTexts(Properties beside) throws SQLException {
    for (Map.Entry<Object, Object> entry : beside.entrySet()) {
      if (!(entry.getKey() instanceof String && entry.getValue() instanceof String)) {
        throw SqlErrors.invalidSettings(
            "The property '" + entry.getKey() + "' is no text", "Use Properties.setProperty.");
      }
    }
  }

  private void put(String key, String value) throws SQLException {
    DriverProperty property = DriverProperty.ofKey(key);
    if (property == null) {
      throw SqlErrors.invalidSettings(
          "'" + key + "' is not a property of Parley's driver", "Use one of " + keys() + ".");
    }
    values.put(property, value);
  }

  private static String keys() {
    StringBuilder keys = new StringBuilder();
    for (DriverProperty property : DriverProperty.values()) {
      keys.append(keys.length() == 0 ? "" : ", ").append(property.key());
    }
    return keys.toString();
  }

  private void check() throws SQLException {
    for (Map.Entry<DriverProperty, String> entry : values.entrySet()) {
      if (!entry.getKey().allows(entry.getValue())) {
        throw invalid(entry.getKey(), entry.getKey().wanted());
      }
    }
    fetchSize();
    connectTimeoutMillis();
    socketTimeoutMillis();
    if (values.containsKey(DriverProperty.TIMEOUT)) {
      millis(DriverProperty.TIMEOUT);
    }
  }

  /**
   * Whether the connection to {@code host} is encrypted; over a network it is, unless somebody said
   * otherwise.
   *
   * @throws SQLException if there is a trust store, and nobody asked for TLS
   */
  boolean isEncrypted(String host) throws SQLException {
    String tls = value(DriverProperty.TLS);
    boolean encrypted = tls.isEmpty() ? !isThisMachine(host) : Boolean.parseBoolean(tls);
    if (!encrypted && values.containsKey(DriverProperty.TRUST_STORE)) {
      throw SqlErrors.invalidSettings(
          "There is a trustStore, and the connection would not be encrypted", "Set tls=true.");
    }
    return encrypted;
  }

  private static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost") || LOOPBACK.matcher(host).matches();
  }

  /** The file of the authorities to trust; empty for those of Java. */
  String trustStore() {
    return value(DriverProperty.TRUST_STORE);
  }

  char[] trustStorePassword() {
    return value(DriverProperty.TRUST_STORE_PASSWORD).toCharArray();
  }

  /** Whether anything is said about encryption. */
  boolean speaksOfTls() {
    return Boolean.parseBoolean(value(DriverProperty.TLS))
        || values.containsKey(DriverProperty.TRUST_STORE);
  }

  int fetchSize() throws SQLException {
    if (!COUNT.matcher(value(DriverProperty.FETCH_SIZE)).matches()) {
      throw invalid(DriverProperty.FETCH_SIZE, "a number from 1 to 9999999");
    }
    return Integer.parseInt(value(DriverProperty.FETCH_SIZE));
  }

  int connectTimeoutMillis() throws SQLException {
    return millis(DriverProperty.CONNECT_TIMEOUT);
  }

  int socketTimeoutMillis() throws SQLException {
    return millis(DriverProperty.SOCKET_TIMEOUT);
  }

  /**
   * How long a login may take: nobody is to wait for a silent gateway as long as for a query, and
   * {@link DriverManager#setLoginTimeout} counts for all of it.
   */
  Patience patienceToLogIn() throws SQLException {
    long whole = (long) DriverManager.getLoginTimeout() * MILLIS_PER_SECOND;
    return Patience.of(
        Patience.shorter(socketTimeoutMillis(), connectTimeoutMillis()),
        (int) Math.min(whole, Integer.MAX_VALUE));
  }

  private int millis(DriverProperty property) throws SQLException {
    Matcher matcher = DURATION.matcher(value(property));
    if (!matcher.matches()) {
      throw invalid(property, "a time such as 500ms, 10s or 1m");
    }
    long unit = "ms".equals(matcher.group(2)) ? 1 : "m".equals(matcher.group(2)) ? 60_000 : 1_000;
    long millis = Long.parseLong(matcher.group(1)) * unit;
    if (millis < 1 || millis > Integer.MAX_VALUE) {
      throw invalid(property, "a time between 1ms and 24 days");
    }
    return (int) millis;
  }

  private String value(DriverProperty property) {
    String value = values.get(property);
    return value == null ? property.standard() : value;
  }

  private static SQLException invalid(DriverProperty property, String wanted) {
    return SqlErrors.invalidSettings(
        "The property '" + property.key() + "' is not " + wanted, "Correct it.");
  }

  /** What the gateway is told. */
  Properties forGateway() {
    Properties told = new Properties();
    for (Map.Entry<DriverProperty, String> entry : values.entrySet()) {
      if (entry.getKey().isForGateway()) {
        told.setProperty(entry.getKey().key(), entry.getValue());
      }
    }
    if (!federation.isEmpty()) {
      told.setProperty(FEDERATION, federation);
    }
    return told;
  }
}
