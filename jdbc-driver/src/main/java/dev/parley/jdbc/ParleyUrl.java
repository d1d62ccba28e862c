// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code jdbc:parley://host[:port]/[federation][?key=value&…]}, taken apart. */
final class ParleyUrl {
  static final int DEFAULT_PORT = 8765;

  private static final String PREFIX = "jdbc:parley:";
  private static final String EMBEDDED = PREFIX + "embedded:";
  private static final Pattern REMOTE =
      Pattern.compile(
          "jdbc:parley://(\\[[0-9A-Fa-f:.%]+]|[^/?#:@\\s\\[\\]]+)(?::([0-9]{1,5}))?"
              + "(?:/([^/?#\\s]*))?(?:\\?([^#]*))?");
  private static final int MAX_PORT = 65_535;

  private final String host;
  private final int port;
  private final String federation;
  private final Map<String, String> properties;

  private ParleyUrl(String host, int port, String federation, Map<String, String> properties) {
    this.host = host;
    this.port = port;
    this.federation = federation;
    this.properties = properties;
  }

  /** Whether a URL is for this driver; an embedded gateway's is for another. */
  static boolean isRemote(@Nullable String url) {
    return url != null && url.startsWith(PREFIX) && !url.startsWith(EMBEDDED);
  }

  /** Returns the properties in a URL; none if it is malformed, as one that is being typed is. */
  static Map<String, String> propertiesIn(String url) {
    try {
      return parse(url).properties();
    } catch (SQLException e) {
      return Collections.emptyMap();
    }
  }

  static ParleyUrl parse(String url) throws SQLException {
    Matcher matcher = REMOTE.matcher(url);
    if (!matcher.matches()) {
      throw malformed("The URL is malformed");
    }
    int port = matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
    if (port < 1 || port > MAX_PORT) {
      throw malformed("The URL's port " + port + " is none");
    }
    String federation = matcher.group(3) == null ? "" : decode(matcher.group(3));
    return new ParleyUrl(matcher.group(1), port, federation, query(matcher.group(4)));
  }

  private static Map<String, String> query(@Nullable String query) throws SQLException {
    Map<String, String> properties = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return properties;
    }
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw malformed("The URL's properties are malformed");
      }
      String key = decode(pair.substring(0, equals));
      if (properties.put(key, decode(pair.substring(equals + 1))) != null) {
        throw malformed("The URL has the property '" + key + "' twice");
      }
    }
    return properties;
  }

  private static String decode(String text) throws SQLException {
    try {
      // A plus sign is a plus sign here, as in other drivers' URLs.
      return URLDecoder.decode(text.replace("+", "%2B"), "UTF-8");
    } catch (UnsupportedEncodingException | IllegalArgumentException e) {
      throw malformed("The URL is malformed at a percent sign");
    }
  }

  private static SQLException malformed(String fact) {
    return SqlErrors.invalidSettings(
        fact, "Write jdbc:parley://host[:port]/[federation][?key=value&…].");
  }

  /** The host; an IPv6 address in brackets. */
  String host() {
    return host;
  }

  int port() {
    return port;
  }

  /** The federation; empty if the gateway is to choose. */
  String federation() {
    return federation;
  }

  Map<String, String> properties() {
    return properties;
  }
}
