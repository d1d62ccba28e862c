// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.planner.Federations;
import dev.parley.planner.catalog.Participant;
import dev.parley.planner.plan.PlanStep;
import dev.parley.planner.plan.PlanStep.Merge;
import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.plan.PlanStep.Open;
import dev.parley.planner.plan.Release;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Aggregation;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Expression.Column;
import dev.parley.protocol.sql.Operator;
import dev.parley.protocol.sql.RowQuery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardsTest {
  private static final AggregateQuery COUNT =
      new AggregateQuery("trips", List.of(), List.of(Aggregation.countRows()), Optional.empty());

  @Test
  void passWhatKeepsEveryPromise() {
    assertThatCode(() -> Guards.check(plan(ask("north"), ask("south")), Federations.CITY))
        .doesNotThrowAnyException();
  }

  @Test
  void catchPlaintextForTheCloud() {
    PlanStep plan = plan(ask("north"), ask("south", COUNT, Release.PLAINTEXT));

    ParleyException error = caught(new MergeReadsOnlyCiphertext(), plan);

    assertThat(error.code()).isEqualTo(ErrorCode.PLAINTEXT_WOULD_LEAVE);
    assertThat(error.fact()).contains("'south'", "plaintext");
  }

  @Test
  void catchAnAnswerThatIsNotMerged() {
    ParleyException error =
        caught(new MergeReadsOnlyCiphertext(), new Open(ask("south"), List.of()));

    assertThat(error.fact()).contains("'south'", "not merged");
    assertThat(caught(new MergeReadsOnlyCiphertext(), ask("west")).fact()).contains("'west'");
  }

  @Test
  void catchAMergeOfWhatIsAlreadyOpen() {
    PlanStep plan = new Merge(List.of(plan(ask("north"), ask("south"))));

    assertThat(caught(new MergeReadsOnlyCiphertext(), plan).fact()).contains("not at a node");
  }

  @Test
  void catchEveryForbiddenUse() {
    assertThat(uses(List.of(column("driver")), List.of(), Optional.empty())).contains("'group'");
    assertThat(uses(List.of(), List.of(Aggregation.sum(column("wage"))), Optional.empty()))
        .contains("'aggregate'", "'north'", "'wage'");
    assertThat(
            uses(
                List.of(),
                List.of(Aggregation.countRows()),
                Optional.of(
                    new Expression.Call(
                        Operator.NOT,
                        List.of(
                            new Expression.Call(Operator.IS_NULL, List.of(column("driver"))))))))
        .contains("'filter'", "'driver'");
    assertThat(uses(List.of(column("nowhere")), List.of(), Optional.empty())).contains("'nowhere'");
  }

  @Test
  void catchATableThatIsNotPublished() {
    AggregateQuery other =
        new AggregateQuery("wages", List.of(), List.of(Aggregation.countRows()), Optional.empty());

    assertThat(
            caught(new ColumnsHaveTheirUses(), plan(ask("north", other, Release.ENCRYPTED))).fact())
        .contains("'north'", "not published");
  }

  @Test
  void catchQuestionsThatDiffer() {
    AggregateQuery other =
        new AggregateQuery(
            "trips", List.of(), List.of(Aggregation.count(column("fare"))), Optional.empty());

    assertThat(
            caught(
                    new OwnersGetOneQuestion(),
                    plan(ask("north"), ask("south", other, Release.ENCRYPTED)))
                .fact())
        .contains("'south'", "another question");
    assertThat(caught(new OwnersGetOneQuestion(), plan(ask("north"), ask("north"))).fact())
        .contains("twice");
  }

  @Test
  void catchTooFewOwners() {
    assertThat(caught(new EnoughOwnersAreMerged(), plan(ask("south"))).code())
        .isEqualTo(ErrorCode.TOO_FEW_OWNERS);
  }

  @Test
  void catchOwnBestRowsThatNobodyAllowsToLeave() {
    BestQuery best =
        new BestQuery(
            "trips",
            List.of(column("id")),
            Optional.empty(),
            new RowQuery.SortKey(column("fare"), false, false),
            3);
    Participant north = new Participant(new NodeId("north"), "H2", 1);
    PlanStep plan = plan(new NodeQuery(north, best, Optional.empty(), List.of(), Release.OWN_BEST));

    ParleyException error = caught(new OwnBestLeaveWhereAllowed(), plan);

    assertThat(error.code()).isEqualTo(ErrorCode.USE_FORBIDDEN);
    assertThat(error.fact()).contains("'north'", "its own best rows");
    assertThat(
            catchThrowableOfType(ParleyException.class, () -> Guards.check(plan, Federations.CITY)))
        .isNotNull();
  }

  @Test
  void catchAnAggregateInTheFormOfOwnBestRows() {
    PlanStep plan = plan(ask("north"), ask("south", COUNT, Release.OWN_BEST));

    assertThat(caught(new MergeReadsOnlyCiphertext(), plan).fact()).contains("'south'");
  }

  private static String uses(
      List<Column> groupBy, List<Aggregation> aggregations, Optional<Expression> where) {
    AggregateQuery query = new AggregateQuery("trips", List.copyOf(groupBy), aggregations, where);
    ParleyException error =
        caught(new ColumnsHaveTheirUses(), plan(ask("north", query, Release.ENCRYPTED)));
    assertThat(error.code()).isEqualTo(ErrorCode.USE_FORBIDDEN);
    return error.fact();
  }

  private static Column column(String name) {
    return new Column(name);
  }

  private static ParleyException caught(PlanGuard guard, PlanStep plan) {
    ParleyException error =
        catchThrowableOfType(ParleyException.class, () -> guard.check(plan, Federations.CITY));
    assertThat(error).isNotNull();
    return error;
  }

  private static PlanStep plan(PlanStep... asked) {
    return new Open(new Merge(List.of(asked)), List.of());
  }

  private static NodeQuery ask(String node) {
    return ask(node, COUNT, Release.ENCRYPTED);
  }

  private static NodeQuery ask(String node, AggregateQuery query, Release release) {
    Participant at = new Participant(new NodeId(node), "H2", 1);
    return new NodeQuery(
        at, query, Optional.empty(), List.of(new Slot(Slot.Kind.VALUE, 0, 0, 0, 64)), release);
  }
}
