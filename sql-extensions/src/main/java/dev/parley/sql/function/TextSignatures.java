// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql.function;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signatures of functions of texts; CHAR is read without its padding. */
final class TextSignatures {

  private TextSignatures() {}

  /** Texts, then whole numbers. */
  static Signature of(int texts, ColumnType result) {
    return arguments -> {
      requireNoOctets(arguments);
      List<ColumnType> operands = new ArrayList<>();
      for (Argument argument : arguments) {
        boolean text = operands.size() < texts;
        if (text ? !argument.mayBeText() : !argument.mayBeInteger()) {
          return Optional.empty();
        }
        operands.add(text ? ColumnType.VARCHAR : ColumnType.INTEGER);
      }
      return Optional.of(new Resolution(unbounded(operands, arguments), result));
    };
  }

  /** The number of characters, or of bytes. */
  static Optional<Resolution> length(List<Argument> arguments) {
    return isOctets(arguments.get(0))
        ? octetLength(arguments)
        : of(1, ColumnType.INTEGER).resolve(arguments);
  }

  /** The number of bytes; of a text, PostgreSQL has it as well. */
  static Optional<Resolution> octetLength(List<Argument> arguments) {
    if (arguments.get(0).mayBeText()) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED, "OCTET_LENGTH of a text is not supported", "Use CHAR_LENGTH.");
    }
    return isOctets(arguments.get(0))
        ? Optional.of(Resolution.allOf(ColumnType.VARBINARY, 1, ColumnType.INTEGER))
        : Optional.empty();
  }

  private static boolean isOctets(Argument argument) {
    return argument.type().filter(type -> type.kind() == Kind.VARBINARY).isPresent();
  }

  /** PostgreSQL has some of these functions of byte strings, too, with other meanings. */
  private static void requireNoOctets(List<Argument> arguments) {
    if (arguments.stream().anyMatch(TextSignatures::isOctets)) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "A function of texts is not supported of VARBINARY",
          "Compare byte strings, or take their LENGTH.");
    }
  }

  /** A VARCHAR(n) is taken as it is. */
  private static List<ColumnType> unbounded(List<ColumnType> operands, List<Argument> arguments) {
    List<ColumnType> kept = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      ColumnType wanted = operands.get(i);
      kept.add(arguments.get(i).type().filter(t -> t.kind() == wanted.kind()).orElse(wanted));
    }
    return kept;
  }

  /** {@code a || b}: at least one of them is a text, the other becomes one. */
  static Optional<Resolution> concatenation(List<Argument> arguments) {
    requireNoOctets(arguments);
    if (arguments.stream().noneMatch(Argument::mayBeText)) {
      return Optional.empty();
    }
    return Optional.of(
        new Resolution(
            unbounded(List.of(ColumnType.VARCHAR, ColumnType.VARCHAR), arguments),
            ColumnType.VARCHAR));
  }

  /** An argument of CONCAT, which PostgreSQL writes as it prints values. */
  static Optional<Resolution> printed(List<Argument> arguments) {
    boolean otherwise =
        arguments.stream()
            .flatMap(a -> a.type().stream())
            .anyMatch(type -> type.kind() == Kind.BOOLEAN || type.kind() == Kind.CHAR);
    if (otherwise) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED,
          "CONCAT of BOOLEAN and CHAR is not supported",
          "Cast it to VARCHAR.");
    }
    return Optional.of(Resolution.allOf(ColumnType.VARCHAR, 1, ColumnType.VARCHAR));
  }

  /** A text, a pattern and the character that escapes; PostgreSQL matches a CHAR with padding. */
  static Optional<Resolution> like(List<Argument> arguments) {
    if (arguments.get(0).type().filter(type -> type.kind() == Kind.CHAR).isPresent()) {
      throw new ParleyException(
          ErrorCode.NOT_SUPPORTED, "LIKE of a CHAR is not supported", "Cast it to VARCHAR.");
    }
    return of(3, ColumnType.BOOLEAN).resolve(arguments);
  }
}
