// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import net.hydromatic.quidem.AbstractCommand;
import net.hydromatic.quidem.Command;
import net.hydromatic.quidem.CommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * Commands of golden files beside Quidem's own.
 *
 * <ul>
 *   <li>{@code !same}: the answer is shown, and PostgreSQL gives the same on all rows, with the
 *       same types;
 *   <li>{@code !same as SQL}: the same, where PostgreSQL spells the question another way;
 *   <li>{@code !shown}: the answer is shown, then its warnings.
 * </ul>
 */
final class GoldenCommands implements CommandHandler {
  private static final String SAME = "same";
  private static final String SAME_AS = "same as ";
  private static final String SHOWN = "shown";

  @Override
  public @Nullable Command parseCommand(List<String> lines, List<String> content, String line) {
    if (line.equals(SHOWN)) {
      return new Asking(lines, (context, sql) -> shown(context, sql));
    }
    if (line.equals(SAME)) {
      return new Asking(lines, (context, sql) -> same(context, sql, sql));
    }
    return line.startsWith(SAME_AS)
        ? new Asking(lines, (context, sql) -> same(context, sql, line.substring(SAME_AS.length())))
        : null;
  }

  private interface Question {
    List<String> ask(Command.Context context, String sql) throws SQLException;
  }

  private static List<String> shown(Command.Context context, String sql) throws SQLException {
    GoldenAnswer answer = GoldenAnswer.of(context.connection(), sql);
    List<String> lines = new ArrayList<>(answer.lines());
    lines.addAll(answer.warnings());
    return lines;
  }

  private static List<String> same(Command.Context context, String sql, String plain)
      throws SQLException {
    GoldenAnswer answer = GoldenAnswer.of(context.connection(), sql);
    List<String> lines = new ArrayList<>(answer.lines());
    try {
      GoldenAnswer truth = GoldenAnswer.of(context.refConnection(), plain);
      if (!truth.lines().equals(answer.lines())) {
        lines.add("BUT PostgreSQL gives:");
        lines.addAll(truth.lines());
      }
      if (!truth.types().equals(answer.types())) {
        lines.add("BUT the types are " + answer.types() + ", PostgreSQL's " + truth.types());
      }
    } catch (SQLException e) {
      lines.add("BUT PostgreSQL says: " + e.getMessage());
    }
    return lines;
  }

  private static final class Asking extends AbstractCommand {
    private final List<String> lines;
    private final Question question;

    Asking(List<String> lines, Question question) {
      this.lines = List.copyOf(lines);
      this.question = question;
    }

    @Override
    public void execute(Command.Context context, boolean execute) {
      List<String> answer;
      try {
        answer = question.ask(context, context.previousSqlCommand().sql);
      } catch (SQLException e) {
        answer = List.of(e.toString());
      }
      answer.forEach(context.writer()::println);
      context.echo(lines);
    }
  }
}
