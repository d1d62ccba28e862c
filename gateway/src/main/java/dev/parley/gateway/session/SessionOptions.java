// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.sql.rewrite.Rewriting.Secure;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a session asks for, in its connection properties or with SET.
 *
 * @param minNodes how many nodes are enough for an answer; empty for all
 * @param timeout how long each of its statements may take
 * @param secure whether aggregates must be written with the word SECURE
 * @param keyBits how many bits the analyst's key must have at least; empty if any will do
 */
record SessionOptions(OptionalInt minNodes, Duration timeout, Secure secure, OptionalInt keyBits) {
  private static final String FEDERATION = "federation";

  /**
   * Reads connection properties; those that are not Parley's are left to the tool that sent them.
   *
   * @throws ParleyException with INVALID_SETTINGS for what cannot be done
   */
  static SessionOptions of(Map<String, String> properties, SessionDefaults defaults) {
    SessionOptions options =
        new SessionOptions(
            OptionalInt.empty(), defaults.timeout(), Secure.AUTO, OptionalInt.empty());
    for (Map.Entry<String, String> property : properties.entrySet()) {
      String value = property.getValue();
      if (property.getKey().equals(FEDERATION)) {
        requireFederation(value, defaults);
      } else if (!value.isEmpty() && SessionOption.isKnown(property.getKey())) {
        options = SessionOption.named(property.getKey()).set(options, value, defaults);
      }
    }
    return options;
  }

  private static void requireFederation(String wanted, SessionDefaults defaults) {
    if (!wanted.isEmpty() && !wanted.equals(defaults.federation())) {
      throw new ParleyException(
          ErrorCode.INVALID_SETTINGS,
          "The option federation cannot be used: this gateway belongs to '%s'"
              .formatted(defaults.federation()),
          "Correct the JDBC URL.");
    }
  }

  /** What it asks of its plans. */
  dev.parley.planner.SessionOptions plan() {
    return new dev.parley.planner.SessionOptions(secure, minNodes);
  }

  SessionOptions withMinNodes(OptionalInt nodes) {
    return new SessionOptions(nodes, timeout, secure, keyBits);
  }

  SessionOptions withTimeout(Duration longest) {
    return new SessionOptions(minNodes, longest, secure, keyBits);
  }

  SessionOptions withSecure(Secure wanted) {
    return new SessionOptions(minNodes, timeout, wanted, keyBits);
  }

  SessionOptions withKeyBits(OptionalInt bits) {
    return new SessionOptions(minNodes, timeout, secure, bits);
  }
}
