// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import dev.parley.protocol.QueryId;
import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import dev.parley.wire.PartialHeader;
import dev.parley.wire.WireFormatException;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a sub-query's body: what one round asks, if the question is answered in rounds. */
final class NarrowingBytes {
  private static final int NONE = 0;
  private static final int COUNT = 1;
  private static final int RELEASE = 2;

  private NarrowingBytes() {}

  static void write(WireWriter out, Optional<Narrowing> narrowing) throws IOException {
    if (narrowing.isEmpty()) {
      out.u8(NONE);
      return;
    }
    List<Rank> places = new ArrayList<>();
    if (narrowing.get().wanted() instanceof Narrowing.Count count) {
      out.u8(COUNT);
      places.addAll(count.edges());
    } else if (narrowing.get().wanted() instanceof Narrowing.Release release) {
      out.u8(RELEASE);
      places.addAll(release.bounds());
    }
    Optional<QueryId> basis = narrowing.get().basis();
    out.flag(basis.isPresent());
    if (basis.isPresent()) {
      out.raw(basis.get().toBytes());
    }
    out.i32(places.size());
    for (Rank place : places) {
      out.bytes(place.toBytes());
    }
  }

  static Optional<Narrowing> read(WireReader in) throws IOException {
    int kind = in.u8();
    if (kind == NONE) {
      return Optional.empty();
    }
    if (kind != COUNT && kind != RELEASE) {
      throw new WireFormatException("Unknown kind of narrowing");
    }
    Optional<QueryId> basis =
        in.flag()
            ? Optional.of(QueryId.of(in.raw(PartialHeader.QUERY_ID_BYTES)))
            : Optional.empty();
    List<Rank> places = places(in);
    return Optional.of(
        new Narrowing(
            basis, kind == COUNT ? new Narrowing.Count(places) : new Narrowing.Release(places)));
  }

  private static List<Rank> places(WireReader in) throws IOException {
    int count = in.i32();
    if (count < 0 || count > Narrowing.MAX_LISTED_EDGES) {
      throw new WireFormatException("Too many edges");
    }
    List<Rank> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(Rank.of(in.bytes(Rank.MAX_BYTES)));
    }
    return places;
  }
}
