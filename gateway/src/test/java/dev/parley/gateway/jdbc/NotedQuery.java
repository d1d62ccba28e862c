// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.protocol.catalog.ColumnType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A query of one column of numbers from 0 on that notes how often it was cancelled. */
final class NotedQuery implements PreparedQuery {
  final AtomicInteger cancels = new AtomicInteger();
  final List<RunLimits> runs = new ArrayList<>();
  private final int rows;
  private final Consumer<RunLimits> run;

  NotedQuery(int rows, Consumer<RunLimits> run) {
    this.rows = rows;
    this.run = run;
  }

  static Iterator<@Nullable Object[]> numbers(int rows) {
    return IntStream.range(0, rows).mapToObj(i -> new @Nullable Object[] {(long) i}).iterator();
  }

  @Override
  public List<ResultColumn> columns() {
    return List.of(ResultColumn.computed("N", ColumnType.BIGINT));
  }

  @Override
  public List<ColumnType> parameters() {
    return List.of();
  }

  @Override
  public QueryResult run(List<@Nullable Object> parameters, RunLimits limits) {
    runs.add(limits);
    run.accept(limits);
    return new QueryResult(numbers(rows), List.of(), List.of());
  }

  @Override
  public void cancel() {
    cancels.incrementAndGet();
  }
}
