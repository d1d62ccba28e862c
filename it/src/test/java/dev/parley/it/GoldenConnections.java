// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import dev.parley.cli.output.ErrorLine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Connections as golden files want them. */
public final class GoldenConnections {
  private static final Pattern SECURE = Pattern.compile("(?i)\\bSECURE\\s+(?=\\w+\\s*\\()");

  private GoldenConnections() {}

  /** Returns {@code sql} as PostgreSQL understands it. */
  public static String of(String sql) {
    return SECURE.matcher(sql).replaceAll("");
  }

  /** A connection that leaves out the word SECURE. */
  static Connection over(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = on(connection, method, arguments);
          return result instanceof Statement statement ? plain(statement) : result;
        });
  }

  private static Statement plain(Statement statement) {
    return proxy(
        Statement.class,
        (method, arguments) -> {
          if (arguments.length > 0 && arguments[0] instanceof String sql) {
            arguments[0] = of(sql);
          }
          return on(statement, method, arguments);
        });
  }

  /** A connection whose errors are the one line that a person reads. */
  static Connection withErrorLines(Connection connection) {
    return withErrorLines(Connection.class, connection);
  }

  private static <T> T withErrorLines(Class<T> type, T target) {
    return proxy(
        type,
        (method, arguments) -> {
          try {
            Object result = on(target, method, arguments);
            if (result instanceof ResultSet rows) {
              return withErrorLines(ResultSet.class, rows);
            }
            return method.getReturnType() == Statement.class && result instanceof Statement s
                ? withErrorLines(Statement.class, s)
                : result;
          } catch (SQLException e) {
            throw new SQLException(GoldenText.stable(ErrorLine.of(e)), e.getSQLState());
          }
        });
  }

  /** A connection that prepares every statement before it runs. */
  static Connection preparing(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = on(connection, method, arguments);
          return result instanceof Statement s && method.getName().equals("createStatement")
              ? preparing(connection, s)
              : result;
        });
  }

  private static Statement preparing(Connection connection, Statement statement) {
    return proxy(
        Statement.class,
        (method, arguments) ->
            method.getName().equals("executeQuery") && arguments[0] instanceof String sql
                ? connection.prepareStatement(sql).executeQuery()
                : on(statement, method, arguments));
  }

  /** A connection that is opened by the first statement, and so fails there if it fails. */
  static Connection late(Rows.Database database) {
    return proxy(
        Connection.class,
        (method, arguments) ->
            method.getName().equals("close") ? null : on(database.connect(), method, arguments));
  }

  /** A connection that does one thing more when it is closed. */
  static Connection closing(Connection connection, AutoCloseable more) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = on(connection, method, arguments);
          if (method.getName().equals("close")) {
            more.close();
          }
          return result;
        });
  }

  private interface Handler {
    @Nullable Object call(Method method, @Nullable Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    Object proxy =
        Proxy.newProxyInstance(
            GoldenConnections.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                handler.call(method, arguments == null ? new Object[0] : arguments));
    return type.cast(proxy);
  }

  private static @Nullable Object on(Object target, Method method, @Nullable Object[] arguments)
      throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
