// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.scalar.ScalarText;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.BestQuery;
import dev.parley.protocol.sql.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan as people read it: the last step first, what it reads indented below it; each says where
 * it runs, and what leaves that place in what form.
 */
public final class PlanText implements PlanStep.Visitor<List<String>> {
  private static final PlanText INSTANCE = new PlanText();
  private static final String INDENT = "  ";

  private PlanText() {}

  /** Returns the lines of the plan that ends in {@code root}. */
  public static List<String> of(PlanStep root) {
    return root.accept(INSTANCE);
  }

  /** Returns the lines of {@code plan}, and of those that are run before it. */
  public static List<String> of(Plan plan) {
    List<String> lines = new ArrayList<>();
    int number = 0;
    for (Plan first : plan.first()) {
      number++;
      lines.add("first, subquery %d; a value stands for its answer below:".formatted(number));
      of(first).forEach(line -> lines.add(INDENT + line));
    }
    lines.addAll(of(plan.root()));
    return lines;
  }

  @Override
  public List<String> nodeQuery(NodeQuery step) {
    List<String> lines = new ArrayList<>();
    lines.add("at node %s (%s):".formatted(step.at().node(), step.at().database()));
    lines.add(INDENT + "runs " + step.query().toSql());
    if (step.places().isPresent()) {
      lines.add(INDENT + "with LIST: numbers, places and radii of the rows of the list");
    }
    leaving(step).forEach(line -> lines.add(INDENT + "leaves " + line));
    return lines;
  }

  private static List<String> leaving(NodeQuery step) {
    return switch (step.release()) {
      case PLAINTEXT -> List.of("in the clear");
      case SEALED -> List.of("each row sealed, under a random token");
      case NARROWED ->
          List.of(
              "in each round but the last: how many of these rows lie in which range of the score,"
                  + " encrypted",
              "in the last: those of them that are among the best of all owners, and their scores,"
                  + " each row sealed, under a random token");
      case OWN_BEST ->
          List.of(
              "all of these rows, their scores and what breaks their ties, each row sealed, under a"
                  + " random token");
      case ENCRYPTED -> encrypted(step, (AggregateQuery) step.query());
    };
  }

  private static List<String> encrypted(NodeQuery step, AggregateQuery query) {
    List<String> lines = new ArrayList<>();
    for (Expression key : query.groupBy()) {
      lines.add(key.toSql() + " as a token, with an encrypted label");
    }
    for (int i = 0; i < query.aggregations().size(); i++) {
      String aggregation = query.aggregations().get(i).toSql();
      List<Slot> values = slots(step, i, Slot.Kind.VALUE);
      lines.add(
          "%s encrypted, %d bits, scale %d%s"
              .formatted(
                  aggregation,
                  values.stream().mapToInt(Slot::bits).sum(),
                  values.get(0).scale(),
                  values.size() == 1 ? "" : ", in %d slots".formatted(values.size())));
      slots(step, i, Slot.Kind.PRESENCE)
          .forEach(
              slot ->
                  lines.add(
                      "whether %s is NULL encrypted, %d bits".formatted(aggregation, slot.bits())));
    }
    return lines;
  }

  private static List<Slot> slots(NodeQuery step, int aggregation, Slot.Kind kind) {
    return step.slots().stream()
        .filter(slot -> slot.aggregation() == aggregation && slot.kind() == kind)
        .toList();
  }

  @Override
  public List<String> merge(PlanStep.Merge step) {
    String nodes = step.inputs().size() == 1 ? "1 node" : step.inputs().size() + " nodes";
    List<String> lines = new ArrayList<>();
    lines.add("in the cloud: " + merged(step).formatted(nodes) + ", unread");
    for (PlanStep input : step.inputs()) {
      input.accept(this).forEach(line -> lines.add(INDENT + line));
    }
    return lines;
  }

  private static Release release(PlanStep merge) {
    return merge.inputs().stream()
        .filter(NodeQuery.class::isInstance)
        .map(input -> ((NodeQuery) input).release())
        .findFirst()
        .orElse(Release.ENCRYPTED);
  }

