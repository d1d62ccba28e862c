// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.rewrite;

import dev.parley.sql.secureagg.SecureAggregateRewrite;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlShuttle;

/** What is done to a parse tree before it is validated. */
public final class Rewriting {

  /** Whether aggregates must be written with the word SECURE. */
  public enum Secure {
    /** An aggregate without the word is secured all the same. */
    AUTO,
    /** An aggregate without the word is an error. */
    EXPLICIT
  }

  private Rewriting() {}

  /**
   * Returns {@code query} with labels, plain conditions, our functions and secure aggregates.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_SUPPORTED for what has no such form
   */
  public static SqlNode of(SqlNode query, Secure secure) {
    return of(query, secure, LocalDateTime.now(ZoneOffset.UTC));
  }

  /**
   * As the other, for a statement that began at {@code now}, in UTC.
   *
   * @throws dev.parley.protocol.error.ParleyException NOT_SUPPORTED for what has no such form
   */
  public static SqlNode of(SqlNode query, Secure secure, LocalDateTime now) {
    SqlNode rewritten = query;
    for (SqlShuttle step :
        List.of(
            new NamedItems(),
            new ConstantGroups(),
            new PlainConditions(),
            new PlainFunctions(new StatementTime(now)),
            new SecureAggregateRewrite(secure == Secure.EXPLICIT))) {
      rewritten = rewritten.accept(step);
      if (rewritten == null) {
        throw new IllegalStateException("A rewrite removed the query");
      }
    }
    return rewritten;
  }
}
