// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Expressions over the table of {@link EdgeValues}. */
final class TranslationCases {
  /** Casts of DOUBLE to DECIMAL. */
  static final Pattern ABSENT_IN_MARIADB = Pattern.compile("CAST\\(\\(?\"f\".* AS DECIMAL");

  static final List<String> ALL = all();

  private TranslationCases() {}

  private static List<String> all() {
    List<String> cases = new ArrayList<>();
    arithmetic(cases);
    texts(cases);
    times(cases);
    casts(cases);
    choices(cases);
    octets(cases);
    return List.copyOf(cases);
  }

  private static void arithmetic(List<String> cases) {
    for (String operator : List.of("+", "-", "*", "/")) {
      for (String operands : List.of("si,si", "i,i", "b,b", "si,i", "i,b", "f,f", "r,f")) {
        String[] two = operands.split(",", -1);
        cases.add("(\"%s\" %s \"%s\")".formatted(two[0], operator, two[1]));
      }
      cases.add("(\"i\" %s 2)".formatted(operator));
      cases.add("(\"i\" %s 0)".formatted(operator));
      cases.add("(\"si\" %s CAST(-1 AS SMALLINT))".formatted(operator));
      cases.add("(\"b\" %s -1)".formatted(operator));
      cases.add("(\"f\" %s CAST(0 AS DOUBLE PRECISION))".formatted(operator));
      cases.add("(\"f\" %s CAST(1.5 AS DOUBLE PRECISION))".formatted(operator));
      if (!operator.equals("/")) {
        for (String operands : List.of("d,d", "d,i", "b,d", "si,p", "big,i", "d,p")) {
          String[] two = operands.split(",", -1);
          cases.add("(\"%s\" %s \"%s\")".formatted(two[0], operator, two[1]));
        }
        cases.add("((\"d\" %s 1.5) %1$s 0.25)".formatted(operator));
      }
    }
    for (String two :
        List.of("si,si", "i,i", "b,i", "d,i", "d,d", "big,i", "fine,p", "i,0", "d,1.5")) {
      String[] names = two.split(",", -1);
      String right = Character.isDigit(names[1].charAt(0)) ? names[1] : '"' + names[1] + '"';
      cases.add("MOD(\"%s\", %s)".formatted(names[0], right));
    }
    for (String column : List.of("si", "i", "b", "d", "big", "fine", "f", "p")) {
      cases.add("(-\"" + column + "\")");
      cases.add("ABS(\"" + column + "\")");
    }
    for (String column : List.of("d", "big", "fine", "f", "p")) {
      for (String function : List.of("SIGN", "FLOOR", "CEIL", "ROUND", "TRUNC")) {
        cases.add(function + "(\"" + column + "\")");
      }
    }
    for (String column : List.of("d", "fine", "p")) {
      for (int digits : List.of(0, 1, 4)) {
        cases.add("ROUND(\"" + column + "\", " + digits + ")");
        cases.add("TRUNC(\"" + column + "\", " + digits + ")");
      }
    }
    cases.add("SQRT(\"f\")");
    cases.add("SQRT(ABS(\"f\"))");
    cases.add("ROUND((\"f\" * CAST(0.5 AS DOUBLE PRECISION)))");
  }

  private static void texts(List<String> cases) {
    for (String column : List.of("v", "w", "CAST(c AS VARCHAR)")) {
      String x = column.length() == 1 ? '"' + column + '"' : column.replace("c ", "\"c\" ");
      for (String function : List.of("UPPER", "LOWER", "CHAR_LENGTH", "LTRIM", "RTRIM", "BTRIM")) {
        cases.add(function + "(" + x + ")");
      }
      cases.add("(" + x + " || 'ß ')");
      cases.add("(" + x + " || \"v\")");
      for (String place :
          List.of("1", "2", "0, 2", "-1, 3", "-5", "2, 1", "2, 0", "1, 2147483647", "30, 2")) {
        cases.add("SUBSTRING(" + x + ", " + place + ")");
      }
      for (String part : List.of("''", "'b'", "'😀'", "' '", "'a'", "'bc'")) {
        cases.add("STRPOS(" + x + ", " + part + ")");
        cases.add("REPLACE(" + x + ", " + part + ", 'xy')");
      }
      for (String pattern :
          List.of(
              "'a%'",
              "'_'",
              "'__'",
              "'%b%'",
              "'a\\%b\\_c%'",
              "''",
              "'%\\\\d'",
              "'!'",
              "'A%'",
              "'_b_'",
              "'%''%'")) {
        cases.add(
            "CASE WHEN ("
                + x
                + " LIKE "
                + pattern
                + ") THEN 1 WHEN (NOT ("
                + x
                + " LIKE "
                + pattern
                + ")) THEN 0 END");
      }
    }
    for (String operator : List.of("=", "<", ">=")) {
      for (String two :
          List.of(
              "UPPER(\"v\"),UPPER(\"w\")",
              "(\"v\" || 'a'),\"w\"",
              "\"v\",'a'",
              "LOWER(\"v\"),'abcabc'",
              "RTRIM(\"v\"),'zz'",
              "\"c\",'a'",
              "\"c\",\"v\"")) {
        String[] names = two.split(",", -1);
        cases.add("CASE WHEN (%s %s %s) THEN TRUE END".formatted(names[0], operator, names[1]));
      }
    }
    cases.add("CASE WHEN (BTRIM(\"v\") IN ('a', 'abcabc', '😀', 'zz')) THEN 1 ELSE 2 END");
  }

