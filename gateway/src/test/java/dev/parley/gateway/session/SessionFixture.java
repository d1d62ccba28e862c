// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;

import dev.parley.crypto.password.PasswordHash;
import dev.parley.gateway.config.ActionSettings;
import dev.parley.gateway.config.UserRegister;
import dev.parley.gateway.config.Users;
import dev.parley.gateway.jdbc.RunLimits;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.gateway.members.Federation;
import dev.parley.gateway.party.Parties;
import dev.parley.gateway.query.QueryLimits;
import dev.parley.gateway.query.SecureQueries;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.NodeId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of ada and bob over boards on which north is alive, west has long been silent, and east
 * always was; all three have published. The cloud cannot be reached.
 */
final class SessionFixture implements AutoCloseable {
  static final RunLimits LIMITS =
      new RunLimits(OptionalLong.empty(), Duration.ofSeconds(20), () -> false);
  private static final Map<String, String> PASSWORDS = Map.of("ada", "a", "bob", "b");
  private static final Users USERS =
      Users.of(
          Map.of(
              "ada",
              List.of(PasswordHash.of("a", new SecureRandom())),
              "bob",
              List.of(PasswordHash.of("b", new SecureRandom()))));

  private final QueryServices services;

  SessionFixture() throws PipeException {
    InMemoryPipe pipe = new InMemoryPipe();
    Duration next = Duration.ofMinutes(5);
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, Instant.now(), next), NORTH);
    Parties.giveSign(pipe, Parties.heartbeat(WEST, Instant.now().minusSeconds(3600), next), WEST);
    for (NodeId node : List.of(EAST, NORTH, WEST)) {
      Parties.publish(pipe, node, Parties.message(Parties.catalog(node, 1)));
    }
    Federation federation = Federation.watch(Parties.self(), pipe);
    ActionSettings nobody = new ActionSettings(URI.create("http://127.0.0.1:1"), "guest", "s");
    services =
        new QueryServices(
            federation,
            new SecureQueries(federation, pipe, new QueryLimits(nobody, 100)),
            UserRegister.of(USERS),
            Duration.ofSeconds(20));
  }

  QueryServices services() {
    return services;
  }

  UserSession login(String user) {
    return services.login(user, PASSWORDS.getOrDefault(user, ""), Map.of());
  }

  static List<@Nullable Object[]> rows(UserSession session, String sql) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    session.prepare(sql).run(List.of(), LIMITS).rows().forEachRemaining(rows::add);
    return rows;
  }

  @Override
  public void close() {
    services.close();
  }
}
