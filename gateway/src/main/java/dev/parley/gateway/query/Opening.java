// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.query.MergedAnswers.forged;

import dev.parley.crypto.query.CheckValues;
import dev.parley.keys.PaillierPrivateKey;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.GroupKey;
import dev.parley.wire.GroupRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * One merged answer while it is being opened; nothing of it is to be used before it is finished.
 */
abstract sealed class Opening permits GroupOpening, RowOpening {

  /** What is opened: the answer of {@code contributors} to what was asked. */
  record Answer(Asked asked, List<NodeId> contributors) {
    boolean isOfRows() {
      return asked.question().isOfRows();
    }
  }

  private final Answer answer;
  private final PaillierPrivateKey key;
  private final int atMost;
  private final CheckValues checks;
  private final List<OpenedGroup> opened = new ArrayList<>();
  private BigInteger trailer = BigInteger.ZERO;
  private int seen;

  /**
   * @param atMost how many records there may be
   */
  Opening(Answer answer, PaillierPrivateKey key, int atMost) {
    this.answer = answer;
    this.key = key;
    this.atMost = atMost;
    this.checks = new CheckValues(answer.asked().secret());
  }

  /** Takes the next records. */
  abstract void add(List<GroupRecord> batch);

  /** How many groups at least one owner withheld. */
  abstract int withheld();

  final Answer answer() {
    return answer;
  }

  final CheckValues checks() {
    return checks;
  }

  final int seen() {
    return seen;
  }

  /** Counts a record with its part of the trailer. */
  final void count(BigInteger trailerPart) {
    seen++;
    if (seen > atMost) {
      throw new ParleyException(
          ErrorCode.TOO_MANY,
          "The answer has more than %d %s".formatted(atMost, answer.isOfRows() ? "rows" : "groups"),
          "Group by less, or filter more.");
    }
    trailer = trailer.add(trailerPart);
  }

  final void keep(OpenedGroup group) {
    opened.add(group);
  }

  final void requireWidth(GroupKey values) {
    if (values.values().size() != answer.asked().question().keyWidth()) {
      throw forged("a group's key, or a row, has a wrong number of values");
    }
  }

  /**
   * Returns the answer, once all its records were taken.
   *
   * @throws ParleyException with {@link ErrorCode#ANSWER_FORGED} if the trailer does not fit them
   */
  final OpenedAnswer finish(BigInteger trailerCiphertext) {
    BigInteger expected = trailer.add(checks.pads(answer.contributors())).mod(CheckValues.PRIME);
    if (!decrypt(trailerCiphertext).mod(CheckValues.PRIME).equals(expected)) {
      throw forged("its trailer does not fit its groups and nodes");
    }
    if (answer.asked().question().isOneGroup() && seen != 1) {
      throw forged("it has " + seen + " groups, and the question has one");
    }
    return new OpenedAnswer(opened, withheld(), answer.contributors(), List.of());
  }

  final BigInteger decrypt(BigInteger ciphertext) {
    try {
      return key.decrypt(ciphertext);
    } catch (IllegalArgumentException e) {
      throw forged("a ciphertext is none");
    }
  }
}
