// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.Settings;
import dev.parley.sql.rewrite.Rewriting.Secure;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a session asks for in its connection properties.
 *
 * @param timeout how long each of its queries may take
 * @param plan what it asks of its plans
 */
public record SessionOptions(Duration timeout, dev.parley.planner.SessionOptions plan) {
  /**
   * Reads connection properties; those that are not Parley's are left to the tool that sent them.
   *
   * @param fallback the timeout of the gateway's settings
   * @throws ParleyException with INVALID_SETTINGS or NOT_SUPPORTED for what cannot be done
   */
  static SessionOptions of(Map<String, String> properties, String federation, Duration fallback) {
    String wanted = properties.getOrDefault("federation", "");
    if (!wanted.isEmpty() && !wanted.equals(federation)) {
      throw invalid("federation", "this gateway belongs to '" + federation + "'");
    }
    requireDefault(properties, "minNodes", "all");
    String timeout = properties.getOrDefault("timeout", "");
    return new SessionOptions(
        timeout.isEmpty() ? fallback : parseTimeout(timeout),
        new dev.parley.planner.SessionOptions(
            parseSecure(properties.getOrDefault("secure", "auto")), OptionalInt.empty()));
  }

  private static Duration parseTimeout(String text) {
    try {
      Duration duration =
          text.matches("\\d{1,6}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Settings.duration(text);
      if (!duration.isZero()) {
        return duration;
      }
    } catch (IllegalArgumentException e) {
      throw invalid("timeout", String.valueOf(e.getMessage()));
    }
    throw invalid("timeout", "want more than nothing");
  }

  private static Secure parseSecure(String text) {
    return switch (text) {
      case "auto" -> Secure.AUTO;
      case "explicit" -> Secure.EXPLICIT;
      default -> throw invalid("secure", "want auto or explicit");
    };
  }

  private static void requireDefault(Map<String, String> properties, String key, String value) {
    if (!properties.getOrDefault(key, value).equals(value)) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "The connection property %s can only be '%s'".formatted(key, value),
          "Leave it out of the JDBC URL.");
    }
  }

  private static ParleyException invalid(String key, String why) {
    return new ParleyException(
        ErrorCode.INVALID_SETTINGS,
        "The connection property %s cannot be used: %s".formatted(key, why),
        "Correct the JDBC URL or the properties.");
  }
}
