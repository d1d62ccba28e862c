// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import dev.parley.sql.parser.generated.ParleySqlParserImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;

/** The words of the language, as JDBC's metadata lists them. */
public final class Vocabulary {
  /** Numeric functions of JDBC 4.3, appendix C.1, that <code>{fn …}</code> takes. */
  public static final List<String> NUMERIC_FUNCTIONS =
      List.of(
          "ABS",
          "CEILING",
          "EXP",
          "FLOOR",
          "LOG",
          "LOG10",
          "MOD",
          "POWER",
          "ROUND",
          "SIGN",
          "SQRT",
          "TRUNCATE");

  /** String functions of JDBC 4.3, appendix C.2, that <code>{fn …}</code> takes. */
  public static final List<String> STRING_FUNCTIONS =
      List.of(
          "CHAR_LENGTH",
          "CHARACTER_LENGTH",
          "CONCAT",
          "LCASE",
          "LEFT",
          "LENGTH",
          "LOCATE",
          "LTRIM",
          "POSITION",
          "REPLACE",
          "RIGHT",
          "RTRIM",
          "SUBSTRING",
          "UCASE");

  /** Functions of times of JDBC 4.3, appendix C.3, that <code>{fn …}</code> takes. */
  public static final List<String> TIME_FUNCTIONS =
      List.of(
          "CURDATE",
          "CURTIME",
          "CURRENT_DATE",
          "CURRENT_TIMESTAMP",
          "DAYOFMONTH",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "EXTRACT",
          "HOUR",
          "MINUTE",
          "MONTH",
          "NOW",
          "QUARTER",
          "SECOND",
          "TIMESTAMPADD",
          "WEEK",
          "YEAR");

  /** System functions of JDBC 4.3, appendix C.4, that <code>{fn …}</code> takes. */
  public static final List<String> SYSTEM_FUNCTIONS = List.of("IFNULL");

  private static final String STANDARD = "sql-2003-keywords.txt";

  private Vocabulary() {}

  /** Returns the keywords of our grammar that are not keywords of SQL:2003, in order. */
  public static Set<String> keywords() {
    SqlAbstractParserImpl.Metadata grammar =
        ParleySqlParserImpl.FACTORY.getParser(new StringReader("")).getMetadata();
    Set<String> words = new TreeSet<>();
    for (String token : grammar.getTokens()) {
      if (grammar.isKeyword(token)) {
        words.add(token);
      }
    }
    words.removeAll(standard());
    return words;
  }

  private static Set<String> standard() {
    try (InputStream in = Vocabulary.class.getResourceAsStream(STANDARD)) {
      if (in == null) {
        throw new IllegalStateException(STANDARD + " is missing");
      }
      return Set.of(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
