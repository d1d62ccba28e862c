// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.config.UserRegister;
import dev.parley.gateway.config.Users;
import dev.parley.gateway.jdbc.QueryService;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.gateway.members.Federation;
import dev.parley.gateway.query.SecureQueries;
import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Lets users in, and holds what their sessions share. */
public final class QueryServices implements QueryService {
  private final Federation federation;
  private final SecureQueries queries;
  private final UserRegister users;
  private final SessionDefaults defaults;
  private final SessionPlanner planner = new SessionPlanner();
  private final QueryHistory history = new QueryHistory();

  /**
   * Serves {@code users}.
   *
   * @param timeout of queries whose session says nothing of it
   */
  public QueryServices(
      Federation federation, SecureQueries queries, UserRegister users, Duration timeout) {
    this.federation = federation;
    this.queries = queries;
    this.users = users;
    this.defaults =
        new SessionDefaults(
            federation.manifest().federation().value(),
            timeout,
            federation.keys().newest().paillier().publicKey().modulus().bitLength());
    planner.warmUp();
  }

  @Override
  public UserSession login(String user, String password, Map<String, String> properties) {
    Users.Login login =
        users
            .now()
            .login(user, password)
            .orElseThrow(
                () ->
                    new ParleyException(
                        ErrorCode.WRONG_PASSWORD,
                        "User or password is wrong",
                        "Check user and password of the connection."));
    return new Session(this, user, login, SessionOptions.of(properties, defaults));
  }

  /** A changed password ends what was begun with the one before: that may be known to others. */
  void requireAdmitted(Users.Login login) {
    if (!users.now().accepts(login)) {
      throw new ParleyException(
          ErrorCode.NOT_GRANTED,
          "This user, or the password of this connection, was taken away",
          "Connect again with the current password, or ask who runs the gateway.");
    }
  }

  SessionDefaults defaults() {
    return defaults;
  }

  SessionPlanner planner() {
    return planner;
  }

  Federation federation() {
    return federation;
  }

  SecureQueries queries() {
    return queries;
  }

  QueryHistory history() {
    return history;
  }

  /** What can be asked now. */
  FederationCatalog catalog() {
    Set<NodeId> members = new TreeSet<>();
    federation.manifest().nodes().forEach(identity -> members.add(identity.node()));
    List<NodeCatalog> catalogs =
        federation.catalogs().stream().filter(each -> members.contains(each.node())).toList();
    return FederationCatalog.of(members, catalogs).explained(federation.keyFaults());
  }

  @Override
  public void close() {
    users.close();
    queries.close();
    federation.close();
  }
}
