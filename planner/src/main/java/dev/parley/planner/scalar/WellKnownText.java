// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.scalar;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.spatial.Geometry;
import dev.parley.protocol.spatial.Point;
import dev.parley.protocol.spatial.Polygon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.locationtech.jts.util.AssertionFailedException;

/** Reads well-known text (OGC 06-103r4, §7) of points, polygons and multipolygons. */
final class WellKnownText {
  /** More than any polygon of so many corners has. */
  private static final int MAX_CHARACTERS = 1 << 16;

  private static final Set<String> KNOWN = Set.of("POINT", "POLYGON", "MULTIPOLYGON");

  /** The types that well-known text has a word for. */
  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(POINT|POLYGON|MULTIPOLYGON|LINESTRING|LINEARRING|MULTIPOINT|MULTILINESTRING|GEOMETRYCOLLECTION)\\b",
          Pattern.CASE_INSENSITIVE);

  private WellKnownText() {}

  /**
   * Returns what {@code text} spells, maybe after {@code SRID=…;}.
   *
   * @throws ParleyException INVALID_TEXT, NOT_SUPPORTED
   */
  static Geometry read(String text) {
    String plain = text.strip();
    int srid = 0;
    if (plain.regionMatches(true, 0, "SRID=", 0, 5) && plain.indexOf(';') > 0) {
      srid = srid(plain.substring(5, plain.indexOf(';')));
      plain = plain.substring(plain.indexOf(';') + 1);
    }
    try {
      return of(parsed(plain)).in(srid);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static int srid(String digits) {
    try {
      return Integer.parseInt(digits.strip());
    } catch (NumberFormatException e) {
      throw invalid("the SRID is no number");
    }
  }

  private static org.locationtech.jts.geom.Geometry parsed(String text) {
    Matcher word = WORD.matcher(text);
    if (word.lookingAt() && !KNOWN.contains(word.group(1).toUpperCase(Locale.ROOT))) {
      // collections nest, and the parser follows them as deep as they go
      throw unsupported(word.group(1).toUpperCase(Locale.ROOT));
    }
    if (text.length() > MAX_CHARACTERS) {
      throw invalid("it is longer than " + MAX_CHARACTERS + " characters");
    }
    try {
      return new WKTReader().read(text);
    } catch (ParseException | IllegalArgumentException | AssertionFailedException e) {
      // without the parser's words, which quote the text
      boolean ring = text.toUpperCase(Locale.ROOT).contains("POLYGON");
      throw invalid(
          e instanceof IllegalArgumentException && ring
              ? "a ring is not closed, or has fewer than three corners"
              : "it is no well-known text");
    }
  }

  private static Geometry of(org.locationtech.jts.geom.Geometry parsed) {
    if (parsed instanceof org.locationtech.jts.geom.Point point && !point.isEmpty()) {
      return new Point(point.getX(), point.getY());
    }
    boolean areas =
        parsed instanceof org.locationtech.jts.geom.Polygon || parsed instanceof MultiPolygon;
    if (!areas || parsed.isEmpty()) {
      throw unsupported(parsed.getGeometryType().toUpperCase(Locale.ROOT));
    }
    TopologyValidationError fault = new IsValidOp(parsed).getValidationError();
    if (fault != null) {
      throw invalid("it is no valid polygon: " + fault.getMessage());
    }
    List<Polygon.Ring> rings = new ArrayList<>();
    for (int i = 0; i < parsed.getNumGeometries(); i++) {
      addRings((org.locationtech.jts.geom.Polygon) parsed.getGeometryN(i), rings);
    }
    return new Polygon(rings, 0);
  }

  private static void addRings(
      org.locationtech.jts.geom.Polygon polygon, List<Polygon.Ring> rings) {
    rings.add(ring(polygon.getExteriorRing()));
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      rings.add(ring(polygon.getInteriorRingN(i)));
    }
  }

  private static Polygon.Ring ring(LinearRing ring) {
    return new Polygon.Ring(
        Arrays.stream(ring.getCoordinates()).map(c -> new Point(c.getX(), c.getY())).toList());
  }

  private static ParleyException unsupported(String type) {
    return new ParleyException(
        ErrorCode.NOT_SUPPORTED,
        "Geometries of type %s, or empty ones, are not supported".formatted(type),
        "Use a POINT, a POLYGON or a MULTIPOLYGON.");
  }

  private static ParleyException invalid(String why) {
    return new ParleyException(
        ErrorCode.INVALID_TEXT,
        "A text is not a geometry: " + why,
        "Write POINT (x y), or POLYGON ((x y, …)) with the last corner as the first.");
  }
}
