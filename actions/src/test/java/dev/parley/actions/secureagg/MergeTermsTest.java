// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.actions.invocation.RefusalCode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On what terms partials are not merged. */
class MergeTermsTest {
  @RegisterExtension final MergeStage stage = new MergeStage();

  @Test
  void refusesFewerOwnersThanAnyDemands() {
    stage.east.minOwners = 3;
    stage.put(stage.east);
    stage.put(stage.west);

    stage.assertRefused(
        stage.run("east", "west"),
        RefusalCode.TOO_FEW_OWNERS,
        "2 owners where one demands at least 3");
  }

  @Test
  void refusesPartialsOfUnequalBindings() {
    assertDisagree(partial -> partial.digest = new byte[] {1});
    assertDisagree(partial -> partial.expiry++);
    assertDisagree(partial -> partial.participants = Arrays.asList("east", "west"));
    assertDisagree(partial -> partial.ciphertextsPerGroup = 2);
    assertDisagree(partial -> partial.modulus = MergeStage.MODULUS.add(BigInteger.ONE));
  }

  private void assertDisagree(Consumer<TestPartial> change) {
    TestPartial changed = new TestPartial("west", MergeStage.MODULUS);
    change.accept(changed);
    changed.digest = Arrays.copyOf(changed.digest, 32);
    stage.put(stage.east);
    stage.put(changed);

    stage.assertRefused(
        stage.run("east", "west"),
        RefusalCode.PARTIALS_DISAGREE,
        "The partial of west differs from others in sub-query, key or layout");
  }

  @Test
  void refusesAPartialOfAnotherQuery() {
    assertWrongQuery(partial -> partial.federation = "town");
    assertWrongQuery(partial -> partial.analyst = "someone");
    assertWrongQuery(partial -> partial.queryId = new byte[16]);
  }

  private void assertWrongQuery(Consumer<TestPartial> change) {
    TestPartial changed = new TestPartial("east", MergeStage.MODULUS);
    change.accept(changed);
    stage.put(changed);

    stage.assertRefused(
        stage.run("east"), RefusalCode.WRONG_QUERY, "The partial of east answers another query");
  }

  @Test
  void refusesAPartialThatSpeaksForAnotherNode() {
    stage.put(stage.east);
    stage.storage().objects().put(MergeStage.path("west"), stage.north.bytes());

    stage.assertRefused(
        stage.run("east", "west"),
        RefusalCode.WRONG_CONTRIBUTOR,
        "The partial in the bucket of west says it is of somebody else");
  }

  @Test
  void refusesAShortKey() {
    BigInteger shortModulus = BigInteger.ONE.shiftLeft(2046).add(BigInteger.ONE);
    stage.put(new TestPartial("east", shortModulus));

    stage.assertRefused(
        stage.run("east"), RefusalCode.WEAK_KEY, "A key of 2047 bits, at least 2048 are needed");
  }

  @Test
  void refusesAQueryThatExpiredMoreThanTenMinutesAgo() {
    stage.put(stage.east);
    stage.now = Instant.ofEpochSecond(TestPartial.EXPIRY).plusSeconds(601);
    stage.assertRefused(stage.run("east"), RefusalCode.EXPIRED, "The query has expired");

    stage.now = stage.now.minusSeconds(1);
    assertThat(stage.run("east").has("error")).isFalse();
  }

  @Test
  void namesTheNodeWhosePartialIsMissing() {
    stage.put(stage.east);

    stage.assertRefused(
        stage.run("east", "west"), RefusalCode.PARTIAL_MISSING, "There is no partial of west");
  }

  @Test
  void tellsStorageThatDeniesFromStorageThatFails() {
    stage.put(stage.east);
    stage.storage().fail(MergeStage.answerPath(), 403);
    stage.assertRefused(
        stage.run("east"), RefusalCode.STORAGE_DENIED, "Storage answered with status 403");

    stage.storage().fail(MergeStage.path("east"), 500);
    stage.assertRefused(
        stage.run("east"), RefusalCode.STORAGE_FAILED, "Storage answered with status 500");

    stage.storage().close();
    assertThat(MergeStage.code(stage.run("east"))).isEqualTo(RefusalCode.STORAGE_FAILED.name());
  }

  @Test
  void refusesATruncatedPartial() {
    byte[] whole = stage.east.group(1, MergeStage.KEY.encrypt(1)).bytes();
    stage.storage().objects().put(MergeStage.path("east"), Arrays.copyOf(whole, 700));

    stage.assertRefused(
        stage.run("east"),
        RefusalCode.PARTIAL_MALFORMED,
        "The partial of east breaks the wire format");
    assertThat(stage.mergedBytes()).isNull();
  }
}
