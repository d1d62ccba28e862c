// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;
import static dev.parley.gateway.query.Questions.ALL;
import static dev.parley.gateway.query.Questions.ward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.query.MergedObject.Owners;
import dev.parley.gateway.query.MergedObject.Part;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.GroupKey;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever a cloud that lies, or a node that does not play by the rules, makes of an answer. */
class ForgedAnswersTest {
  private static final List<NodeId> ALL_NODES = List.of(EAST, NORTH, WEST);

  private final Asked asked = Questions.asked(Questions.byWard(EAST, NORTH, WEST));
  private final Part eastA = Part.of(EAST, ward("a"), 1, 100, 1);
  private final Part northA = Part.of(NORTH, ward("a"), 2, 200, 1);
  private final Part westB = Part.of(WEST, ward("b"), 3, 300, 1);

  private MergedObject honest() {
    return MergedObject.of(asked, eastA, northA, westB);
  }

  @Test
  void theUntamperedAnswerOpens() throws IOException {
    assertThat(MergedAnswersTest.open(asked, honest()).groups()).hasSize(2);
  }

  @TestFactory
  Stream<DynamicTest> everyAlteredBindingIsRefused() {
    Map<String, Consumer<MergedObject>> cases = new LinkedHashMap<>();
    cases.put("kind", m -> m.kind = ObjectKind.PARTIAL);
    cases.put("federation", m -> m.federation = "wealth");
    cases.put("analyst", m -> m.analyst = "bored");
    cases.put("query id", m -> m.queryId[0] ^= 1);
    cases.put("digest", m -> m.digest[31] ^= 1);
    cases.put("participants", m -> m.participants = List.of("east", "north", "south", "west"));
    cases.put("contributors", m -> m.contributors = List.of("east", "north"));
    cases.put("expiry", m -> m.expiry++);
    cases.put("modulus", m -> m.modulus = m.modulus.subtract(BigInteger.TWO));
    cases.put("ciphertexts", ForgedAnswersTest::doubleCiphertexts);
    return refused(cases);
  }

  @TestFactory
  Stream<DynamicTest> everythingACloudCanDoWithCiphertextsIsRefused() {
    Map<String, Consumer<MergedObject>> cases = new LinkedHashMap<>();
    cases.put("adds to a slot", m -> change(m, c -> add(c, BigInteger.ONE.shiftLeft(340))));
    cases.put("adds a contributor", m -> change(m, c -> add(c, BigInteger.ONE)));
    cases.put("doubles a group", m -> change(m, c -> c.multiply(c).mod(squared(m))));
    cases.put("zeroes a group", m -> change(m, c -> MergedObject.SCHEME.encrypt(BigInteger.ZERO)));
    cases.put("fills a plaintext", m -> change(m, c -> add(c, BigInteger.ONE.shiftLeft(2040))));
    cases.put("sends N, which is no unit", m -> change(m, c -> m.modulus));
    cases.put("drops a group", m -> m.groups.remove(0));
    cases.put("drops all groups", m -> m.groups.clear());
    cases.put("swaps the numbers of groups", ForgedAnswersTest::swapNumbers);
    cases.put("swaps the labels of groups", ForgedAnswersTest::swapLabels);
    cases.put("renames a group", m -> rename(m));
    cases.put("alters a label", m -> m.replace(0, m.groups.get(0).token(), new byte[48], sums(m)));
    cases.put("makes a label long", m -> longLabel(m));
    cases.put("drops the trailer", m -> m.trailer = MergedObject.SCHEME.encrypt(BigInteger.ZERO));
    cases.put("adds to the trailer", m -> m.trailer = add(m.trailer, BigInteger.ONE));
    cases.put("puts no unit in the trailer", m -> m.trailer = m.modulus);
    return refused(cases);
  }

  @Test
  void partialsThatAreDroppedRepeatedOrOfAnotherQueryAreRefused() {
    refuses(MergedObject.of(asked, List.of(eastA, northA), List.of(EAST, NORTH)));
    refuses(MergedObject.of(asked, List.of(eastA, northA), ALL_NODES.subList(0, 2)));
    refuses(
        MergedObject.of(
            asked, List.of(eastA, eastA, northA, westB), List.of(EAST, EAST, NORTH, WEST)));
    Asked before = Questions.asked(asked.question());
    MergedObject replayed = MergedObject.of(before, eastA, northA, westB);
    replayed.queryId = asked.queryId().toBytes();
    replayed.digest = asked.digest().toBytes();
    replayed.expiry = asked.expiry().getEpochSecond();
    refuses(replayed);
  }

  @Test
  void aGroupOfAnImpossibleNumberOfOwnersIsRefused() {
    refuses(MergedObject.of(asked, eastA.saying(new Owners(0, 0))));
    refuses(MergedObject.of(asked, eastA.saying(new Owners(4, 0))));
    refuses(MergedObject.of(asked, eastA.saying(new Owners(-1, 0))));
    refuses(MergedObject.of(asked, eastA.saying(new Owners(1, -1))));
    refuses(MergedObject.of(asked, eastA.saying(new Owners(1, 2))));
  }

