// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import dev.parley.protocol.spatial.PlaceList;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a sub-query's body that says which places its table is joined with. */
final class PlaceListBytes {

  private PlaceListBytes() {}

  static void write(WireWriter out, Optional<PlaceList> places) throws IOException {
    List<PlaceList.Entry> entries = places.map(PlaceList::entries).orElse(List.of());
    out.u16(entries.size());
    for (PlaceList.Entry entry : entries) {
      out.u16(entry.number());
      out.i64(Double.doubleToLongBits(entry.x()));
      out.i64(Double.doubleToLongBits(entry.y()));
      out.i64(Double.doubleToLongBits(entry.radius()));
    }
  }

  static Optional<PlaceList> read(WireReader in) throws IOException {
    int count = in.u16();
    if (count > PlaceList.MAX_ENTRIES) {
      throw new WireFormatException("Too many places");
    }
    List<PlaceList.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(new PlaceList.Entry(in.u16(), number(in), number(in), number(in)));
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(new PlaceList(entries));
  }

  private static double number(WireReader in) throws IOException {
    return Double.longBitsToDouble(in.i64());
  }
}
