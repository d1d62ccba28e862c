// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.cli.output.ErrorLine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Connections as golden files want them. */
final class GoldenConnections {
  private static final Pattern SECURE = Pattern.compile("(?i)\\bSECURE\\s+(?=\\w+\\s*\\()");

  private GoldenConnections() {}

  /** Returns {@code sql} as PostgreSQL understands it. */
  static String of(String sql) {
    return SECURE.matcher(sql).replaceAll("");
  }

  /** A connection that leaves out the word SECURE. */
  static Connection over(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        result -> result instanceof Statement s ? proxy(Statement.class, s, r -> r, true) : result,
        true);
  }

  /** A connection whose errors are the one line that a person reads. */
  static Connection withErrorLines(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        result -> result instanceof Statement s ? proxy(Statement.class, s, r -> r, false) : result,
        false);
  }

  private interface Wrapping {
    Object wrap(Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Wrapping wrapping, boolean isPlain) {
    Object proxy =
        Proxy.newProxyInstance(
            GoldenConnections.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (isPlain
                  && arguments != null
                  && arguments.length > 0
                  && arguments[0] instanceof String sql) {
                arguments[0] = of(sql);
              }
              try {
                Object result = method.invoke(target, arguments);
                return result == null ? null : wrapping.wrap(result);
              } catch (InvocationTargetException e) {
                Throwable cause = e.getCause();
                throw cause instanceof SQLException failure && !isPlain
                    ? new SQLException(ErrorLine.of(failure), failure.getSQLState())
                    : cause;
              }
            });
    return type.cast(proxy);
  }
}
