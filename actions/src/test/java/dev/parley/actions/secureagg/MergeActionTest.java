// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.parley.actions.invocation.RefusalCode;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.PartialReader;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is merged, and what is said of it. */
class MergeActionTest {
  private static final int HIGH_TOKEN = 0xFF0000;

  @RegisterExtension final MergeStage stage = new MergeStage();

  @Test
  void rowsAreUnitedInTheOrderOfTheirTokensWhosesoeverTheyAre() throws IOException {
    stage.north.ciphertextsPerGroup = 0;
    stage.east.ciphertextsPerGroup = 0;
    stage.west.ciphertextsPerGroup = 0;
    stage.put(stage.north.group(2).group(5));
    stage.put(stage.east.group(1).group(7));
    stage.put(stage.west.group(HIGH_TOKEN));

    assertThat(stage.run("north", "west", "east").get("groups").getAsInt()).isEqualTo(5);
    try (PartialReader merged = stage.merged()) {
      for (int token : new int[] {1, 2, 5, 7, HIGH_TOKEN}) {
        GroupRecord row = Objects.requireNonNull(merged.next());
        assertThat(row.token()).isEqualTo(TestPartial.token(token));
        assertThat(row.ciphertexts()).isEmpty();
      }
      assertThat(merged.next()).isNull();
    }
  }

  @Test
  void mergedGroupsHideTheSumsOfTheirParts() throws IOException {
    stage.north.ciphertextsPerGroup = 2;
    stage.east.ciphertextsPerGroup = 2;
    stage.west.ciphertextsPerGroup = 2;
    stage.put(stage.north.group(1, MergeStage.KEY.encrypt(10), MergeStage.KEY.encrypt(1)));
    stage.put(
        stage
            .east
            .group(1, MergeStage.KEY.encrypt(5), MergeStage.KEY.encrypt(2))
            .group(7, MergeStage.KEY.encrypt(3), MergeStage.KEY.encrypt(4)));
    stage.put(stage.west.group(HIGH_TOKEN, MergeStage.KEY.encrypt(8), MergeStage.KEY.encrypt(9)));

    JsonObject answer = stage.run("north", "west", "east");

    assertThat(answer.get("groups").getAsInt()).isEqualTo(3);
    assertThat(answer.get("owners").getAsInt()).isEqualTo(3);
    assertThat(answer.get("query").getAsString()).isEqualTo(TestPartial.QUERY);
    assertThat(answer.get("bytes").getAsInt())
        .isEqualTo(Objects.requireNonNull(stage.mergedBytes()).length);
    try (PartialReader merged = stage.merged()) {
      assertGroup(merged.next(), 1, 15, 3);
      assertGroup(merged.next(), 7, 3, 4);
      assertGroup(merged.next(), HIGH_TOKEN, 8, 9);
      assertThat(merged.next()).isNull();
    }
  }

  @Test
  void mergedHeaderNamesAllContributorsAndTheStrictestOwner() throws IOException {
    stage.east.minOwners = 2;
    stage.west.trailer = MergeStage.KEY.encrypt(30);
    stage.east.trailer = MergeStage.KEY.encrypt(12);
    stage.put(stage.east);
    stage.put(stage.west);

    stage.run("west", "east");

    try (PartialReader merged = stage.merged()) {
      assertThat(merged.header().contributors()).containsExactly("east", "west");
      assertThat(merged.header().minOwners()).isEqualTo(2);
      assertThat(merged.header().binding()).isEqualTo(stage.east.header().binding());
      assertThat(merged.header().modulus()).isEqualTo(MergeStage.MODULUS);
      assertThat(merged.next()).isNull();
      assertThat(MergeStage.KEY.decrypt(merged.trailer())).isEqualTo(42);
    }
  }

