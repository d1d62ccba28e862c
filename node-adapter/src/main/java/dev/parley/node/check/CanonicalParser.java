// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.CanonicalQuery;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;

/**
 * Reads canonical SQL with a parser that shares nothing with the one that wrote it. A text is
 * accepted only if the tree that was read spells exactly that text, so nothing in it can have been
 * overlooked or understood in two ways.
 */
public final class CanonicalParser implements AutoCloseable {
  private static final Duration PARSE_TIMEOUT = Duration.ofSeconds(5);

  /** A thread of its own, so that a parser which does not end is left behind and not waited for. */
  private final ExecutorService parsing =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "parley-parse");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Parses {@code sql}.
   *
   * @throws ParleyException with {@link ErrorCode#PEER_REFUSED} if it is not canonical SQL
   */
  public CanonicalQuery parse(String sql) {
    try {
      CanonicalWords.require(sql);
      CanonicalQuery query = new Reading(Fragments.of(sql)).query();
      if (!query.toSql().equals(sql)) {
        throw new IllegalArgumentException("another spelling than the one it has");
      }
      return query;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ParleyException(
          ErrorCode.PEER_REFUSED,
          "A sub-query is not canonical SQL: there is " + e.getMessage(),
          "Run a gateway of the same version as the nodes.",
          e);
    }
  }

  @Override
  public void close() {
    parsing.shutdownNow();
  }

  /** One text on its way, for all fragments of which together there is a time-out. */
  private final class Reading {
    private final Fragments fragments;
    private final long deadline = System.nanoTime() + PARSE_TIMEOUT.toNanos();

    Reading(Fragments fragments) {
      this.fragments = fragments;
    }

    CanonicalQuery query() {
      return new QueryReader(new ExpressionReader(this::cutOut)).read(parsed(fragments.outline()));
    }

    private Optional<Expression> cutOut(String name) {
      return fragments.at(name).map(fragment -> expression(parsed("SELECT 1 WHERE " + fragment)));
    }

    private static Expression expression(Statement statement) {
      if (statement instanceof PlainSelect select && select.getWhere() != null) {
        return select.getWhere();
      }
      throw new IllegalArgumentException("a fragment that is no expression");
    }

    private Statement parsed(String sql) {
      long leftMillis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      try {
        // Complex parsing backtracks, in time exponential in the depth of parentheses.
        return CCJSqlParserUtil.parseStatement(
            CCJSqlParserUtil.newParser(sql)
                .withAllowComplexParsing(false)
                .withTimeOut(Math.max(1, leftMillis)),
            parsing);
      } catch (JSQLParserException e) {
        throw new IllegalArgumentException("something that could not be parsed", e);
      }
    }
  }
}
