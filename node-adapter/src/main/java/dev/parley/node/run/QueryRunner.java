// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.render.RenderedQuery;
import dev.parley.node.render.Renderer;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs checked queries in the owner's database, each for no longer than its time. */
public final class QueryRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(QueryRunner.class);
  private static final int FETCH_ROWS = 1000;

  /** How often is looked whether a statement is to end. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** One may wait for its database to take a cancel. */
  private static final int WATCHERS = 2;

  private final NodeId node;
  private final Database database;
  private final int maxGroups;

  /** Cancels what nobody waits for, and what the drivers' own timeouts have not. */
  private final ScheduledExecutorService watchdog =
      Executors.newScheduledThreadPool(
          WATCHERS,
          task -> {
            Thread thread = new Thread(task, "parley-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  public QueryRunner(NodeId node, Database database, int maxGroups) {
    this.node = node;
    this.database = database;
    this.maxGroups = maxGroups;
  }

  /** Returns the statement that {@link #run} would run. */
  public RenderedQuery render(CheckedQuery checked) {
    return Renderer.render(checked, database.dialect());
  }

  /**
   * Hands over each group; exactly one if the query does not group.
   *
   * @throws ParleyException if the database fails or takes too long, or there are too many groups
   */
  public void run(CheckedQuery checked, RenderedQuery rendered, Consumer<Group> groups) {
    try (Session session = open()) {
      session.run(checked, rendered, groups);
    }
  }

  /**
   * Hands over each row: {@link java.math.BigDecimal} for every kind of number, {@link String},
   * {@link Boolean}, {@link java.time.LocalDate}, {@link java.time.LocalTime}, {@link
   * java.time.LocalDateTime}, {@link Octets} or null.
   *
   * @throws ParleyException if the database fails or takes too long, or there are more than {@code
   *     maxRows}
   */
  public void runRows(
      CheckedQuery checked,
      RenderedQuery rendered,
      int maxRows,
      Consumer<List<@Nullable Object>> rows) {
    try (Session session = open()) {
      session.runRows(checked, rendered, maxRows, rows);
    }
  }

  /** Returns the statement that counts the rows of a query, but no further than {@code most}. */
  public RenderedQuery renderCount(CheckedQuery checked, long most) {
    return Renderer.renderCount(checked, database.dialect(), most);
  }

  public Dialect dialect() {
    return database.dialect();
  }

  /** How many rows a statement may have, and what is said if it has more. */
  private record Limit(int most, String what, String setting, String instead) {}

  /** Takes the current row. */
  private interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  /** Opens a connection for the statements of a query that nobody takes back. */
  public Session open() {
    return open(new Withdrawal());
  }

  /**
   * Opens a connection for the statements of one query, which end when it is taken back.
   *
   * @throws ParleyException if the database cannot be reached, or nobody waits any more
   */
  public Session open(Withdrawal withdrawal) {
    withdrawal.check();
    try {
      return new Session(database.connect(), withdrawal);
    } catch (SQLException e) {
      throw fault(e, false);
    }
  }

  private ParleyException fault(SQLException e, boolean late) {
    ParleyException fault = DatabaseFault.of(e, node, late);
    log.warn("database failed node={} code={} state={}", node, fault.code(), e.getSQLState());
    return fault;
  }

  /** One connection, and the time that its statements have together. For one thread. */
  public final class Session implements AutoCloseable {
    private final Connection connection;
    private final Withdrawal withdrawal;
    private final long deadline = System.nanoTime() + database.statementTimeout().toNanos();

    private Session(Connection connection, Withdrawal withdrawal) {
      this.connection = connection;
      this.withdrawal = withdrawal;
    }

    /** As {@link QueryRunner#run}. */
    public void run(CheckedQuery checked, RenderedQuery rendered, Consumer<Group> groups) {
      GroupReader reader = new GroupReader(checked, rendered.measures(), database.dialect());
      Limit limit = new Limit(maxGroups, "groups", "maxGroups", "Group by less");
      execute(rendered, limit, row -> groups.accept(reader.read(row)));
    }

    /** As {@link QueryRunner#runRows}. */
    public void runRows(
        CheckedQuery checked,
        RenderedQuery rendered,
        int maxRows,
        Consumer<List<@Nullable Object>> rows) {
      RowReader reader = new RowReader(checked, database.dialect());
      Limit limit = new Limit(maxRows, "rows", "maxRows", "Ask for fewer rows");
      execute(rendered, limit, row -> rows.accept(reader.read(row)));
    }

    /** Returns the number that a statement of {@link QueryRunner#renderCount} finds. */
    public long count(RenderedQuery rendered) {
      AtomicLong count = new AtomicLong();
      execute(rendered, new Limit(1, "rows", "maxRows", ""), row -> count.set(row.getLong(1)));
      return count.get();
    }

    private void execute(RenderedQuery rendered, Limit limit, RowConsumer consumer) {
      AtomicBoolean late = new AtomicBoolean();
      withdrawal.check();
      try (PreparedStatement statement = connection.prepareStatement(rendered.sql())) {
        bind(statement, rendered.parameters());
        statement.setFetchSize(FETCH_ROWS);
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        statement.setQueryTimeout((int) Math.max(1, left.toSeconds()));
        Future<?> watch =
            watchdog.scheduleWithFixedDelay(
                () -> watch(statement, late), LOOK.toMillis(), LOOK.toMillis(), MILLISECONDS);
        try (ResultSet rows = statement.executeQuery()) {
          read(rows, limit, consumer);
          database.dialect().requireNoWarning(connection);
        } finally {
          watch.cancel(false);
        }
      } catch (SQLException e) {
        withdrawal.check();
        throw fault(e, late.get());
      }
    }

    /**
     * Cancels the statement if it is to end; again and again, for a database passes over a cancel
     * that comes before the statement, or between two fetches.
     */
    private void watch(PreparedStatement statement, AtomicBoolean late) {
      if (System.nanoTime() >= deadline) {
        late.set(true);
      }
      if (late.get() || withdrawal.isWithdrawn()) {
        cancel(statement);
      }
    }

    private void read(ResultSet rows, Limit limit, RowConsumer consumer) throws SQLException {
      int count = 0;
      while (rows.next()) {
        withdrawal.check();
        if (++count > limit.most()) {
          throw tooMany(limit);
        }
        consumer.accept(rows);
      }
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw fault(e, false);
      }
    }
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }

  private ParleyException tooMany(Limit limit) {
    return new ParleyException(
        ErrorCode.NODE_FAILED,
        "Node '%s' found more than the %d %s of its limit"
            .formatted(node, limit.most(), limit.what()),
        "%s, or ask the data owner to raise limits.%s."
            .formatted(limit.instead(), limit.setting()));
  }

  private static void bind(PreparedStatement statement, List<Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i) instanceof Octets octets) {
        statement.setBytes(i + 1, octets.toBytes());
      } else {
        statement.setObject(i + 1, parameters.get(i));
      }
    }
  }

  private static void cancel(PreparedStatement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      log.warn("cancel failed state={}", e.getSQLState());
    }
  }
}
