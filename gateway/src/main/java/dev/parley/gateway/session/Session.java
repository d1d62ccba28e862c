// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.config.Users;
import dev.parley.gateway.jdbc.CatalogTable;
import dev.parley.gateway.jdbc.PreparedQuery;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.planner.plan.SystemRows;
import java.util.List;
import java.util.Optional;

/** One user's session. */
final class Session implements UserSession {
  private final QueryServices services;
  private final String user;
  private final Users.Login login;
  private volatile SessionOptions options;

  Session(QueryServices services, String user, Users.Login login, SessionOptions options) {
    this.services = services;
    this.user = user;
    this.login = login;
    this.options = options;
  }

  @Override
  public PreparedQuery prepare(String sql) {
    Optional<SettingStatement> setting = SettingStatement.of(sql);
    return setting.isPresent()
        ? new SettingCommand(this, setting.get())
        : new PlannedQuery(this, sql);
  }

  @Override
  public List<CatalogTable> tables() {
    return VisibleTables.of(services.catalog());
  }

  @Override
  public void requireAdmitted() {
    services.requireAdmitted(login);
  }

  QueryServices services() {
    return services;
  }

  String user() {
    return user;
  }

  /** What is asked for now; SET changes it. */
  SessionOptions options() {
    return options;
  }

  /**
   * Sets an option, for all that is run afterwards.
   *
   * @param value empty for the default
   */
  synchronized void set(SessionOption option, String value) {
    options = option.set(options, value, services.defaults());
  }

  /** The rows of the tables of Parley's own, as this session's user sees them. */
  SystemRows systemRows() {
    return new SystemTables(this);
  }

  @Override
  public void close() {
    // nothing is held: queries end with their statements
  }
}
