// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.parley.gateway.jdbc.CatalogTable;
import dev.parley.gateway.jdbc.PreparedQuery;
import dev.parley.gateway.jdbc.RunLimits;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions over boards on which north is alive west has long been silent, and east always was. */
class QueryServicesTest {
  private static final RunLimits LIMITS =
      new RunLimits(OptionalLong.empty(), Duration.ofSeconds(20), () -> false);

  private SessionFixture fixture;
  private QueryServices services;
  private UserSession ada;

  @BeforeEach
  void open() throws PipeException {
    fixture = new SessionFixture();
    services = fixture.services();
    ada = fixture.login("ada");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void letsNobodyInWithAWrongPasswordNorSaysWhichPartIsWrong() {
    for (String user : List.of("ada", "eve")) {
      ParleyException e =
          catchThrowableOfType(ParleyException.class, () -> services.login(user, "b", Map.of()));

      assertThat(e.code()).isEqualTo(ErrorCode.WRONG_PASSWORD);
      assertThat(e.fact()).isEqualTo("User or password is wrong");
    }
  }

  @Test
  void describesTablesOfTheFederationAndItsOwn() {
    assertThat(ada.tables())
        .extracting(CatalogTable::schema, CatalogTable::name)
        .containsExactlyInAnyOrder(
            tuple("FEDERATION", "visits"),
            tuple("east", "visits"),
            tuple("north", "visits"),
            tuple("west", "visits"),
            tuple("PARLEY", "NODES"),
            tuple("PARLEY", "QUERIES"),
            tuple("PARLEY", "QUERY_NODES"),
            tuple("PARLEY", "SERIES"),
            tuple("INFORMATION_SCHEMA", "SCHEMATA"),
            tuple("INFORMATION_SCHEMA", "TABLES"),
            tuple("INFORMATION_SCHEMA", "COLUMNS"));
  }

  @Test
  void showsWhoIsAlive() {
    List<@Nullable Object[]> rows =
        rows("SELECT id, state, database, version FROM parley.nodes ORDER BY id");

    assertThat(rows)
        .containsExactly(
            new @Nullable Object[] {"east", "offline", "H2 2.5", null},
            new @Nullable Object[] {"north", "online", "H2 2.5", "1.0"},
            new @Nullable Object[] {"west", "offline", "H2 2.5", "1.0"});
  }

  @Test
  void namesANodeThatIsOfflineAndRemembersTheFailureForItsUserAlone() {
    PreparedQuery query = ada.prepare("SELECT SECURE COUNT(*) FROM visits");

    ParleyException e =
        catchThrowableOfType(ParleyException.class, () -> query.run(List.of(), LIMITS));

    assertThat(e.code()).isEqualTo(ErrorCode.NODE_MISSING);
    assertThat(e.fact())
        .matches(
            "Node 'east' is offline: never seen; node 'west' is offline: last seen 36\\d\\d s ago");
    String history = "SELECT state FROM parley.queries";
    assertThat(rows(history)).containsExactly(new Object[] {"failed"}, new Object[] {"running"});
    UserSession bob = fixture.login("bob");
    assertThat(SessionFixture.rows(bob, history)).containsExactly(new Object[] {"running"});
  }

  @Test
  void cancelsNothingWhenNothingRuns() {
    PreparedQuery query = ada.prepare("VALUES (1)");

    query.cancel();

    assertThat(query.run(List.of(), LIMITS).rows().next()).containsExactly(1);
  }

  @Test
  void asksNobodyWhenItWasCancelledBeforeItBegan() {
    PreparedQuery query = ada.prepare("SELECT SECURE COUNT(*) FROM visits");
    RunLimits limits = new RunLimits(OptionalLong.empty(), Duration.ofSeconds(20), () -> true);

    ParleyException e =
        catchThrowableOfType(ParleyException.class, () -> query.run(List.of(), limits));

    assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED);
  }

  private List<@Nullable Object[]> rows(String sql) {
    return SessionFixture.rows(ada, sql);
  }
}
