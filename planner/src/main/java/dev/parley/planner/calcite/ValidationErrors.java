// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.calcite;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Calcite's validation errors in our words: a code, one line, and a hint with existing names. */
final class ValidationErrors {
  private static final int MAX_LINE = 200;

  /** A message of Calcite's, and what it means; group 1 of the pattern is told as the subject. */
  private record Meaning(Pattern message, ErrorCode code, String fact, String hint) {

    static Meaning of(String message, ErrorCode code, String fact, String hint) {
      return new Meaning(Pattern.compile(message, Pattern.DOTALL), code, fact, hint);
    }
  }

  private static final Pattern UNKNOWN_TABLE =
      Pattern.compile("Object '(.*?)' not found(?: within '(.*?)')?.*", Pattern.DOTALL);

  /** What stands before the point of a column. */
  private static final Pattern UNKNOWN_QUALIFIER =
      Pattern.compile("Table '(.*?)' not found.*", Pattern.DOTALL);

  private static final Pattern UNKNOWN_COLUMN =
      Pattern.compile("(?:Column|Unknown identifier) '(.*?)'(?: not found.*)?", Pattern.DOTALL);

  private static final List<Meaning> MEANINGS =
      List.of(
          Meaning.of(
              "(?:Column|Table) '(.*?)' is ambiguous.*|Column name '(.*?)' is ambiguous.*",
              ErrorCode.AMBIGUOUS_COLUMN,
              "Column '%s' could mean more than one",
              "Write the name of its table before it."),
          Meaning.of(
              "Expression '(.*?)' is not being grouped.*",
              ErrorCode.GROUPING_ERROR,
              "%s is neither in GROUP BY nor under an aggregate",
              "Add it to GROUP BY, or put it under COUNT, SUM or AVG."),
          Meaning.of(
              "Aggregate expression is illegal in (.*?) clause.*",
              ErrorCode.GROUPING_ERROR,
              "An aggregate cannot stand in %s",
              "Write conditions on aggregates in HAVING."),
          Meaning.of(
              "(Aggregate expressions) cannot be nested.*",
              ErrorCode.GROUPING_ERROR,
              "%s cannot be nested",
              "Take the inner aggregate in a subquery."),
          Meaning.of(
              "(?:No match found for function signature|Function) '?(.*?)(?:' not found.*)?",
              ErrorCode.UNKNOWN_FUNCTION,
              "There is no function %s",
              "See the manual for the functions that there are."),
          Meaning.of(
              "Illegal use of (dynamic parameter).*",
              ErrorCode.UNDETERMINED_TYPE,
              "The type of a parameter cannot be told",
              "Write CAST(? AS type)."),
          Meaning.of(
              "Invalid number of arguments to function '(.*?)'.*",
              ErrorCode.UNKNOWN_FUNCTION,
              "There is no function %s with so many arguments",
              "Give it one argument less or more."),
          Meaning.of(
              "Cannot apply (.*?)\\. .*",
              ErrorCode.TYPE_MISMATCH,
              "Cannot apply %s",
              "Compare and calculate with values of the same kind."),
          Meaning.of(
              "Type mismatch in (column \\d+ of .*)",
              ErrorCode.TYPE_MISMATCH,
              "The types do not match in %s",
              "Cast one of them to the type of the other."),
          Meaning.of(
              "Values passed to (.*) operator must have compatible types",
              ErrorCode.TYPE_MISMATCH,
              "The types on both sides of %s do not match",
              "Cast one of them to the type of the other."),
          Meaning.of(
              "Column count mismatch in (.*)",
              ErrorCode.SYNTAX_ERROR,
              "Both sides of %s must have as many columns",
              "Select as many columns on either side."),
          Meaning.of(
              "(WHERE|HAVING) clause must be a condition.*",
              ErrorCode.TYPE_MISMATCH,
              "What stands in %s is no condition",
              "Write a comparison, or a column of truth values."),
          Meaning.of(
              "(Ordinal) out of range.*|(ORDER BY position).*",
              ErrorCode.UNKNOWN_COLUMN,
              "%s is not a position of the select list",
              "Count the items of the select list from 1."),
          Meaning.of(
              "Numeric literal '(.*?)' out of range.*",
              ErrorCode.OUT_OF_RANGE,
              "The number %s is out of range",
              "Write it with fewer digits."),
          Meaning.of(
              "(Binary literal) string must contain .*",
              ErrorCode.SYNTAX_ERROR,
              "%s without two hexadecimal digits for each byte",
              "Write bytes as X'0aff'."),
          Meaning.of(
              "Illegal (DATE|TIME|TIMESTAMP) literal.*",
              ErrorCode.INVALID_TEXT,
              "A text in the statement is not a %s",
              "Write a date as 'YYYY-MM-DD', a timestamp as 'YYYY-MM-DD hh:mm:ss'."));

