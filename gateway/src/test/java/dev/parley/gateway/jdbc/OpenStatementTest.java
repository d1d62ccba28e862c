// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.calcite.avatica.Meta.Frame;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OpenStatementTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Instant LATER = Instant.EPOCH.plusSeconds(7);

  private final OpenStatement statement =
      new OpenStatement(3, Instant.EPOCH, WireTimes.MICROSECONDS);

  private void request(Runnable action) {
    statement.exclusively(
        () -> LATER,
        () -> {
          action.run();
          return statement;
        });
  }

  private void prepare(NotedQuery query) {
    request(() -> statement.prepare(query, 0));
  }

  private void run() {
    request(() -> statement.run(List.of(), LONG));
  }

  private Frame fetch(long offset, int rows) {
    return statement.exclusively(() -> LATER, () -> statement.fetch(offset, rows));
  }

  private static void refused(ErrorCode code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(ParleyException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static NotedQuery query(int rows) {
    return new NotedQuery(rows, limits -> {});
  }

  @Test
  void aCancelOfNothingDoesNothing() {
    NotedQuery query = query(1);
    prepare(query);

    assertThat(statement.cancelIfBusy()).isFalse();
    assertThat(statement.cancelIfBusy()).isFalse();

    run();
    assertThat(query.cancels).hasValue(0);
    assertThat(fetch(0, 10).rows).hasSize(1);
  }

  @Test
  void cancelsHitTheRequestThatIsAtItAndNoOther() {
    NotedQuery query =
        new NotedQuery(
            1,
            limits -> {
              if (statement.prepared() instanceof NotedQuery asked && asked.runs.size() == 1) {
                assertThat(limits.cancelled().getAsBoolean()).isFalse();
                assertThat(statement.cancelIfBusy()).isTrue();
                assertThat(statement.cancelIfBusy()).isTrue();
                assertThat(limits.cancelled().getAsBoolean()).isTrue();
              }
            });
    prepare(query);

    refused(ErrorCode.CANCELLED, this::run);
    assertThat(query.cancels).hasValue(2);
    refused(ErrorCode.STATEMENT_LOST, () -> fetch(0, 10));

    run();
    assertThat(query.runs.get(1).cancelled().getAsBoolean()).isFalse();
    assertThat(fetch(0, 10).rows).hasSize(1);
    assertThat(query.cancels).hasValue(2);
  }

  @Test
  void aCancelBeforeTheQueryIsKnownHitsItsRequest() {
    refused(
        ErrorCode.CANCELLED,
        () ->
            request(
                () -> {
                  assertThat(statement.cancelIfBusy()).isTrue();
                  statement.prepare(query(1), 0);
                }));
  }

  @Test
  void aCancelHitsAFetch() {
    prepare(query(3));
    run();

    refused(
        ErrorCode.CANCELLED,
        () ->
            request(
                () -> {
                  assertThat(statement.cancelIfBusy()).isTrue();
                  statement.fetch(0, 1);
                }));
  }

  @Test
  void aSecondRequestWaitsForNobody() {
    prepare(query(1));

    request(
        () -> {
          assertThat(statement.isBusy()).isTrue();
          refused(ErrorCode.TOO_MANY, this::run);
          assertThat(statement.isBusy()).isTrue();
        });

    assertThat(statement.isBusy()).isFalse();
    run();
  }

  @Test
  void aRequestThatFailsIsOverTooAndCountsAsUse() {
    assertThat(statement.lastUse()).isEqualTo(Instant.EPOCH);

    refused(ErrorCode.STATEMENT_LOST, this::run);

    assertThat(statement.isBusy()).isFalse();
    assertThat(statement.lastUse()).isEqualTo(LATER);
  }

  @Test
  void rowsAreThoseOfTheLastRunOnly() {
    NotedQuery query =
        new NotedQuery(
            3,
            limits -> {
              if (limits.timeout().isZero()) {
                throw new ParleyException(ErrorCode.TIMED_OUT, "Too long", "Wait.");
              }
            });
    refused(ErrorCode.STATEMENT_LOST, () -> fetch(0, 2));
    prepare(query);
    refused(ErrorCode.STATEMENT_LOST, () -> fetch(0, 2));
    run();
    assertThat(fetch(0, 2).rows).hasSize(2);

    refused(ErrorCode.TIMED_OUT, () -> request(() -> statement.run(List.of(), Duration.ZERO)));
    refused(ErrorCode.STATEMENT_LOST, () -> fetch(2, 2));

    run();
    assertThat(fetch(0, 2).rows).hasSize(2);
    prepare(query);
    refused(ErrorCode.STATEMENT_LOST, () -> fetch(2, 2));
  }

  @Test
  void aLimitOfRowsIsToldAndKept() {
    NotedQuery query = query(5);
    request(() -> statement.prepare(query, 2));
    run();

    Frame frame = fetch(0, 10);

    assertThat(query.runs.get(0).maxRows()).hasValue(2);
    assertThat(frame.rows).hasSize(2);
    assertThat(frame.done).isTrue();
  }

  @Test
  void noLimitOfRowsIsNone() {
    NotedQuery query = query(5);
    request(() -> statement.prepare(query, -1));
    run();

    assertThat(query.runs.get(0).maxRows()).isEmpty();
    assertThat(fetch(0, 10).rows).hasSize(5);
  }
}
