// SPDX-License-Identifier: Apache-2.0
package dev.parley.protocol.message;

import dev.parley.wire.Preamble;
import dev.parley.wire.WireReader;
import dev.parley.wire.WireWriter;
import java.io.IOException;
import java.util.List;

/**
 * Which wire rules a party understands. Heartbeats tell, in the oldest version that their node
 * speaks, so that whoever asks can use what all understand, or name who does not.
 *
 * @param oldest the least version, from 1
 * @param newest the greatest version, at most 255
 * @param features what may be asked of it beyond the least; sorted, unmodifiable
 */
public record Speaks(int oldest, int newest, List<String> features) {
  /** Rows that owners reveal. */
  public static final String ROWS = "rows";

  /** The best rows of all owners by a score. */
  public static final String BEST = "best";

  /** What this implementation understands. */
  public static final Speaks OURS =
      new Speaks(Preamble.VERSION, Preamble.VERSION, List.of(ROWS, BEST));

  private static final int MAX_FEATURES = 64;
  private static final int MAX_FEATURE_BYTES = 64;

  public Speaks {
    if (oldest < 1 || newest < oldest || newest > 0xFF || features.size() > MAX_FEATURES) {
      throw new IllegalArgumentException("Invalid versions: %d to %d".formatted(oldest, newest));
    }
    features = features.stream().map(ShownText::oneLine).sorted().toList();
  }

  void write(WireWriter out) throws IOException {
    out.u8(oldest);
    out.u8(newest);
    out.strings(features);
  }

  static Speaks read(WireReader in) throws IOException {
    return new Speaks(in.u8(), in.u8(), in.strings(MAX_FEATURES, MAX_FEATURE_BYTES));
  }
}