  private static String merged(PlanStep.Merge step) {
    return switch (release(step)) {
      case SEALED -> "unite and shuffle the sealed rows of %s";
      case NARROWED ->
          "in two rounds or more add the ciphertexts of %s, in the last unite and shuffle sealed"
              + " rows";
      case OWN_BEST ->
          "in one round, which every owner allows (nearest: local), unite and shuffle the sealed"
              + " rows of %s";
      default -> "add the ciphertexts of %s";
    };
  }

  @Override
  public List<String> open(PlanStep.Open step) {
    return above(step, "open " + labels(step.columns()) + kept(step));
  }

  private static String kept(PlanStep.Open step) {
    return release(step.input()) == Release.OWN_BEST
            && step.questions().get(0).query() instanceof BestQuery best
        ? ", keep the %d best of all owners".formatted(best.limit())
        : "";
  }

  @Override
  public List<String> project(PlanStep.Project step) {
    return above(
        step,
        step.items().stream()
            .map(PlanText::item)
            .collect(Collectors.joining(", ", "compute ", "")));
  }

  private static String item(PlanStep.Project.Item item) {
    String value = ScalarText.of(item.value());
    String label = item.column().label();
    return value.equals(label) ? value : value + " AS " + label;
  }

  @Override
  public List<String> filter(PlanStep.Filter step) {
    return above(step, "keep rows where " + ScalarText.of(step.condition()));
  }

  @Override
  public List<String> distinct(PlanStep.Distinct step) {
    return above(step, "leave out rows that repeat");
  }

  @Override
  public List<String> aggregate(PlanStep.Aggregate step) {
    List<ResultColumn> input = StepColumns.of(step.input());
    String calls =
        step.aggregates().stream()
            .map(aggregate -> LocalText.of(aggregate, input))
            .collect(Collectors.joining(", "));
    String grouping = LocalText.of(step.grouping(), input);
    String between = calls.isEmpty() || grouping.isEmpty() ? "" : ", ";
    return above(step, "aggregate " + calls + between + grouping);
  }

  @Override
  public List<String> join(PlanStep.Join step) {
    return above(step, LocalText.of(step.pairing()));
  }

  @Override
  public List<String> combine(PlanStep.Combine step) {
    return above(step, LocalText.of(step.operation(), step.all()));
  }

  @Override
  public List<String> sort(PlanStep.Sort step) {
    return above(
        step,
        step.keys().stream().map(PlanText::key).collect(Collectors.joining(", ", "sort by ", "")));
  }

  private static String key(PlanStep.Sort.Key key) {
    return key.label()
        + (key.descending() ? " descending" : "")
        + (key.nullsFirst() ? ", NULLs first" : ", NULLs last");
  }

  @Override
  public List<String> limit(PlanStep.Limit step) {
    String skipped = step.offset() == 0 ? "" : " after the first " + step.offset();
    String kept =
        step.fetch().isPresent() ? "at most %d rows".formatted(step.fetch().getAsLong()) : "rows";
    return above(step, "keep " + kept + skipped);
  }

  @Override
  public List<String> systemScan(PlanStep.SystemScan step) {
    return List.of("in the gateway: read %s.%s".formatted(step.table().schema(), step.table()));
  }

  @Override
  public List<String> values(PlanStep.Values step) {
    int rows = step.rows().size();
    return List.of("in the gateway: take %d given %s".formatted(rows, rows == 1 ? "row" : "rows"));
  }

  private List<String> above(PlanStep step, String what) {
    List<String> lines = new ArrayList<>();
    lines.add("in the gateway: " + what);
    for (PlanStep input : step.inputs()) {
      input.accept(this).forEach(line -> lines.add(INDENT + line));
    }
    return lines;
  }

  private static String labels(List<ResultColumn> columns) {
    return columns.stream().map(ResultColumn::label).collect(Collectors.joining(", "));
  }
}