  private final FederationCatalog catalog;
  private final NamesAround names;

  ValidationErrors(SqlNode query, FederationCatalog catalog) {
    this.catalog = catalog;
    this.names = new NamesAround(query, catalog);
  }

  ParleyException of(CalciteContextException error) {
    String message = innermost(error);
    Matcher table = UNKNOWN_TABLE.matcher(message);
    if (table.matches()) {
      return unknownTable(table.group(1), table.group(2));
    }
    Matcher qualifier = UNKNOWN_QUALIFIER.matcher(message);
    if (qualifier.matches()) {
      return unknownQualifier(qualifier.group(1));
    }
    for (Meaning meaning : MEANINGS) {
      Matcher matcher = meaning.message().matcher(message);
      if (matcher.matches()) {
        String subject = Optional.ofNullable(matcher.group(1)).orElse("A name");
        return new ParleyException(
            meaning.code(), line(meaning.fact().formatted(subject)), meaning.hint(), error);
      }
    }
    Matcher column = UNKNOWN_COLUMN.matcher(message);
    return column.matches() ? unknownColumn(column.group(1)) : unsupported(error);
  }

  static ParleyException undetermined() {
    return new ParleyException(
        ErrorCode.UNDETERMINED_TYPE,
        "The type of a parameter cannot be told",
        "Write CAST(? AS type).");
  }

  static ParleyException unsupported(RuntimeException error) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        line("Not supported: " + innermost(error)),
        "Ask for what docs/sql.md lists.",
        error);
  }

  private ParleyException unknownTable(String name, @Nullable String schema) {
    List<NodeId> missing = catalog.missing();
    String fact = "There is no table '%s'".formatted(name);
    if (!missing.isEmpty()) {
      fact += ", and these nodes have not published theirs: " + missing;
    }
    List<String> tables =
        names.tables(Objects.requireNonNullElse(schema, FederationCatalog.DEFAULT_SCHEMA));
    return new ParleyException(ErrorCode.UNKNOWN_TABLE, line(fact), hint(name, "table", tables));
  }

  private static ParleyException unknownQualifier(String name) {
    return new ParleyException(
        ErrorCode.UNKNOWN_TABLE,
        line("No table is called '%s' in this FROM".formatted(name)),
        "Write the alias that the table has there, or its name if it has none.");
  }

  private ParleyException unknownColumn(String name) {
    if (names.areAllTakenOf(name)) {
      return unknownQualifier(name);
    }
    return new ParleyException(
        ErrorCode.UNKNOWN_COLUMN,
        line("There is no column '%s' here".formatted(name)),
        hint(name, "column", names.columns()));
  }

  private static String hint(String name, String what, List<String> names) {
    return NearestName.of(name, names)
        .map(nearest -> "Did you mean '%s'?".formatted(nearest))
        .orElse("Ask JDBC's DatabaseMetaData which %ss there are.".formatted(what));
  }

  private static String innermost(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static String line(String text) {
    // Aggregates are named as they were written, and not as we rewrote them.
    String line =
        text.replaceAll("\\s+", " ").replaceAll("\\b(?:SECURE|TACIT)_([A-Z_]+)\\b", "$1").trim();
    return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
  }
}
