// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static dev.parley.it.attack.CorruptNode.partial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.it.attack.BesiegedStage.Besieged;
import dev.parley.it.attack.CorruptNode.Answer;
import dev.parley.it.attack.CorruptNode.Group;
import dev.parley.it.tap.MergeObject;
import dev.parley.keys.MemberKeys;
import dev.parley.protocol.NodeId;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise 4 against one of the owners: whatever a node answers, the analyst gets an error, or an
 * answer in which only this node's own share is its invention.
 */
@ExtendWith(BesiegedStage.class)
@Timeout(60)
class MaliciousNodeIT {
  private static final NodeId WEST = new NodeId("west");
  private static final NodeId SOUTH = new NodeId("south");
  private static final String COUNTING = "SELECT COUNT(*), SUM(stay) FROM visits";
  private static final String GROUPED =
      "SELECT ward, COUNT(*), SUM(stay) FROM visits GROUP BY ward ORDER BY ward";
  private static final Group HONEST = Group.of(List.of(), 6, 97, 1);
  private static final Group A = Group.of(List.of("a"), 3, 4, 1);
  private static final Group B = Group.of(List.of("b"), 3, 93, 1);
  private static final PaillierKey ANOTHER_KEY =
      MemberKeys.generate(2048, new SecureRandom()).paillier().publicKey();

  private final Besieged besieged;
  private final CorruptNode west;

  MaliciousNodeIT(Besieged besieged) throws IOException {
    this.besieged = besieged;
    this.west = new CorruptNode(WEST, besieged.federation().federation(), besieged.cloud());
  }

