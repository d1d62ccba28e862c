// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.config.ActionSettings;
import dev.parley.gateway.config.Users;
import dev.parley.gateway.jdbc.CatalogTable;
import dev.parley.gateway.jdbc.PreparedQuery;
import dev.parley.gateway.jdbc.QueryResult;
import dev.parley.gateway.jdbc.RunLimits;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.gateway.members.Federation;
import dev.parley.gateway.party.Parties;
import dev.parley.gateway.query.QueryLimits;
import dev.parley.gateway.query.SecureQueries;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  private QueryServices services;
  private UserSession ada;

  @BeforeEach
  void open() throws PipeException {
    InMemoryPipe pipe = new InMemoryPipe();
    Duration next = Duration.ofMinutes(5);
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, Instant.now(), next), NORTH);
    Parties.giveSign(pipe, Parties.heartbeat(WEST, Instant.now().minusSeconds(3600), next), WEST);
    Parties.publish(pipe, NORTH, Parties.message(Parties.catalog(NORTH, 1)));
    Parties.publish(pipe, EAST, Parties.message(Parties.catalog(EAST, 1)));
    Parties.publish(pipe, WEST, Parties.message(Parties.catalog(WEST, 1)));
    Federation federation =
        Federation.watch(Parties.manifest(), Parties.ANALYST, Parties.ANALYST_KEYS, pipe);
    ActionSettings nobody = new ActionSettings(URI.create("http://127.0.0.1:1"), "guest", "s");
    services =
        new QueryServices(
            federation,
            new SecureQueries(federation, pipe, new QueryLimits(nobody, 100)),
            new Users(Map.of("ada", "a", "bob", "b")),
            Duration.ofSeconds(20));
    ada = services.login("ada", "a", Map.of());
  }

  @AfterEach
  void close() {
    services.close();
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
            org.assertj.core.groups.Tuple.tuple("FEDERATION", "visits"),
            org.assertj.core.groups.Tuple.tuple("PARLEY", "NODES"),
            org.assertj.core.groups.Tuple.tuple("PARLEY", "QUERIES"));
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

    ParleyException e = catchThrowableOfType(ParleyException.class, () -> query.run(LIMITS));

    assertThat(e.code()).isEqualTo(ErrorCode.NODE_MISSING);
    assertThat(e.fact())
        .matches("Nodes 'east', 'west' are offline: never seen, last seen 36\\d\\d s ago");
    String history = "SELECT state FROM parley.queries";
    assertThat(rows(history)).containsExactly(new Object[] {"failed"}, new Object[] {"running"});
    UserSession bob = services.login("bob", "b", Map.of());
    assertThat(rows(bob, history)).containsExactly(new Object[] {"running"});
  }

  @Test
  void cancelsNothingWhenNothingRuns() {
    PreparedQuery query = ada.prepare("VALUES (1)");

    query.cancel();

    assertThat(query.run(LIMITS).rows().next()).containsExactly(1);
  }

  @Test
  void asksNobodyWhenItWasCancelledBeforeItBegan() {
    PreparedQuery query = ada.prepare("SELECT SECURE COUNT(*) FROM visits");
    RunLimits limits = new RunLimits(OptionalLong.empty(), Duration.ofSeconds(20), () -> true);

    ParleyException e = catchThrowableOfType(ParleyException.class, () -> query.run(limits));

    assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED);
  }

  private List<@Nullable Object[]> rows(String sql) {
    return rows(ada, sql);
  }

  private static List<@Nullable Object[]> rows(UserSession session, String sql) {
    QueryResult result = session.prepare(sql).run(LIMITS);
    List<@Nullable Object[]> rows = new ArrayList<>();
    result.rows().forEachRemaining(rows::add);
    return rows;
  }
}