  @Test
  void keepsTheFirstLabelOfAToken() throws IOException {
    stage.put(stage.west.group(1, BigInteger.valueOf(3)));
    stage.put(stage.east.group(1, BigInteger.valueOf(5)));

    stage.run("west", "east");

    try (PartialReader merged = stage.merged()) {
      GroupRecord group = Objects.requireNonNull(merged.next());
      assertThat(group.label()).isEqualTo(stage.east.label(1));
      assertThat(group.ciphertexts()).containsExactly(BigInteger.valueOf(15));
    }
  }

  @Test
  void logsIdsCountsAndTimesAlone() {
    stage.put(stage.east.group(1, MergeStage.KEY.encrypt(3)));

    stage.run("east");

    assertThat(stage.logged())
        .matches("merged query=" + TestPartial.QUERY + " owners=1 groups=1 bytes=\\d+ ms=\\d+\\R");
  }

  @Test
  void refusesASecondMerge() {
    stage.put(stage.east);
    stage.run("east");
    byte[] first = stage.mergedBytes();

    stage.assertRefused(
        stage.run("east"), RefusalCode.ALREADY_MERGED, "The query has been merged before");
    assertThat(stage.mergedBytes()).isEqualTo(first);
  }

  @Test
  void twoInvocationsAtOnceWriteOneObject() {
    stage.put(stage.east.group(1, MergeStage.KEY.encrypt(3)));
    stage.put(stage.west.group(1, MergeStage.KEY.encrypt(5)));
    stage.storage().meetPuts(2);

    List<JsonObject> answers =
        Stream.of(1, 2)
            .map(unused -> CompletableFuture.supplyAsync(() -> stage.run("east", "west")))
            .collect(Collectors.toList())
            .stream()
            .map(CompletableFuture::join)
            .collect(Collectors.toList());

    assertThat(answers)
        .extracting(MergeStage::code)
        .containsExactlyInAnyOrder("no error", RefusalCode.ALREADY_MERGED.name());
    assertThat(stage.mergedBytes()).isNotNull();
  }

  @Test
  void saysThatTheClocksDiffer() {
    stage.put(stage.east);
    stage.storage().refuseAll("RequestTimeTooSkewed");

    JsonObject error = stage.run("east").getAsJsonObject("error");

    assertThat(error.get("code").getAsString()).isEqualTo(RefusalCode.STORAGE_SKEWED.name());
    assertThat(error.get("fact").getAsString())
        .matches(
            "Storage answered with status 403, for the clocks differ: that of the action is"
                + " \\d+ minutes (behind|ahead of) that of the storage");
  }

  @Test
  void flippedBytesEndInAnErrorOrAMergedObjectAndNeverInACrash() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] whole =
        stage.east.group(1, MergeStage.KEY.encrypt(1)).group(2, MergeStage.KEY.encrypt(2)).bytes();
    stage.put(stage.west.group(1, MergeStage.KEY.encrypt(5)));
    for (int i = 0; i < 400; i++) {
      byte[] flipped = whole.clone();
      // Headers and lengths lie at the front; every fourth time, anywhere.
      flipped[random.nextInt(i % 4 == 0 ? flipped.length : 600)] ^= (byte) (1 << random.nextInt(8));
      stage.storage().objects().put(MergeStage.path("east"), flipped);
      stage.storage().objects().remove(MergeStage.answerPath());

      JsonObject answer = stage.run("east", "west");

      assertThat(MergeStage.code(answer))
          .as("seed %d", seed)
          .isNotEqualTo(RefusalCode.INTERNAL.name());
      assertThat(answer.has("error")).isEqualTo(stage.mergedBytes() == null);
    }
  }

  private static void assertGroup(@Nullable GroupRecord group, int token, long first, long second) {
    Objects.requireNonNull(group);
    assertThat(group.token()).isEqualTo(TestPartial.token(token));
    assertThat(group.ciphertexts())
        .extracting(MergeStage.KEY::decrypt)
        .containsExactly(first, second);
  }
}
