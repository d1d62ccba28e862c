// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.sql.SQLClientInfoException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What a tool says of itself; kept, and told to nobody. */
final class ClientInfo {
  private static final List<String> NAMES =
      Collections.unmodifiableList(
          Arrays.asList("ApplicationName", "ClientUser", "ClientHostname"));

  private static final int ANY_LENGTH = 0;

  private final Properties values = new Properties();

  /** The rows of the metadata's list: name, greatest length, default, description; by name. */
  static List<Object> described() {
    return Arrays.asList(
        row("ApplicationName", "The name of the application."),
        row("ClientHostname", "The host that the application runs on."),
        row("ClientUser", "Whom the application works for."));
  }

  private static Object row(String name, String description) {
    return Arrays.<Object>asList(name, ANY_LENGTH, "", description);
  }

  synchronized void set(String name, @Nullable String value, Warnings warnings) {
    if (!NAMES.contains(name)) {
      warnings.add("There is no client info of that name", SqlErrors.NOT_SUPPORTED);
    } else if (value == null) {
      values.remove(name);
    } else {
      values.setProperty(name, value);
    }
  }

  synchronized void set(Properties all, Warnings warnings) {
    values.clear();
    for (String name : all.stringPropertyNames()) {
      set(name, all.getProperty(name), warnings);
    }
  }

  /** Returns a copy. */
  synchronized Properties all() {
    Properties copy = new Properties();
    copy.putAll(values);
    return copy;
  }

  static SQLClientInfoException closed() {
    return new SQLClientInfoException(
        "The connection is closed | Open another one.",
        SqlErrors.CLOSED,
        Collections.emptyMap(),
        SqlErrors.closedConnection());
  }
}
