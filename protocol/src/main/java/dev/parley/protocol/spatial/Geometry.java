// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.spatial;

/** A value of type GEOMETRY; its text is well-known text (OGC 06-103r4, §7). */
public sealed interface Geometry permits Point, Polygon {
  /** The largest number that a spatial reference system can have. */
  int MAX_SRID = 999_999;

  /** The spatial reference system by its number; 0 if it is not told. */
  int srid();

  /** Returns the same place or area in another spatial reference system. */
  Geometry in(int srid);
}