  @Test
  void aGroupKeyOfAWrongNumberOfValuesIsRefused() {
    refuses(MergedObject.of(asked, Part.of(EAST, ALL, 1, 1, 1)));
    refuses(MergedObject.of(asked, Part.of(EAST, GroupKey.of(List.of("a", "b")), 1, 1, 1)));
  }

  @Test
  void anAnswerWithoutGroupsHasOneOfAllNodes() {
    Asked total = Questions.asked(Questions.total(EAST, NORTH, WEST));

    refuses(total, MergedObject.of(total));
    refuses(
        total, MergedObject.of(total, Part.of(EAST, ALL, 1, 1, 1), Part.of(NORTH, ALL, 1, 1, 1)));
  }

  @Test
  void cutsAndAdditionsAreRefused() throws IOException {
    byte[] whole = honest().toBytes();
    for (int length : new int[] {0, 3, 40, 200, whole.length / 2, whole.length - 1}) {
      refuses(asked, Arrays.copyOf(whole, length));
    }
    refuses(asked, Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void aFlippedBitIsRefusedOrChangesNothing() throws IOException {
    byte[] whole = honest().toBytes();
    long seed = 2026;
    Random random = new Random(seed);
    for (int i = 0; i < 120; i++) {
      byte[] flipped = whole.clone();
      int bit = random.nextInt(8 * whole.length);
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(isRefusedOrRight(flipped)).as("bit %d, seed %d", bit, seed).isTrue();
    }
  }

  private boolean isRefusedOrRight(byte[] object) throws IOException {
    try {
      OpenedAnswer answer =
          MergedAnswersTest.answers().open(asked, ALL_NODES, stream(object), patient());
      return answer.groups().equals(MergedAnswersTest.open(asked, honest()).groups());
    } catch (ParleyException e) {
      return e.code() == ErrorCode.ANSWER_FORGED;
    }
  }

  private Stream<DynamicTest> refused(Map<String, Consumer<MergedObject>> cases) {
    return cases.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      MergedObject merged = honest();
                      entry.getValue().accept(merged);
                      refuses(merged);
                    }));
  }

  private void refuses(MergedObject merged) {
    refuses(asked, merged);
  }

  private static void refuses(Asked question, MergedObject merged) {
    try {
      refuses(question, merged.toBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void refuses(Asked question, byte[] object) {
    assertThatThrownBy(
            () -> MergedAnswersTest.answers().open(question, ALL_NODES, stream(object), patient()))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ANSWER_FORGED));
  }

  private static ByteArrayInputStream stream(byte[] object) {
    return new ByteArrayInputStream(object);
  }

  private static Cancellation patient() {
    return Cancellation.after(Duration.ofMinutes(1));
  }

  private static BigInteger squared(MergedObject merged) {
    return merged.modulus.multiply(merged.modulus);
  }

  private static BigInteger add(BigInteger ciphertext, BigInteger number) {
    return MergedObject.SCHEME.add(ciphertext, MergedObject.SCHEME.encrypt(number));
  }

  private static List<BigInteger> sums(MergedObject merged) {
    return merged.groups.get(0).ciphertexts();
  }

  private static void change(
      MergedObject merged, java.util.function.UnaryOperator<BigInteger> change) {
    GroupRecord first = merged.groups.get(0);
    merged.replace(
        0, first.token(), first.label(), first.ciphertexts().stream().map(change).toList());
  }

  private static void doubleCiphertexts(MergedObject merged) {
    merged.ciphertexts = 2;
    List<GroupRecord> doubled = new ArrayList<>();
    for (GroupRecord group : merged.groups) {
      BigInteger sum = group.ciphertexts().get(0);
      doubled.add(new GroupRecord(group.token(), group.label(), List.of(sum, sum)));
    }
    merged.groups.clear();
    merged.groups.addAll(doubled);
  }

  private static void swapNumbers(MergedObject merged) {
    GroupRecord a = merged.groups.get(0);
    GroupRecord b = merged.groups.get(1);
    merged.groups.set(0, new GroupRecord(a.token(), a.label(), b.ciphertexts()));
    merged.groups.set(1, new GroupRecord(b.token(), b.label(), a.ciphertexts()));
  }

  private static void swapLabels(MergedObject merged) {
    GroupRecord a = merged.groups.get(0);
    GroupRecord b = merged.groups.get(1);
    merged.groups.set(0, new GroupRecord(a.token(), b.label(), a.ciphertexts()));
    merged.groups.set(1, new GroupRecord(b.token(), a.label(), b.ciphertexts()));
  }

  private static void rename(MergedObject merged) {
    GroupRecord first = merged.groups.get(0);
    byte[] token = first.token();
    token[0] ^= 1;
    merged.replace(0, token, first.label(), first.ciphertexts());
  }

  private static void longLabel(MergedObject merged) {
    merged.replace(0, merged.groups.get(0).token(), new byte[(1 << 17) + 1], sums(merged));
  }
}
