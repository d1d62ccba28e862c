// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.remote.Service.ErrorResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one border at which errors become Avatica's.
 *
 * <p>A code, a fact and a hint cross. Causes and stack traces do not: Avatica by itself would ship
 * both, with every message in them.
 */
final class WireErrors {
  private static final Logger log = LoggerFactory.getLogger(WireErrors.class);

  private WireErrors() {}

  static ErrorResponse of(ParleyException e) {
    return new ErrorResponse(
        List.of(),
        e.fact() + " | " + e.hint(),
        e.code().number(),
        e.code().sqlState(),
        AvaticaSeverity.ERROR,
        null);
  }

  /** Logs what nobody expected, and returns an error that tells its id and nothing else. */
  static ErrorResponse unexpected(Exception e) {
    String id = UUID.randomUUID().toString();
    log.error("unexpected error={}", id, e);
    return of(
        new ParleyException(
            ErrorCode.INTERNAL,
            "Parley met an unexpected error, id " + id,
            "Look for this id in the gateway's log."));
  }

  /** Returns the error for a statement whose nesting exhausts the stack. */
  static ErrorResponse tooDeep() {
    return of(
        new ParleyException(
            ErrorCode.NOT_SUPPORTED,
            "The statement is nested too deeply",
            "Write it with fewer parentheses and subqueries."));
  }
}
