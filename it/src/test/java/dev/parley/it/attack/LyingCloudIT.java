// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.it.GoldenConnections;
import dev.parley.it.Rows;
import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import dev.parley.it.tap.LyingCloud.Lie;
import dev.parley.it.tap.MergeObject;
import dev.parley.testkit.federation.LocalFederation;
import dev.parley.testkit.federation.LocalFederationSettings;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialHeader;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise 4: right or an error, even if the cloud lies. The cloud alters one object that it hands
 * out, a partial to the action or the merged answer to the gateway; the analyst must get an error
 * that says so, and never a number.
 */
@ExtendWith(SharedStage.class)
@Timeout(30)
class LyingCloudIT {
  private static final String QUESTION =
      "SELECT ward, SECURE COUNT(*), SECURE SUM(fare) FROM trips GROUP BY ward ORDER BY ward";
  private static final String PARTIAL = "/partial";
  private static final String MERGED = "/merged";

  private final Stage stage;

  LyingCloudIT(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void becomeHonest() {
    stage.cloud().tell(Lie.NONE);
  }

  /** What the cloud does with an object that it has taken apart. */
  private interface Change {
    byte[] of(MergeObject object, byte[] bytes) throws IOException;
  }

  /** Where to flip a bit. */
  private interface Place {
    int in(MergeObject object, byte[] bytes) throws IOException;
  }

  static Stream<Arguments> changesOfAnyObject() {
    return Stream.of(
        flip("the magic number", (o, b) -> 0),
        flip("the binding", (o, b) -> 40),
        flip("the modulus", (o, b) -> o.headerBytes() - 9),
        flip("a token", (o, b) -> o.headerBytes() + 3),
        flip("a label", (o, b) -> o.headerBytes() + 40),
        flip("the first ciphertext", (o, b) -> o.headerBytes() + o.firstGroupBytes() - 300),
        flip("the number of groups", (o, b) -> o.contentBytes() - o.header().ciphertextBytes() - 1),
        flip("the trailer", (o, b) -> o.contentBytes() - 1),
        change("cuts it in half", (o, b) -> Arrays.copyOf(b, b.length / 2)),
        change("appends a byte", (o, b) -> Arrays.copyOf(b, b.length + 1)),
        change("says that it is not there", (o, b) -> new byte[0]),
        change("drops a group", (o, b) -> o.withoutFirstGroup().toBytes()),
        change("invents a group", (o, b) -> o.withFirstGroupTwice().toBytes()),
        change("swaps two groups", (o, b) -> o.withCiphertextsOfTwoGroupsSwapped().toBytes()),
        change("doubles a ciphertext", (o, b) -> o.withFirstCiphertext(o::doubled).toBytes()),
        change(
            "doubles all ciphertexts",
            (o, b) -> o.withCiphertexts(o::doubled).withTrailer(o::doubled).toBytes()),
        change(
            "adds one to the first slot",
            (o, b) -> o.withFirstCiphertext(c -> o.plus(c, BigInteger.ONE)).toBytes()),
        change(
            "adds one to a number",
            (o, b) ->
                o.withFirstCiphertext(c -> o.plus(c, BigInteger.ONE.shiftLeft(336))).toBytes()),
        change(
            "adds one to the trailer",
            (o, b) -> o.withTrailer(c -> o.plus(c, BigInteger.ONE)).toBytes()),
        change(
            "puts zeros in the place of all numbers",
            (o, b) ->
                o.withCiphertexts(c -> BigInteger.ONE).withTrailer(c -> BigInteger.ONE).toBytes()));
  }

  /** What the action reads as the gateway reads its answer need not all be tried twice. */
  static Stream<Arguments> changesOfOnePartial() {
    Pattern tried =
        Pattern.compile("binding|label|first ciphertext|drops|swaps|doubles all|number$");
    return changesOfAnyObject()
        .filter(change -> tried.matcher(String.valueOf(change.get()[0])).find());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changesOfOnePartial")
  void noChangeOfThePartialOfOneNodeGivesANumber(String name, Change change) throws Exception {
    stage.cloud().tell(once(PARTIAL, ObjectKind.PARTIAL, change));

    requireError();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changesOfAnyObject")
  void noChangeOfTheMergedAnswerGivesANumber(String name, Change change) throws Exception {
    stage.cloud().tell(once(MERGED, ObjectKind.MERGED, change));

    requireError();
  }

  @Test
  void theAnswerOfYesterdayIsNoAnswerToTheSameQuestionToday() throws Exception {
    byte[] yesterday = fetched(MERGED);
    stage.cloud().tell((path, truth) -> path.endsWith(MERGED) ? yesterday : truth);

    requireErrorAndThenTheTruth();
  }

  @Test
  void theAnswerOfYesterdayIsNoneUnderTheHeaderOfTodayEither() throws Exception {
    byte[] yesterday = fetched(MERGED);
    stage
        .cloud()
        .tell(
            on(
                MERGED,
                ObjectKind.MERGED,
                (object, bytes) ->
                    MergeObject.parse(ObjectKind.MERGED, yesterday)
                        .withHeader(object.header())
                        .toBytes()));

    requireErrorAndThenTheTruth();
  }

  @Test
  void aPartialOfYesterdayIsNoneUnderTheHeaderOfTodayEither() throws Exception {
    List<byte[]> yesterday = allFetched(PARTIAL);
    stage
        .cloud()
        .tell(
            on(
                PARTIAL,
                ObjectKind.PARTIAL,
                (object, bytes) -> {
                  for (byte[] old : yesterday) {
                    MergeObject parsed = MergeObject.parse(ObjectKind.PARTIAL, old);
                    if (parsed.header().contributors().equals(object.header().contributors())) {
                      return parsed.withHeader(object.header()).toBytes();
                    }
                  }
                  return bytes;
                }));

    requireErrorAndThenTheTruth();
  }

  @Test
  void thePartialOfOneNodeDoesNotPassForThatOfAnother() throws Exception {
    byte[][] first = new byte[1][];
    stage
        .cloud()
        .tell(
            (path, truth) -> {
              if (!path.endsWith(PARTIAL) || first[0] != null) {
                return path.endsWith(PARTIAL) ? first[0] : truth;
              }
              first[0] = truth;
              return truth;
            });

    requireErrorAndThenTheTruth();
  }

  @Test
  void thePartialOfOneNodeDoesNotPassForThatOfAnotherUnderItsHeaderEither() throws Exception {
    MergeObject[] first = new MergeObject[1];
    stage
        .cloud()
        .tell(
            on(
                PARTIAL,
                ObjectKind.PARTIAL,
                (object, bytes) -> {
                  if (first[0] == null) {
                    first[0] = object;
                    return bytes;
                  }
                  return first[0].withHeader(object.header()).toBytes();
                }));

    requireErrorAndThenTheTruth();
  }

  @Test
  void anAnswerOfFewerNodesIsNone() throws Exception {
    stage
        .cloud()
        .tell(
            once(
                MERGED,
                ObjectKind.MERGED,
                (object, bytes) -> {
                  PartialHeader all = object.header();
                  return object
                      .withHeader(
                          new PartialHeader(
                              all.binding(),
                              all.contributors().subList(1, all.contributors().size()),
                              all.minOwners(),
                              all.modulus(),
                              all.ciphertextsPerGroup()))
                      .toBytes();
                }));

    requireErrorAndThenTheTruth();
  }

  @Test
  void aCloudThatHangsUpIsAnError() throws Exception {
    stage
        .cloud()
        .tell(
            (path, truth) -> {
              if (path.endsWith(MERGED)) {
                throw new IOException("hangs up");
              }
              return truth;
            });

    requireErrorAndThenTheTruth();
  }

  @Test
  void aCloudThatKeepsAnAnswerToItselfIsAnErrorWhenTheTimeIsUp() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    stage.cloud().tell((path, truth) -> path.endsWith(MERGED) ? afterwards(end, truth) : truth);
    LocalFederation federation = stage.federation().federation();
    String url = federation.url() + "/?timeout=2s";
    Instant asked = Instant.now();

    SQLException error =
        catchThrowableOfType(
            SQLException.class,
            () ->
                Rows.of(
                    () ->
                        DriverManager.getConnection(
                            url, LocalFederationSettings.USER, federation.settings().password()),
                    QUESTION));
    Duration took = Duration.between(asked, Instant.now());
    end.countDown();

    assertThat((Throwable) error).as("an error, not a number").isNotNull();
    assertThat(error.getSQLState()).as(error.getMessage()).isIn("57014", "P0303");
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  private static byte[] afterwards(CountDownLatch end, byte[] truth) throws IOException {
    try {
      if (!end.await(20, TimeUnit.SECONDS)) {
        throw new IOException("hangs up");
      }
      return truth;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Told the truth twice over: this test would see it if the others saw errors for nothing. */
  @Test
  void whatIsPutTogetherRightIsAccepted() throws Exception {
    stage.cloud().tell(on(MERGED, ObjectKind.MERGED, (object, bytes) -> object.toBytes()));

    assertThat(ask()).isEqualTo(truth());
    assertThat(stage.cloud().lies()).isEqualTo(1);
  }

  private void requireErrorAndThenTheTruth() throws Exception {
    requireError();
    stage.cloud().tell(Lie.NONE);
    assertThat(ask()).isEqualTo(truth());
  }

  private void requireError() {
    SQLException error = catchThrowableOfType(SQLException.class, this::ask);

    assertThat(stage.cloud().lies()).as("lies told").isPositive();
    assertThat((Throwable) error).as("an error, not a number").isNotNull();
    assertThat(error.getSQLState()).as(error.getMessage()).isIn("P0301", "P0302", "P0303");
  }

  private List<List<String>> ask() throws SQLException {
    return Rows.of(stage.federation()::connect, QUESTION);
  }

  private List<List<String>> truth() throws SQLException {
    return Rows.of(stage.federation()::connectToReference, GoldenConnections.of(QUESTION));
  }

  private byte[] fetched(String suffix) throws Exception {
    return allFetched(suffix).get(0);
  }

  /** Asks once, and returns the objects of that kind that the cloud handed out for it. */
  private List<byte[]> allFetched(String suffix) throws Exception {
    stage.cloud().handedOut().clear();
    assertThat(ask()).isEqualTo(truth());
    return stage.cloud().handedOut().entrySet().stream()
        .filter(e -> e.getKey().endsWith(suffix))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Lie on(String suffix, ObjectKind kind, Change change) {
    return (path, truth) ->
        path.endsWith(suffix) ? change.of(MergeObject.parse(kind, truth), truth) : truth;
  }

  /** Changes the first such object that has groups, and no other. */
  private static Lie once(String suffix, ObjectKind kind, Change change) {
    boolean[] isDone = new boolean[1];
    return (path, truth) -> {
      if (!path.endsWith(suffix) || isDone[0]) {
        return truth;
      }
      isDone[0] = true;
      return change.of(MergeObject.parse(kind, truth), truth);
    };
  }

  private static Arguments change(String name, Change change) {
    return arguments(name, change);
  }

  private static Arguments flip(String name, Place place) {
    return change(
        "flips a bit of " + name,
        (object, bytes) -> {
          byte[] flipped = bytes.clone();
          flipped[place.in(object, bytes)] ^= 1;
          return flipped;
        });
  }
}
