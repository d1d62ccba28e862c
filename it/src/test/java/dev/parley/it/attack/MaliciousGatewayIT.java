// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.attack;

import static dev.parley.it.attack.FreeGateway.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.it.RogueGateway;
import dev.parley.it.attack.BesiegedStage.Besieged;
import dev.parley.it.attack.FreeGateway.Question;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.Slot;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promises 2 and 3: a gateway with genuine keys that wants more than the owners grant, or the part
 * of one of them. The nodes refuse, or the merge does.
 */
@ExtendWith(BesiegedStage.class)
@Timeout(60)
class MaliciousGatewayIT {
  private static final NodeId SOUTH = new NodeId("south");
  private static final List<NodeId> ALL = nodes("north", "south", "west");
  private static final List<Slot> COUNT = List.of(new Slot(Slot.Kind.VALUE, 0, 0, 0, 64));
  private static final List<Slot> COST = sum(2, 96);
  private static final String COUNTING = "SELECT COUNT(*) FROM \"visits\"";
  private static final String COSTS =
      "SELECT SUM(CAST(\"cost\" AS DECIMAL(10, 2))) FROM \"visits\"";

  private final FreeGateway gateway;

  MaliciousGatewayIT(Besieged besieged) throws IOException {
    gateway = new FreeGateway(besieged.federation().federation());
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private static List<Slot> sum(int scale, int bits) {
    return List.of(
        new Slot(Slot.Kind.VALUE, 0, 0, scale, bits), new Slot(Slot.Kind.PRESENCE, 0, 0, 0, 32));
  }

  /** Everything below would prove nothing if its questions were wrong for another reason. */
  @Test
  void whatItMayAskItIsAnswered() {
    assertThat(gateway.ask(COUNTING, COUNT, ALL).groups().get(0).sums())
        .containsExactly(BigInteger.valueOf(18));
    assertThat(sumOf(ALL)).isEqualTo(723_900);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT COUNT(\"code\") FROM \"visits\"                                    | 'code'",
        "SELECT COUNT(*) FROM \"visits\" WHERE (\"id\" = 5)                        | 'id'",
        "SELECT COUNT(*) FROM \"visits\" WHERE (\"cost\" > 5)                      | 'cost'",
        "SELECT COUNT(CASE WHEN (\"id\" = 5) THEN \"stay\" END) FROM \"visits\"    | 'id'",
        "SELECT COUNT(ABS(\"id\")) FROM \"visits\"                                 | 'id'",
        "SELECT COUNT((\"stay\" / \"id\")) FROM \"visits\"                         | 'id'",
        "SELECT COUNT(CAST(\"cost\" AS SMALLINT)) FROM \"visits\"                  | 'cost'",
        "SELECT \"id\", COUNT(*) FROM \"visits\" GROUP BY \"id\"                   | 'id'",
      })
  void whatTheOwnersDoNotGrantEveryNodeRefuses(String sql, String column) {
    ParleyException error = failure(() -> gateway.ask(sql, COUNT, ALL));

    assertThat(error.code()).as(error.fact()).isEqualTo(ErrorCode.USE_FORBIDDEN);
    assertThat(error.fact()).contains("Node '", column);
  }

  @Test
  void rowsThatNobodyRevealsStayWhereTheyAre() {
    ParleyException error =
        failure(() -> gateway.ask("SELECT \"stay\" FROM \"visits\"", List.of(), ALL));

    assertThat(error.code()).isEqualTo(ErrorCode.USE_FORBIDDEN);
    assertThat(error.fact()).contains("reveal");
  }

  /** With a narrow slot a node would refuse, or not, by how large its own sum is. */
  @ParameterizedTest
  @ValueSource(ints = {18, 33, 34, 64, 88, 104, 254})
  void noSlotMeasuresTheSumOfOneOwner(int bits) {
    ParleyException error = failure(() -> gateway.ask(COSTS, sum(2, bits), ALL));

    assertThat(error.code()).as(error.fact()).isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(error.fact()).contains("place 1");
  }

  @Test
  void noSlotOfAnotherScaleDoesEither() {
    assertThat(failure(() -> gateway.ask(COSTS, sum(1, 96), ALL)).code())
        .isEqualTo(ErrorCode.PEER_REFUSED);
    assertThat(failure(() -> gateway.ask(COSTS, sum(26, 96), ALL)).code())
        .isEqualTo(ErrorCode.PEER_REFUSED);
  }

  @Test
  void oneOwnerAloneDoesNotAnswer() {
    ParleyException error = failure(() -> gateway.ask(COUNTING, COUNT, nodes("south")));

    assertThat(error.code()).isEqualTo(ErrorCode.TOO_FEW_OWNERS);
  }

  @Test
  void anOwnerWithOneWhoDoesNotExistDoesNotAnswer() throws Exception {
    Question question = gateway.question(COUNTING, COUNT, nodes("phantom", "south"));
    gateway.put(question, SOUTH, gateway.secret());

    RogueGateway.await("a refusal", () -> gateway.isRefused(question, SOUTH));
    gateway.withdraw(question);
  }

  @Test
  void fewerPartialsThanAnOwnerDemandsAreNotMerged() throws Exception {
    Question question = gateway.question(COUNTING, COUNT, ALL);
    askAll(question);

    assertThat(gateway.merge(question, nodes("south"))).contains("TOO_FEW_OWNERS");
    gateway.withdraw(question);
  }

  @Test
  void nothingIsMergedTwice() throws Exception {
    Question question = gateway.question(COUNTING, COUNT, ALL);
    askAll(question);

    assertThat(gateway.merge(question, ALL)).contains("\"owners\":3");
    assertThat(gateway.merge(question, nodes("north", "south"))).contains("ALREADY_MERGED");
    assertThat(gateway.merge(question, ALL)).contains("ALREADY_MERGED");
    gateway.withdraw(question);
  }

  /** The owners who are asked, and the cloud, know its id; any gateway may call the action. */
  @Test
  void theQuestionOfAnotherIsNotMergedForWhoKnowsItsId() throws Exception {
    Question others = gateway.question(COUNTING, COUNT, ALL);
    askAll(others);

    String id = others.id().value();
    assertThat(gateway.merge("\"query\": \"%s\"".formatted(id), ALL))
        .contains("INVALID_PARAMETERS");
    assertThat(gateway.merge("\"ticket\": \"%s\"".formatted(id + id), ALL))
        .contains("PARTIAL_MISSING");
    assertThat(gateway.merge(others, ALL)).contains("\"owners\":3");
    gateway.withdraw(others);
  }

  @Test
  void answersToDifferentQuestionsAreNotMerged() throws Exception {
    Question question = gateway.question(COUNTING, COUNT, ALL);
    QuerySecret secret = gateway.secret();
    gateway.put(question, SOUTH, secret);
    Question nobodys = question.worded(COUNTING + " WHERE (\"stay\" > 1000000)");
    for (NodeId node : nodes("north", "west")) {
      gateway.put(nobodys, node, secret);
    }
    awaitAll(question);

    assertThat(gateway.merge(question, ALL)).contains("PARTIALS_DISAGREE");
    gateway.withdraw(question);
  }

  @Test
  void answersOfOwnersWhoWereToldOfOthersAreNotMerged() throws Exception {
    Question question = gateway.question(COUNTING, COUNT, ALL);
    QuerySecret secret = gateway.secret();
    gateway.put(question, SOUTH, secret);
    gateway.put(question.to(nodes("north", "west")), new NodeId("north"), secret);
    RogueGateway.await("south", () -> gateway.isDone(question, SOUTH));
    RogueGateway.await("north", () -> gateway.isDone(question, new NodeId("north")));

    assertThat(gateway.merge(question, nodes("north", "south"))).contains("PARTIALS_DISAGREE");
    gateway.withdraw(question);
  }

  @Test
  void aQuestionInTheNameOfAnotherAnalystIsOverlooked() throws Exception {
    Question forged = gateway.question(COUNTING, COUNT, ALL);
    Question later = gateway.question(COUNTING, COUNT, ALL);
    gateway.put(
        forged, SOUTH, new Principal(new AnalystId("another"), "somebody"), gateway.secret());
    gateway.put(later, SOUTH, gateway.secret());

    RogueGateway.await("south", () -> gateway.isDone(later, SOUTH));
    assertThat(gateway.isDone(forged, SOUTH)).isFalse();
    gateway.withdraw(forged);
    gateway.withdraw(later);
  }

  /** docs/leakage.md: who its users are, a gateway says, and nobody else can know. */
  @Test
  void notDefendedItVouchesForUsersWhomItInvents() throws Exception {
    Question question = gateway.question(COUNTING, COUNT, ALL);
    gateway.put(
        question, SOUTH, new Principal(new AnalystId("analyst"), "the-minister"), gateway.secret());

    RogueGateway.await("south", () -> gateway.isDone(question, SOUTH));
    gateway.withdraw(question);
  }

  /** docs/leakage.md: two owners of three at a time, as long as minOwners is but two. */
  @Test
  void notDefendedItChoosesItsOwnersAndSolvesForTheParts() {
    long northSouth = sumOf(nodes("north", "south"));
    long southWest = sumOf(nodes("south", "west"));
    long northWest = sumOf(nodes("north", "west"));

    assertThat((northSouth + southWest - northWest) / 2).isEqualTo(81_300);
  }

  private long sumOf(List<NodeId> owners) {
    return gateway.ask(COSTS, COST, owners).groups().get(0).sums().get(0).longValueExact();
  }

  private void askAll(Question question) throws Exception {
    QuerySecret secret = gateway.secret();
    for (NodeId node : ALL) {
      gateway.put(question, node, secret);
    }
    awaitAll(question);
  }

  private void awaitAll(Question question) throws Exception {
    for (NodeId node : ALL) {
      RogueGateway.await(node + " to answer", () -> gateway.isDone(question, node));
    }
  }

  private static ParleyException failure(Runnable attempt) {
    ParleyException error = catchThrowableOfType(ParleyException.class, attempt::run);
    assertThat((Throwable) error).as("an error").isNotNull();
    return error;
  }
}
