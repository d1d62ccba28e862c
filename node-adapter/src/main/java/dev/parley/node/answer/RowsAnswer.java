// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.RowSeals;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.GroupKey;
import dev.parley.protocol.sql.RowQuery;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Rows that their owner reveals, each sealed by itself under a random token, and in the order of
 * their tokens, so that nothing is left of the order in which the database had them. The trailer
 * counts each of them under its token, and hides how many they are. Used by one thread.
 */
public final class RowsAnswer implements PartialAnswer {
  private static final List<BigInteger> ONCE = List.of(BigInteger.ONE);

  private final PartialFrame frame;
  private final CheckValues checks;
  private final RowSeals seals;
  private final SecureRandom random = new SecureRandom();
  private final TokenSort sort;
  private final boolean plain;
  private long revealed;

  /**
   * @param query what is asked
   */
  public RowsAnswer(NodeId node, SubQueryMessage message, RowQuery query, TokenSort sort) {
    this(node, message, sort, !query.distinct() && query.extremes().isEmpty());
  }

  /** An answer of rows as they are in the table. */
  public RowsAnswer(NodeId node, SubQueryMessage message, TokenSort sort) {
    this(node, message, sort, true);
  }

  private RowsAnswer(NodeId node, SubQueryMessage message, TokenSort sort, boolean plain) {
    this.plain = plain;
    this.frame = new PartialFrame(node, message);
    this.checks = new CheckValues(frame.secret());
    this.seals = new RowSeals(frame.secret());
    this.sort = sort;
  }

  /**
   * Takes a row.
   *
   * @param row of the values that {@link GroupKey#of} takes
   * @throws ParleyException if it cannot travel
   */
  public void add(List<@Nullable Object> row) {
    byte[] token = RowSeals.token(random);
    try {
      sort.add(new SealedRecord(token, seals.seal(token, GroupKey.of(row))));
    } catch (IllegalArgumentException e) {
      throw frame.cannotTravel("a row");
    } catch (IOException e) {
      throw new UncheckedIOException("A row could not be kept", e);
    }
    revealed++;
  }

  @Override
  public Extent extent() {
    return new Extent(plain ? OptionalLong.of(revealed) : OptionalLong.empty(), 0, 0, revealed);
  }

  @Override
  public void write(OutputStream out, Terms terms) throws IOException {
    Trailer trailer = new Trailer();
    try (PartialWriter writer =
        new PartialWriter(out, ObjectKind.PARTIAL, frame.header(terms, 0))) {
      sort.forEach(
          row -> {
            frame.requireTime(terms.clock());
            trailer.count(row.token());
            writer.group(new GroupRecord(row.token(), row.content(), List.of()));
          });
      writer.finish(terms.scheme().encrypt(trailer.sum));
    }
  }

  private final class Trailer {
    private BigInteger sum = checks.pad(frame.node());

    private void count(byte[] token) {
      sum = sum.add(checks.group(token, ONCE).trailer()).mod(CheckValues.PRIME);
    }
  }
}