  private static void times(List<String> cases) {
    for (String field :
        List.of(
            "year", "quarter", "month", "week", "day", "doy", "dow", "isodow", "isoyear",
            "epoch")) {
      cases.add("DATE_PART('" + field + "', \"dt\")");
      cases.add("DATE_PART('" + field + "', \"ts\")");
    }
    for (String field : List.of("hour", "minute", "second", "epoch")) {
      cases.add("DATE_PART('" + field + "', \"ts\")");
      cases.add("DATE_PART('" + field + "', \"tm\")");
      cases.add("DATE_PART('" + field + "', CAST(\"ts\" AS TIME))");
    }
    clocks(cases);
    for (String unit :
        List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second")) {
      cases.add("DATE_TRUNC('" + unit + "', \"ts\")");
    }
    cases.add("(\"dt\" - DATE '2020-01-01')");
    cases.add("(DATE '2020-01-01' - \"dt\")");
    cases.add("(\"dt\" + 1)");
    cases.add("(\"dt\" - 1)");
    cases.add("(\"dt\" + \"si\")");
    cases.add("(\"dt\" - \"i\")");
    cases.add("(\"dt\" + \"i\")");
    for (String interval :
        List.of(
            "1, 0",
            "-1, 0",
            "0, 1",
            "0, -1",
            "12, 86400000000",
            "-11, 123456",
            "0, 5000000000000",
            "1200, -1")) {
      cases.add("PLUS_INTERVAL(\"ts\", " + interval + ")");
    }
    for (String other :
        List.of(
            "\"ts\"",
            "TIMESTAMP '2020-02-29 00:00:00.000000'",
            "DATE '2020-02-29'",
            "CAST(\"ts\" AS DATE)",
            "(\"dt\" + 0)")) {
      cases.add(
          "CASE WHEN (\"dt\" = " + other + ") THEN 1 WHEN (\"dt\" < " + other + ") THEN 0 END");
    }
  }

  private static void clocks(List<String> cases) {
    for (String operator : List.of("=", "<>", "<", ">=")) {
      for (String other :
          List.of(
              "TIME '12:00:00.000000'",
              "TIME '23:59:59.999999'",
              "CAST(\"ts\" AS TIME)",
              "COALESCE(\"tm\", TIME '00:00:00.000001')")) {
        cases.add("CASE WHEN (\"tm\" %s %s) THEN 1 ELSE 0 END".formatted(operator, other));
      }
    }
    cases.add("CASE WHEN (\"tm\" IN (TIME '00:00:00.000000', TIME '10:00:00.000000')) THEN 1 END");
    cases.add("CASE WHEN (CAST(\"ts\" AS TIME) IN (TIME '00:00:00.000000')) THEN 1 ELSE 0 END");
    cases.add("CAST(\"ts\" AS TIME)");
    cases.add("CAST(\"tm\" AS TIME)");
    cases.add("COALESCE(\"tm\", CAST(\"ts\" AS TIME))");
    cases.add("NULLIF(\"tm\", TIME '23:59:59.000000')");
    cases.add("CASE WHEN (\"i\" > 0) THEN \"tm\" ELSE TIME '01:02:03.000004' END");
    cases.add("CASE WHEN (\"i\" > 0) THEN NULL ELSE \"tm\" END");
  }

  private static void casts(List<String> cases) {
    for (String column : List.of("si", "i", "b", "d", "big", "fine", "f", "r", "p")) {
      for (String type :
          List.of(
              "SMALLINT",
              "INTEGER",
              "BIGINT",
              "DECIMAL(10, 2)",
              "DECIMAL(38, 10)",
              "DECIMAL(5, 0)",
              "DOUBLE PRECISION",
              "VARCHAR")) {
        if ((column.equals("f") || column.equals("r"))
            && (type.equals("VARCHAR") || (column.equals("r") && type.startsWith("DEC")))) {
          continue;
        }
        cases.add("CAST(\"" + column + "\" AS " + type + ")");
      }
    }
    cases.add("CAST((\"d\" * \"p\") AS VARCHAR)");
    cases.add("CAST(\"dt\" AS VARCHAR)");
    cases.add("CAST(\"dt\" AS TIMESTAMP)");
    cases.add("CAST(\"ts\" AS DATE)");
    cases.add("CAST(\"bo\" AS INTEGER)");
    cases.add("CAST(\"bo\" AS VARCHAR)");
    cases.add("CAST(\"i\" AS BOOLEAN)");
    cases.add("CAST(\"c\" AS VARCHAR)");
    cases.add("CAST(0.12345678901234567 AS DOUBLE PRECISION)");
    cases.add("CAST((\"f\" + CAST(0.12345678901234567 AS DOUBLE PRECISION)) AS DECIMAL(10, 2))");
  }

