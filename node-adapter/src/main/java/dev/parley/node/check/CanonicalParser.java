// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.check;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.CanonicalQuery;
import dev.parley.protocol.sql.Expression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

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
      CanonicalQuery query = query(parsed(sql));
      if (!query.toSql().equals(sql)) {
        throw new IllegalArgumentException("another spelling than the one it has");
      }
      return query;
    } catch (JSQLParserException e) {
      throw refused("it could not be parsed", e);
    } catch (IllegalArgumentException e) {
      throw refused("there is " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    parsing.shutdownNow();
  }

  private Statement parsed(String sql) throws JSQLParserException {
    // Complex parsing backtracks, in time exponential in the depth of parentheses.
    return CCJSqlParserUtil.parseStatement(
        CCJSqlParserUtil.newParser(sql)
            .withAllowComplexParsing(false)
            .withTimeOut(PARSE_TIMEOUT.toMillis()),
        parsing);
  }

  private static CanonicalQuery query(Statement statement) {
    if (!(statement instanceof PlainSelect select)
        || !(select.getFromItem() instanceof Table table)
        || select.getSelectItems() == null) {
      throw new IllegalArgumentException("something else than a SELECT of one table");
    }
    List<Expression.Column> groupBy = new ArrayList<>();
    List<Aggregation> aggregations = new ArrayList<>();
    for (SelectItem<?> item : select.getSelectItems()) {
      if (item.getExpression() instanceof Column column) {
        groupBy.add(ExpressionReader.column(column));
      } else if (item.getExpression() instanceof Function function) {
        aggregations.add(aggregation(function));
      } else {
        throw new IllegalArgumentException("something else than columns and aggregates");
      }
    }
    Optional<Expression> where = Optional.ofNullable(select.getWhere()).map(ExpressionReader::read);
    String name = ExpressionReader.unquoted(table.getName());
    return new CanonicalQuery(name, groupBy, aggregations, where);
  }

  private static Aggregation aggregation(Function function) {
    if (function.getParameters() == null || function.getParameters().size() != 1) {
      throw new IllegalArgumentException("an aggregate of more or less than one argument");
    }
    net.sf.jsqlparser.expression.Expression argument = function.getParameters().get(0);
    if (argument instanceof AllColumns) {
      return Aggregation.countRows();
    }
    Expression read = ExpressionReader.read(argument);
    return switch (function.getName()) {
      case "COUNT" -> Aggregation.count(read);
      case "SUM" -> Aggregation.sum(read);
      default ->
          throw new IllegalArgumentException("an aggregate that canonical SQL does not have");
    };
  }

  private static ParleyException refused(String fact, Exception cause) {
    return new ParleyException(
        ErrorCode.PEER_REFUSED,
        "A sub-query is not canonical SQL: " + fact,
        "Run a gateway of the same version as the nodes.",
        cause);
  }
}
