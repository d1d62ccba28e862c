// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import dev.parley.gateway.jdbc.PreparedQuery;
import dev.parley.gateway.jdbc.QueryResult;
import dev.parley.gateway.jdbc.ResultColumn;
import dev.parley.gateway.jdbc.RunLimits;
import dev.parley.protocol.catalog.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that sets, resets or shows options of its session. */
final class SettingCommand implements PreparedQuery {
  private final Session session;
  private final SettingStatement.Verb verb;
  private final String value;
  private final List<SessionOption> options;

  /**
   * Takes a statement.
   *
   * @throws dev.parley.protocol.error.ParleyException UNKNOWN_OPTION
   */
  SettingCommand(Session session, SettingStatement statement) {
    this.session = session;
    this.verb = statement.verb();
    this.value = statement.value();
    boolean all =
        verb != SettingStatement.Verb.SET
            && statement.option().equalsIgnoreCase(SettingStatement.ALL);
    this.options =
        all ? List.of(SessionOption.values()) : List.of(SessionOption.named(statement.option()));
  }

  @Override
  public List<ResultColumn> columns() {
    if (verb != SettingStatement.Verb.SHOW) {
      return List.of();
    }
    return options.size() == 1
        ? List.of(text(options.get(0).key()))
        : List.of(text("name"), text("setting"));
  }

  private static ResultColumn text(String label) {
    return ResultColumn.computed(label, ColumnType.VARCHAR);
  }

  @Override
  public List<ColumnType> parameters() {
    return List.of();
  }

  @Override
  public QueryResult run(List<@Nullable Object> parameters, RunLimits limits) {
    List<Object[]> rows = new ArrayList<>();
    for (SessionOption option : options) {
      if (verb == SettingStatement.Verb.SHOW) {
        String setting = option.show(session.options());
        rows.add(
            options.size() == 1 ? new Object[] {setting} : new Object[] {option.key(), setting});
      } else {
        session.set(option, value);
      }
    }
    return new QueryResult(rows.iterator(), List.of(), List.of());
  }

  @Override
  public void cancel() {
    // over before anybody could
  }
}
