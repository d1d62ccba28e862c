// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OpenConnectionTest {
  private static final int MOST = 3;

  private final SmallService service = new SmallService();
  private final UserPlaces ofUsers =
      UserPlaces.forStatements(new GatewayLimits.PerUser(1, MOST, 1));
  private Instant now = Instant.EPOCH;
  private final OpenConnection connection = open(login());

  private UserSession login() {
    return service.login(SmallService.USER, SmallService.PASSWORD, Map.of());
  }

  private OpenConnection open(UserSession session) {
    return new OpenConnection(session, new StatementPlaces("ana", 100, ofUsers), () -> now);
  }

  private static void refused(ErrorCode code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(ParleyException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private void assertPlaces(int free) {
    for (int i = 0; i < free; i++) {
      ofUsers.take("ana");
    }
    refused(ErrorCode.LIMIT_REACHED, () -> ofUsers.take("ana"));
    ofUsers.giveBack("ana", free);
  }

  @Test
  void aStatementThatIsClosedGivesBackItsPlaceOnce() {
    OpenStatement first = connection.newStatement();
    connection.newStatement();
    assertPlaces(1);

    connection.closeStatement(first.id());
    assertPlaces(2);
    connection.closeStatement(first.id());
    connection.closeStatement(4711);

    assertPlaces(2);
    refused(ErrorCode.STATEMENT_LOST, () -> connection.statement(first.id()));
    assertThat(connection.cancelStatement(first.id())).isFalse();
  }

  @Test
  void closingAStatementCancelsTheRequestThatIsAtIt() {
    OpenStatement statement = connection.newStatement();
    NotedQuery query =
        new NotedQuery(
            1,
            limits -> {
              connection.closeStatement(statement.id());
              connection.closeStatement(statement.id());
            });

    refused(ErrorCode.CANCELLED, () -> run(statement, query));

    assertThat(query.cancels).hasValue(1);
    assertPlaces(MOST);
  }

  private void run(OpenStatement statement, NotedQuery query) {
    statement.exclusively(
        connection.clock(),
        () -> {
          statement.prepare(query, 0);
          return statement.run(List.of(), GatewayLimits.defaults().queryTimeout());
        });
  }

  @Test
  void aCancelReachesTheStatementOfItsNumber() {
    OpenStatement statement = connection.newStatement();
    OpenStatement other = connection.newStatement();
    NotedQuery query =
        new NotedQuery(
            1,
            limits -> {
              assertThat(connection.cancelStatement(other.id())).isFalse();
              assertThat(limits.cancelled().getAsBoolean()).isFalse();
              assertThat(connection.cancelStatement(statement.id())).isTrue();
            });

    refused(ErrorCode.CANCELLED, () -> run(statement, query));

    assertThat(connection.statement(statement.id())).isSameAs(statement);
  }

  @Test
  void closingGivesBackThePlacesOfItsStatementsAndEndsTheSessionOnce() {
    connection.newStatement();
    connection.newStatement();

    connection.close();
    connection.close();

    assertThat(service.sessions).hasValue(0);
    assertPlaces(MOST);
    assertThat(connection.enter()).isFalse();
  }

  @Test
  void closingCancelsWhatRunsAndEndsTheSessionWithTheLastRequest() {
    OpenStatement statement = connection.newStatement();
    NotedQuery query = new NotedQuery(1, limits -> connection.close());
    assertThat(connection.enter()).isTrue();
    assertThat(connection.enter()).isTrue();

    refused(ErrorCode.CANCELLED, () -> run(statement, query));
    assertThat(query.cancels).hasValue(1);
    connection.leave();
    assertThat(service.sessions).hasValue(1);
    connection.leave();

    assertThat(service.sessions).hasValue(0);
    assertPlaces(MOST);
  }

  @Test
  void aSessionThatCannotEndKeepsNoPlaces() {
    AtomicInteger ended = new AtomicInteger();
    OpenConnection stubborn = open(new StubbornSession(ended));
    stubborn.newStatement();

    stubborn.close();

    assertThat(ended).hasValue(1);
    assertPlaces(MOST);
  }

  @Test
  void statementsThatWereNotUsedSinceAreClosedAndGiveBackTheirPlaces() {
    OpenStatement old = connection.newStatement();
    OpenStatement busy = connection.newStatement();
    now = now.plusSeconds(5);
    OpenStatement fresh = connection.newStatement();
    assertPlaces(0);

    busy.exclusively(
        connection.clock(),
        () -> {
          connection.closeIdleStatements(now);
          return busy;
        });

    refused(ErrorCode.STATEMENT_LOST, () -> connection.statement(old.id()));
    assertThat(connection.statement(busy.id())).isSameAs(busy);
    assertThat(connection.statement(fresh.id())).isSameAs(fresh);
    assertPlaces(1);
    connection.closeIdleStatements(now);
    assertPlaces(1);
    connection.closeIdleStatements(now.plusNanos(1));
    assertPlaces(MOST);
  }

  @Test
  void itIsIdleWhenNoRequestIsAtIt() {
    Instant soon = now.plusNanos(1);
    assertThat(connection.isIdle(now)).isFalse();
    assertThat(connection.isIdle(soon)).isTrue();

    assertThat(connection.enter()).isTrue();
    assertThat(connection.isIdle(soon)).isFalse();
    now = now.plusSeconds(5);
    connection.leave();

    assertThat(connection.isIdle(now)).isFalse();
    assertThat(connection.isIdle(now.plusNanos(1))).isTrue();
  }

  /** A session that does not end as it should. */
  private record StubbornSession(AtomicInteger ended) implements UserSession {

    @Override
    public PreparedQuery prepare(String sql) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<CatalogTable> tables() {
      return List.of();
    }

    @Override
    public void requireAdmitted() {}

    @Override
    public void close() {
      ended.incrementAndGet();
      throw new IllegalStateException("It does not end");
    }
  }
}
