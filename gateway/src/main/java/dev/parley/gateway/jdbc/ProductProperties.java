// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import dev.parley.sql.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.Meta.DatabaseProperty;

/** What a gateway says of itself and of its language to any client. */
final class ProductProperties {
  /** The same for every connection; unmodifiable. */
  static final Map<DatabaseProperty, Object> ALL = all();

  private static final String NAME = "Parley";

  private ProductProperties() {}

  private static Map<DatabaseProperty, Object> all() {
    Map<DatabaseProperty, Object> all = new EnumMap<>(DatabaseProperty.class);
    all.put(DatabaseProperty.GET_S_Q_L_KEYWORDS, String.join(",", Vocabulary.keywords()));
    all.put(DatabaseProperty.GET_NUMERIC_FUNCTIONS, list(Vocabulary.NUMERIC_FUNCTIONS));
    all.put(DatabaseProperty.GET_STRING_FUNCTIONS, list(Vocabulary.STRING_FUNCTIONS));
    all.put(DatabaseProperty.GET_TIME_DATE_FUNCTIONS, list(Vocabulary.TIME_FUNCTIONS));
    all.put(DatabaseProperty.GET_SYSTEM_FUNCTIONS, list(Vocabulary.SYSTEM_FUNCTIONS));
    all.put(DatabaseProperty.GET_DEFAULT_TRANSACTION_ISOLATION, Connection.TRANSACTION_NONE);
    all.put(DatabaseProperty.GET_DATABASE_PRODUCT_NAME, NAME);
    version(all);
    return Collections.unmodifiableMap(all);
  }

  private static String list(List<String> names) {
    return String.join(",", names);
  }

  private static void version(Map<DatabaseProperty, Object> all) {
    String version = release();
    Matcher numbers = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4}).*").matcher(version);
    boolean numbered = numbers.matches();
    all.put(DatabaseProperty.GET_DATABASE_PRODUCT_VERSION, version);
    all.put(
        DatabaseProperty.GET_DATABASE_MAJOR_VERSION,
        numbered ? Integer.valueOf(numbers.group(1)) : 0);
    all.put(
        DatabaseProperty.GET_DATABASE_MINOR_VERSION,
        numbered ? Integer.valueOf(numbers.group(2)) : 0);
  }

  private static String release() {
    try (InputStream in = ProductProperties.class.getResourceAsStream("gateway.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