  private static void octets(List<String> cases) {
    for (String column : List.of("\"vb\"", "\"lb\"")) {
      cases.add("OCTET_LENGTH(" + column + ")");
      cases.add("COALESCE(" + column + ", X'00')");
      cases.add("COALESCE(NULLIF(" + column + ", X'0aff'), X'')");
      cases.add("CASE WHEN (\"i\" > 0) THEN " + column + " END");
      cases.add("OCTET_LENGTH(CASE WHEN (\"i\" > 0) THEN X'0a0b' ELSE " + column + " END)");
      for (String operator : List.of("=", "<>", "<", ">=")) {
        for (String other : List.of("X''", "X'00'", "X'0a'", "X'80'", "\"vb\"", "\"lb\"")) {
          cases.add("CASE WHEN (%s %s %s) THEN TRUE END".formatted(column, operator, other));
        }
      }
      cases.add("CASE WHEN (" + column + " IN (X'', X'0aff', X'ff')) THEN 1 ELSE 0 END");
      cases.add("CASE WHEN (" + column + " IS NULL) THEN 1 ELSE 0 END");
    }
  }

  private static void choices(List<String> cases) {
    cases.add("CASE WHEN (\"i\" <> 0) THEN (\"b\" / \"i\") END");
    cases.add("CASE WHEN (\"i\" > 0) THEN \"si\" WHEN \"bo\" THEN \"i\" ELSE \"b\" END");
    cases.add("CASE WHEN \"bo\" THEN \"d\" ELSE \"i\" END");
    cases.add("CASE WHEN \"bo\" THEN 'yes' WHEN (NOT \"bo\") THEN \"v\" END");
    cases.add("CASE WHEN (\"bo\" OR (\"i\" = 3)) THEN DATE '2020-01-01' ELSE \"dt\" END");
    cases.add("CASE WHEN (\"f\" > 1) THEN \"bo\" ELSE NULL END");
    for (String column : List.of("si", "b", "d", "f", "bo", "v", "dt", "ts")) {
      cases.add("CASE WHEN (\"i\" > 0) THEN NULL ELSE \"" + column + "\" END");
    }
    cases.add("(CASE WHEN \"bo\" THEN NULL ELSE \"v\" END || 'x')");
    cases.add("CASE WHEN (CASE WHEN \"bo\" THEN 'b' ELSE 'B' END > 'a') THEN 1 ELSE 0 END");
    cases.add("((\"d\" * (1 - \"p\")) * (1 + 0.19))");
    cases.add("(((\"f\" * \"r\") * \"r\") / CAST(7 AS DOUBLE PRECISION))");
    cases.add("UPPER(SUBSTRING((\"v\" || \"w\"), 2, 3))");
    cases.add("COALESCE(\"si\", 5)");
    cases.add("COALESCE(\"i\", \"d\")");
    cases.add("COALESCE(\"v\", 'none')");
    cases.add("COALESCE(\"ts\", TIMESTAMP '2020-01-01 00:00:00.000000')");
    cases.add("COALESCE(\"f\", CAST(0 AS DOUBLE PRECISION))");
    cases.add("COALESCE(\"bo\", FALSE)");
    cases.add("CASE WHEN ((\"i\" <= 2) AND (\"si\" IS NOT NULL)) THEN 1 END");
    cases.add("NULLIF(\"i\", 2)");
    cases.add("NULLIF(\"d\", -2.5)");
    cases.add("NULLIF(\"v\", 'a')");
    cases.add("NULLIF(\"f\", CAST(2.5 AS DOUBLE PRECISION))");
    cases.add("(\"i\" / NULLIF(\"si\", 0))");
    cases.add("CASE WHEN ((\"i\" + 1) IN (3, 4, 2.5)) THEN 1 ELSE 0 END");
    cases.add("CASE WHEN ((\"d\" * 2) > 2.199) THEN 1 WHEN ((\"d\" * 2) = 2.2) THEN 2 ELSE 0 END");
    cases.add("CASE WHEN ((\"i\" * CAST(1 AS BIGINT)) < 99999999999999999999) THEN 1 END");
    cases.add(
        "CASE WHEN ((\"d\" + 1) = \"f\") THEN 1 WHEN ((\"d\" + 1) < \"f\") THEN 2 ELSE 3 END");
    cases.add(
        "CASE WHEN ((\"i\" + 1) IS NULL) THEN 1 ELSE 0 END".replace("\"i\" + 1", "\"si\" - \"i\""));
  }
}