  static Stream<Arguments> answersThatAreNone() {
    return Stream.of(
        answer("garbage", (q, honest) -> new SecureRandom().generateSeed(2000)),
        answer("nothing", (q, honest) -> new byte[0]),
        answer("half of it", (q, honest) -> Arrays.copyOf(honest, honest.length / 2)),
        answer("20 MB more than it", (q, honest) -> Arrays.copyOf(honest, 20 << 20)),
        answer("it under another key", (q, honest) -> underAnotherKey(honest)),
        answer("a zero for a ciphertext", (q, honest) -> ciphertext(honest, BigInteger.ZERO)),
        answer("a ciphertext that is no unit", (q, honest) -> noUnit(honest)),
        answer("two nodes in one", group(HONEST.owners(2, 0))),
        answer("no node at all", group(HONEST.owners(0, 0))),
        answer("less than no node", group(HONEST.owners(-1, 0))),
        answer("less than nothing withheld", group(HONEST.owners(1, -1))),
        answer("more withheld than there is", group(HONEST.owners(1, 4))),
        answer("fewer rows than none", group(HONEST.value(0, BigInteger.valueOf(-13)))),
        answer("a presence of minus three", group(HONEST.value(2, BigInteger.valueOf(-3)))),
        answer("a presence of two", group(HONEST.value(2, BigInteger.TWO))),
        answer("a sum as large as its slot", group(HONEST.value(1, power(127)))),
        answer("a sum far larger than its slot", group(HONEST.value(1, power(300)))),
        answer("a count that runs over", group(HONEST.value(0, power(63)))),
        answer("two groups of one", (q, honest) -> partial(q, honest, WEST, HONEST, A)),
        answer("no group", (q, honest) -> partial(q, honest, WEST)),
        answer("the pad of another", (q, honest) -> partial(q, honest, SOUTH, HONEST)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersThatAreNone")
  void anAnswerThatIsNoneIsAnErrorAndNoNumber(String name, Answer answer) {
    besieged.cloud().tell(west.answering(answer));

    requireRefused(besieged.failure(COUNTING));
  }

  @Test
  void aGroupUnderTheLabelOfAnotherIsAnError() {
    besieged
        .cloud()
        .tell(
            west.answering(
                (q, honest) ->
                    partial(
                        q,
                        honest,
                        WEST,
                        Group.of(List.of("c"), 3, 4, 1).labelled(List.of("a")),
                        B)));

    requireRefused(besieged.failure(GROUPED));
  }

  @Test
  void aGroupWithoutAKeyOfTheRightWidthIsAnError() {
    besieged
        .cloud()
        .tell(
            west.answering(
                (q, honest) ->
                    partial(q, honest, WEST, Group.of(List.of("c", "d"), 3, 4, 1), A, B)));

    requireRefused(besieged.failure(GROUPED));
  }

  @Test
  void anAnswerOfYesterdayIsNoneToday() throws Exception {
    byte[][] yesterday = new byte[1][];
    besieged
        .cloud()
        .tell(
            west.answering(
                (q, honest) -> {
                  yesterday[0] = honest;
                  return honest;
                }));
    assertThat(besieged.ask(COUNTING)).containsExactly(List.of("18", "226"));

    besieged.cloud().tell(west.answering((q, honest) -> yesterday[0]));

    requireRefused(besieged.failure(COUNTING));
  }

  /** That the errors above come of the lies, and not of how they are written. */
  @Test
  void whatItPutsTogetherRightIsAccepted() throws Exception {
    besieged.cloud().tell(west.answering(group(HONEST)));
    assertThat(besieged.ask(COUNTING)).containsExactly(List.of("18", "226"));

    besieged.cloud().tell(west.answering((q, honest) -> partial(q, honest, WEST, A, B)));
    assertThat(besieged.ask(GROUPED))
        .containsExactly(List.of("a", "9", "46"), List.of("b", "9", "180"));
  }

  /** docs/leakage.md: what an owner says of its own rows nobody can check. */
  @Test
  void notDefendedItInventsRowsOfItsOwn() throws Exception {
    besieged.cloud().tell(west.answering(group(Group.of(List.of(), 1006, 100097, 1))));

    assertThat(besieged.ask(COUNTING)).containsExactly(List.of("1018", "100226"));
  }

  /** docs/leakage.md: a mark of "withheld" blocks the answers of all. */
  @Test
  void notDefendedItWithholdsWhatItLikes() {
    besieged.cloud().tell(west.answering(group(Group.of(List.of(), 0, 0, 0).owners(1, 1))));

    assertThat(besieged.failure(COUNTING).getSQLState()).isEqualTo("P0205");
  }

  private void requireRefused(SQLException error) {
    assertThat(besieged.cloud().lies()).as("lies told").isPositive();
    assertThat((Throwable) error).as("an error, not a number").isNotNull();
    assertThat(error.getSQLState()).as(error.getMessage()).isIn("P0301", "P0302");
  }

  private static Answer group(Group group) {
    return (question, honest) -> partial(question, honest, WEST, group);
  }

  private static BigInteger power(int bits) {
    return BigInteger.ONE.shiftLeft(bits);
  }

  private static byte[] ciphertext(byte[] honest, BigInteger other) throws IOException {
    return MergeObject.parse(ObjectKind.PARTIAL, honest).withFirstCiphertext(c -> other).toBytes();
  }

  private static byte[] noUnit(byte[] honest) throws IOException {
    return ciphertext(honest, MergeObject.parse(ObjectKind.PARTIAL, honest).header().modulus());
  }

  private static byte[] underAnotherKey(byte[] honest) throws IOException {
    MergeObject partial = MergeObject.parse(ObjectKind.PARTIAL, honest);
    PartialHeader header = partial.header();
    return partial
        .withHeader(
            new PartialHeader(
                header.binding(),
                header.contributors(),
                header.minOwners(),
                ANOTHER_KEY.modulus(),
                header.ciphertextsPerGroup()))
        .withCiphertexts(c -> BigInteger.TWO)
        .withTrailer(c -> BigInteger.TWO)
        .toBytes();
  }

  private static Arguments answer(String name, Answer answer) {
    return arguments(name, answer);
  }
}
