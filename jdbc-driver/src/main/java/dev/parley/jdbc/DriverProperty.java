// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.DriverPropertyInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The properties of a connection, in the URL or beside it. */
enum DriverProperty {
  USER("user", "", "Who logs in."),
  PASSWORD("password", "", "The user's password."),
  TLS("tls", "", "Whether to encrypt; true unless the host is this very machine.", "true|false"),
  TRUST_STORE("trustStore", "", "File of the authorities to trust: PEM, PKCS#12 or JKS."),
  TRUST_STORE_PASSWORD("trustStorePassword", "", "The password of a PKCS#12 or JKS file."),
  CONNECT_TIMEOUT("connectTimeout", "10s", "How long to wait for a connection: 500ms, 10s, 1m."),
  SOCKET_TIMEOUT("socketTimeout", "15m", "How long to wait for an answer: 500ms, 10s, 1m."),
  MIN_NODES("minNodes", "", "How many nodes an answer needs at least: all, or a number."),
  TIMEOUT("timeout", "", "How long a query may take: 500ms, 10s, 1m."),
  SECURE("secure", "", "Whether SECURE may be left out before aggregates.", "auto|explicit"),
  KEY_BITS("keyBits", "", "How many bits the key must have under which answers are encrypted."),
  FETCH_SIZE("fetchSize", "2000", "How many rows travel at once.");

  private final String key;
  private final String standard;
  private final String description;
  private final String choices;

  DriverProperty(String key, String standard, String description) {
    this(key, standard, description, "");
  }

  DriverProperty(String key, String standard, String description, String choices) {
    this.key = key;
    this.standard = standard;
    this.description = description;
    this.choices = choices;
  }

  String key() {
    return key;
  }

  /** The value where none is given; empty if there is none, or the gateway decides. */
  String standard() {
    return standard;
  }

  /** Whether a value is allowed, as far as the driver knows. */
  boolean allows(String value) {
    return choices.isEmpty() || Arrays.asList(choices()).contains(value);
  }

  /** The values that are allowed, for people. */
  String wanted() {
    return String.join(" or ", choices());
  }

  /** Whether the gateway wants to know the value; the others are the driver's own business. */
  boolean isForGateway() {
    return this == USER
        || this == PASSWORD
        || this == MIN_NODES
        || this == TIMEOUT
        || this == SECURE
        || this == KEY_BITS;
  }

  private String[] choices() {
    return choices.split("\\|", -1);
  }

  DriverPropertyInfo info(@Nullable String value) {
    String current = value == null && !standard.isEmpty() ? standard : value;
    DriverPropertyInfo info = new DriverPropertyInfo(key, current);
    info.description = description;
    info.required = this == USER || this == PASSWORD;
    info.choices = choices.isEmpty() ? null : choices();
    return info;
  }

  /** Returns the property of that name, or null. */
  static @Nullable DriverProperty ofKey(String key) {
    for (DriverProperty property : values()) {
      if (property.key.equals(key)) {
        return property;
      }
    }
    return null;
  }
}
