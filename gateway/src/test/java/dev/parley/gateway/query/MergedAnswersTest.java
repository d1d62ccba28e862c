// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;
import static dev.parley.gateway.query.Questions.ALL;
import static dev.parley.gateway.query.Questions.ward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.party.Parties;
import dev.parley.gateway.query.MergedObject.Part;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedAnswersTest {
  private static final Cancellation PATIENT = Cancellation.after(Duration.ofMinutes(1));

  private final Asked total = Questions.asked(Questions.total(EAST, NORTH, WEST));
  private final Asked byWard = Questions.asked(Questions.byWard(EAST, NORTH, WEST));

  @Test
  void opensTheAnswerOfOneNode() throws IOException {
    Asked asked = Questions.asked(Questions.total(NORTH));

    OpenedAnswer answer = open(asked, MergedObject.of(asked, Part.of(NORTH, ALL, 3, -250, 1)));

    assertThat(answer.nodes()).containsExactly(NORTH);
    assertThat(answer.withheldGroups()).isZero();
    assertThat(answer.groups()).hasSize(1);
    assertThat(answer.groups().get(0).key().values()).isEmpty();
    assertThat(answer.groups().get(0).sums()).isEqualTo(numbers(3, -250, 1));
  }

  @Test
  void opensTheAnswerOfSomeOfTheNodesThatWereAsked() throws IOException {
    List<NodeId> some = List.of(EAST, WEST);
    MergedObject merged =
        MergedObject.of(
            total, List.of(Part.of(EAST, ALL, 3, 5, 1), Part.of(WEST, ALL, 4, 6, 1)), some);
    merged.contributors = List.of("east", "west");

    OpenedAnswer answer = answers().open(total, some, stream(merged), PATIENT);

    assertThat(answer.nodes()).containsExactly(EAST, WEST);
    assertThat(answer.groups().get(0).sums()).isEqualTo(numbers(7, 11, 2));
  }

  @Test
  void addsNegativeNumbersAndCountsAtHowManyNodesASumIsNotNull() throws IOException {
    OpenedAnswer answer =
        open(
            total,
            MergedObject.of(
                total,
                Part.of(EAST, ALL, 2, Long.MIN_VALUE, 1),
                Part.of(NORTH, ALL, 0, 0, 0),
                Part.of(WEST, ALL, 5, Long.MIN_VALUE, 1)));

    assertThat(answer.groups().get(0).sums())
        .containsExactly(
            BigInteger.valueOf(7), BigInteger.valueOf(Long.MIN_VALUE).shiftLeft(1), BigInteger.TWO);
  }

  @Test
  void unitesGroupsOfEqualKeysAndKeepsThoseOfOneNode() throws IOException {
    OpenedAnswer answer =
        open(
            byWard,
            MergedObject.of(
                byWard,
                Part.of(EAST, ward("Žižkov"), 1, 10, 1),
                Part.of(NORTH, ward("Žižkov"), 2, 20, 1),
                Part.of(WEST, ward(null), 4, 0, 0)));

    assertThat(answer.groups())
        .extracting(group -> group.key().values().get(0), OpenedGroup::sums)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Žižkov", numbers(3, 30, 2)),
            org.assertj.core.groups.Tuple.tuple(null, numbers(4, 0, 0)));
  }

  @Test
  void opensAnAnswerWithoutGroups() throws IOException {
    assertThat(open(byWard, MergedObject.of(byWard)).groups()).isEmpty();
  }

  @Test
  void leavesOutAGroupThatOneOwnerWithholdsAndCountsIt() throws IOException {
    OpenedAnswer answer =
        open(
            byWard,
            MergedObject.of(
                byWard,
                Part.of(EAST, ward("a"), 9, 90, 1),
                Part.of(NORTH, ward("a"), 2, 20, 1).withheld(),
                Part.of(EAST, ward("b"), 7, 70, 1)));

    assertThat(answer.withheldGroups()).isEqualTo(1);
    assertThat(answer.groups()).extracting(g -> g.key().values().get(0)).containsExactly("b");
  }

  @Test
  void refusesMoreGroupsThanItsLimit() {
    MergedAnswers small = new MergedAnswers(Parties.FEDERATION, 1);
    MergedObject merged =
        MergedObject.of(
            byWard, Part.of(EAST, ward("a"), 1, 1, 1), Part.of(EAST, ward("b"), 1, 1, 1));

    assertThatThrownBy(() -> small.open(byWard, all(byWard), stream(merged), PATIENT))
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY);
              assertThat(e.fact()).isEqualTo("The answer has more than 1 groups");
            });
  }

  @Test
  void stopsWhenItIsCancelled() {
    Cancellation cancelled = Cancellation.after(Duration.ofMinutes(1));
    cancelled.cancel();
    MergedObject merged = MergedObject.of(byWard, Part.of(EAST, ward("a"), 1, 1, 1));

    assertThatThrownBy(() -> answers().open(byWard, all(byWard), stream(merged), cancelled))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
  }

  @Test
  void passesOnThatTheObjectCouldNotBeRead() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThatThrownBy(() -> answers().open(total, all(total), broken, PATIENT))
        .isInstanceOf(IOException.class)
        .hasMessage("Stream closed");
  }

  static MergedAnswers answers() {
    return new MergedAnswers(Parties.FEDERATION, 1000);
  }

  static OpenedAnswer open(Asked asked, MergedObject merged) throws IOException {
    return answers().open(asked, all(asked), stream(merged), PATIENT);
  }

  private static InputStream stream(MergedObject merged) throws IOException {
    return new ByteArrayInputStream(merged.toBytes());
  }

  private static List<NodeId> all(Asked asked) {
    return asked.question().participants();
  }

  private static List<BigInteger> numbers(long... values) {
    return java.util.Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }
}
