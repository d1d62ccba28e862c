// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.sql.DateField;
import dev.parley.protocol.sql.Operator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of translations: every operator, cast and field, in every database. */
final class Translations {
  private static final Map<Entry, Translation> OPERATORS = new HashMap<>();
  private static final Map<Conversion, Translation> CASTS = new HashMap<>();

  static {
    NumberTranslations.addTo(OPERATORS);
    TextTranslations.addTo(OPERATORS);
    TimeTranslations.addTo(OPERATORS);
    OPERATORS.put(
        new Entry(Operator.OCTET_LENGTH, Kind.VARBINARY),
        Translation.everywhere("CAST(OCTET_LENGTH($1) AS INTEGER)")
            .but(Dialect.MARIADB, "OCTET_LENGTH($1)"));
    CastTranslations.addTo(CASTS);
  }

  private Translations() {}

  /**
   * An operator over operands of one kind.
   *
   * @param kind of the result for arithmetic, of the first value otherwise
   * @param field which field of a date, or to which unit it is cut
   */
  record Entry(Operator operator, Kind kind, Optional<DateField> field) {
    /** A date less a date. */
    static final Entry DAYS_BETWEEN =
        new Entry(Operator.SUBTRACT, Kind.DATE, Optional.of(DateField.DAY));

    Entry(Operator operator, Kind kind) {
      this(operator, kind, Optional.empty());
    }
  }

  /** A cast. */
  record Conversion(Kind from, Kind to) {}

  /**
   * Returns how {@code dialect} says it.
   *
   * @throws ParleyException NOT_SUPPORTED if it cannot
   */
  static Template of(Entry entry, Dialect dialect) {
    return template(OPERATORS.get(entry), dialect, entry.operator().word() + " of " + entry.kind());
  }

  /**
   * Returns how {@code dialect} casts.
   *
   * @throws ParleyException NOT_SUPPORTED if it cannot
   */
  static Template of(Conversion cast, Dialect dialect) {
    return template(CASTS.get(cast), dialect, "CAST of " + cast.from() + " to " + cast.to());
  }

  /** Returns every operator that has an entry. */
  static Set<Operator> operators() {
    return OPERATORS.keySet().stream().map(Entry::operator).collect(Collectors.toSet());
  }

  /** Returns every cast that has an entry. */
  static Set<Conversion> casts() {
    return Set.copyOf(CASTS.keySet());
  }

  private static Template template(
      @Nullable Translation translation, Dialect dialect, String what) {
    return Optional.ofNullable(translation)
        .flatMap(known -> known.in(dialect))
        .orElseThrow(() -> unsupported(what, dialect));
  }

  static ParleyException unsupported(String what, Dialect dialect) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "%s is not supported in owners' databases of the kind %s".formatted(what, dialect),
        "Leave it out, or compute it over the answer.");
  }
}
