// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.database;

import dev.parley.protocol.catalog.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * A column as it is in the owner's database, or two that its owner declares as one of places.
 *
 * @param name in the database's own spelling
 * @param type empty if Parley does not know such a type
 * @param typeName the database's word for it
 * @param coordinates the columns of x and y of a place that is declared; else empty; unmodifiable
 */
public record RealColumn(
    String name,
    Optional<ColumnType> type,
    String typeName,
    boolean nullable,
    Storage storage,
    List<RealColumn> coordinates) {

  public RealColumn {
    coordinates = List.copyOf(coordinates);
  }

  /** A column of the database. */
  public RealColumn(
      String name, Optional<ColumnType> type, String typeName, boolean nullable, Storage storage) {
    this(name, type, typeName, nullable, storage, List.of());
  }

  /** Two columns of numbers as one of places, which is called {@code name}. */
  static RealColumn place(String name, RealColumn x, RealColumn y) {
    return new RealColumn(
        name,
        Optional.of(ColumnType.GEOMETRY),
        "(" + x.name() + ", " + y.name() + ")",
        true,
        Storage.DECLARED,
        List.of(x, y));
  }

  /** Returns the same of places in a spatial reference system; anything else as it is. */
  RealColumn in(int srid) {
    Optional<ColumnType> where =
        type.map(t -> t.kind() == ColumnType.Kind.GEOMETRY ? ColumnType.geometry(srid) : t);
    return new RealColumn(name, where, typeName, nullable, storage, coordinates);
  }

  /** What the type does not tell of how values are stored. */
  public enum Storage {
    /** As the type says. */
    DECLARED,
    /** Exact numbers with more digits than the type says. */
    UNBOUNDED,
    /** A floating-point number of single precision. */
    SINGLE,
    /** A moment, which is published as the date and time that it was in UTC. */
    MOMENT
  }
}
