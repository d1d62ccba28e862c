// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.regex.Pattern;

/** A connection that asks the reference database the same without the word SECURE. */
final class PlainSql {
  private static final Pattern SECURE = Pattern.compile("(?i)\\bSECURE\\s+(?=\\w+\\s*\\()");

  private PlainSql() {}

  /** Returns {@code sql} as PostgreSQL understands it. */
  static String of(String sql) {
    return SECURE.matcher(sql).replaceAll("");
  }

  static Connection over(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        result -> result instanceof Statement statement ? over(statement) : result);
  }

  private static Statement over(Statement statement) {
    return proxy(Statement.class, statement, result -> result);
  }

  private interface Wrapping {
    Object wrap(Object result);
  }

  private static <T> T proxy(Class<T> type, T target, Wrapping wrapping) {
    Object proxy =
        Proxy.newProxyInstance(
            PlainSql.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
                arguments[0] = of(sql);
              }
              try {
                Object result = method.invoke(target, arguments);
                return result == null ? null : wrapping.wrap(result);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
