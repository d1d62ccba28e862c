// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A service that knows one user, two tables and a few statements, each for one kind of answer. */
final class SmallService implements QueryService {
  static final String USER = "ana";
  static final String PASSWORD = "correct horse";
  static final String SECRET = "4711";
  final AtomicInteger sessions = new AtomicInteger();
  final AtomicInteger running = new AtomicInteger();
  final List<Map<String, String>> logins = new CopyOnWriteArrayList<>();
  volatile boolean closed;

  @Override
  public UserSession login(String user, String password, Map<String, String> properties) {
    if (!user.equals(USER) || !password.equals(PASSWORD)) {
      throw new ParleyException(
          ErrorCode.WRONG_PASSWORD, "Wrong user or password", "Check both and try again.");
    }
    logins.add(properties);
    sessions.incrementAndGet();
    return new Session();
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class Session implements UserSession {

    @Override
    public PreparedQuery prepare(String sql) {
      if (sql.startsWith("rows ")) {
        return new Query(sql, List.of(column("N", ColumnType.BIGINT), column("T", VARCHAR)));
      }
      return switch (sql) {
        case "types", "nulls" -> new Query(sql, TYPES);
        case "set" -> new Query(sql, List.of());
        case "echo" -> new Query(sql, List.of(column("HEARD", ColumnType.VARCHAR)));
        case "fail", "bug", "wait", "warn", "late" ->
            new Query(sql, List.of(column("N", ColumnType.BIGINT)));
        case "insert" ->
            throw new ParleyException(
                ErrorCode.READ_ONLY, "INSERT would write", "Ask with SELECT.");
        case "deep" -> throw new StackOverflowError(SECRET);
        default ->
            throw new ParleyException(
                ErrorCode.SYNTAX_ERROR, "The statement begins badly", "Write SELECT.");
      };
    }

    @Override
    public List<CatalogTable> tables() {
      PublishedColumn fare =
          new PublishedColumn(
              "fare", ColumnType.decimal(10, 2), true, Set.of(Use.AGGREGATE, Use.FILTER));
      PublishedColumn zone =
          new PublishedColumn("zone", ColumnType.varchar(20), false, Set.of(Use.REVEAL));
      PublishedColumn id = new PublishedColumn("id", ColumnType.VARCHAR, false, Set.of());
      return List.of(
          new CatalogTable("PARLEY", "NODES", "", List.of(id)),
          new CatalogTable("FEDERATION", "trips", "of all nodes", List.of(zone, fare)));
    }

    @Override
    public void requireAdmitted() {
      if (closed) {
        throw new ParleyException(ErrorCode.NOT_GRANTED, "Taken away", "Ask for a password.");
      }
    }

    @Override
    public void close() {
      sessions.decrementAndGet();
    }
  }

  private static final ColumnType VARCHAR = ColumnType.VARCHAR;
  private static final List<ResultColumn> TYPES =
      List.of(
          column("BOOL", ColumnType.BOOLEAN),
          column("SMALL", ColumnType.SMALLINT),
          column("INT", ColumnType.INTEGER),
          column("BIG", ColumnType.BIGINT),
          new ResultColumn("DEC", ColumnType.decimal(38, 2), false, "FEDERATION", "trips"),
          column("DOUBLE", ColumnType.DOUBLE),
          column("TEXT", ColumnType.varchar(20)),
          column("DAY", ColumnType.DATE),
          column("TIME", ColumnType.TIMESTAMP),
          column("RAW", ColumnType.VARBINARY),
          column("CLOCK", ColumnType.TIME));

  private static ResultColumn column(String label, ColumnType type) {
    return ResultColumn.computed(label, type);
  }

  private final class Query implements PreparedQuery {
    private final String sql;
    private final List<ResultColumn> columns;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    Query(String sql, List<ResultColumn> columns) {
      this.sql = sql;
      this.columns = columns;
    }

    @Override
    public List<ResultColumn> columns() {
      return columns;
    }

    @Override
    public List<ColumnType> parameters() {
      return sql.equals("echo") ? TYPES.stream().map(ResultColumn::type).toList() : List.of();
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public QueryResult run(List<@Nullable Object> parameters, RunLimits limits) {
      running.incrementAndGet();
      try {
        return switch (sql) {
          case "fail" -> throw missing();
          case "bug" -> throw new IllegalStateException("met " + SECRET);
          case "wait" -> waitForCancel(limits);
          case "echo" -> echo(parameters);
          case "late" -> new QueryResult(lateFailure(), List.of(), List.of());
          default -> answer();
        };
      } finally {
        running.decrementAndGet();
      }
    }

    private QueryResult echo(List<@Nullable Object> parameters) {
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (Object value : parameters) {
        rows.add(new @Nullable Object[] {heard(value)});
      }
      return new QueryResult(rows.iterator(), List.of(), List.of());
    }

    private static String heard(@Nullable Object value) {
      if (value == null) {
        return "null";
      }
      String text = value instanceof Octets octets ? octets.hex() : value.toString();
      return value.getClass().getSimpleName() + " " + text;
    }

    private QueryResult answer() {
      List<@Nullable Object[]> rows =
          switch (sql) {
            case "types" -> List.<@Nullable Object[]>of(someOfEach());
            case "nulls" -> Collections.singletonList(new @Nullable Object[TYPES.size()]);
            case "warn" -> List.<@Nullable Object[]>of(new @Nullable Object[] {1L});
            default -> List.of();
          };
      if (sql.startsWith("rows ")) {
        int count = Integer.parseInt(sql.substring(5));
        var many =
            IntStream.range(0, count).mapToObj(i -> new @Nullable Object[] {(long) i, "row " + i});
        return new QueryResult(many.iterator(), List.of(), List.of());
      }
      boolean warn = sql.equals("warn");
      return new QueryResult(
          rows.iterator(),
          warn ? List.of("Node 'east' is missing", "2 groups were left out") : List.of(),
          warn ? List.of(new NodeId("north"), new NodeId("south")) : List.of());
    }

    private QueryResult waitForCancel(RunLimits limits) {
      try {
        if (!cancelled.await(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("nobody cancelled");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new ParleyException(
          ErrorCode.CANCELLED, "The query was cancelled", "Run it again if you need it.");
    }

    private Iterator<@Nullable Object[]> lateFailure() {
      return IntStream.range(0, 20_000)
          .mapToObj(
              i -> {
                if (i == 15_000) {
                  throw missing();
                }
                return new @Nullable Object[] {(long) i};
              })
          .iterator();
    }
  }

  private static ParleyException missing() {
    return new ParleyException(
        ErrorCode.NODE_MISSING,
        "Node 'north' did not answer in 30 s",
        "Check that it is running, or set minNodes.",
        new IllegalStateException("a row held " + SECRET));
  }

  private static @Nullable Object[] someOfEach() {
    return new @Nullable Object[] {
      true,
      (short) -7,
      42,
      9_007_199_254_740_993L,
      new BigDecimal("123456789012345678901234567890123456.50"),
      0.1,
      "grüße",
      LocalDate.of(2024, 2, 29),
      LocalDateTime.of(1969, 12, 31, 23, 59, 58, 125_456_000),
      Octets.ofHex("00ff5c78"),
      LocalTime.of(23, 59, 58, 125_456_000)
    };
  }
}
