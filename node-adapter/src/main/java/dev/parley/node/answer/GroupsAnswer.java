// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import dev.parley.crypto.AdditiveScheme;
import dev.parley.crypto.query.CheckValues;
import dev.parley.crypto.query.PackedSlots;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.run.Group;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.SlotLayout;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Groups with their numbers, as tokens, sealed labels and ciphertexts. Encryption takes long, so it
 * begins when the database is done. Used by one thread.
 */
public final class GroupsAnswer implements PartialAnswer {
  private final PartialFrame frame;
  private final CheckedQuery checked;
  private final SlotValues slots;
  private final GroupSeals seals;
  private final TokenSort sort;
  private long rows;
  private long groups;
  private long withheld;

  /**
   * @param checked an {@link dev.parley.protocol.sql.AggregateQuery}, or a round that counts
   */
  public GroupsAnswer(NodeId node, SubQueryMessage message, CheckedQuery checked, TokenSort sort) {
    this.frame = new PartialFrame(node, message);
    this.checked = checked;
    this.slots = SlotValues.of(checked);
    this.seals = new GroupSeals(frame.secret());
    this.sort = sort;
  }

  /**
   * Takes a group.
   *
   * @throws ParleyException if its key cannot travel, or a value does not fit its slot
   */
  public void add(Group group) {
    add(group.key(), slots.of(group));
    rows += group.rows();
  }

  /**
   * Takes numbers that are the whole answer, one for each slot.
   *
   * @param from from how many rows they were made
   */
  public void addNumbers(List<BigInteger> numbers, long from) {
    List<BigInteger> values = new ArrayList<>(List.of(BigInteger.ONE, BigInteger.ZERO));
    values.addAll(numbers);
    add(List.of(), values);
    rows += from;
  }

  private void add(List<@Nullable Object> key, List<BigInteger> values) {
    SealedRecord sealed;
    try {
      sealed = seals.seal(key, values);
    } catch (IllegalArgumentException e) {
      throw frame.cannotTravel("a group's key");
    }
    try {
      sort.add(sealed);
    } catch (IOException e) {
      throw new UncheckedIOException("A group could not be kept", e);
    }
    groups++;
    withheld += values.get(SlotLayout.WITHHELD).longValueExact();
  }

  @Override
  public Extent extent() {
    return new Extent(OptionalLong.of(rows), groups, withheld, 0);
  }

  @Override
  public void write(OutputStream out, Terms terms) throws IOException {
    SlotLayout layout = SlotLayout.of(checked.slots(), terms.scheme().plaintextBits());
    try (PartialWriter writer =
        new PartialWriter(out, ObjectKind.PARTIAL, frame.header(terms, layout.plaintexts()))) {
      Encryption encryption = new Encryption(layout, terms.scheme());
      sort.forEach(
          record -> {
            frame.requireTime(terms.clock());
            writer.group(encryption.of(record));
          });
      writer.finish(terms.scheme().encrypt(encryption.trailer));
    }
  }

  /** The way of one group after the other into ciphertext, and of all into the trailer. */
  private final class Encryption {
    private final SlotLayout layout;
    private final AdditiveScheme scheme;
    private final CheckValues checks = new CheckValues(frame.secret());
    private BigInteger trailer = checks.pad(frame.node());
    private byte[] previous = new byte[0];

    private Encryption(SlotLayout layout, AdditiveScheme scheme) {
      this.layout = layout;
      this.scheme = scheme;
    }

    private GroupRecord of(SealedRecord record) throws IOException {
      byte[] token = record.token();
      requireAnother(token);
      List<BigInteger> values = seals.values(record);
      CheckValues.GroupCheck check = checks.group(token, values);
      trailer = trailer.add(check.trailer()).mod(CheckValues.PRIME);
      values.add(SlotLayout.CHECK, check.check());
      List<BigInteger> ciphertexts =
          PackedSlots.pack(layout, values).stream().map(scheme::encrypt).toList();
      return new GroupRecord(token, seals.label(record), ciphertexts);
    }

    private void requireAnother(byte[] token) {
      if (Arrays.equals(token, previous)) {
        throw new ParleyException(
            ErrorCode.INTERNAL,
            "The database of node '%s' tells keys apart that are equal in SQL"
                .formatted(frame.node()),
            "Report this, with the kind and version of that database.");
      }
      previous = token;
    }
  }
}
