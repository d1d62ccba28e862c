// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.plan;

import dev.parley.planner.plan.PlanStep.NodeQuery;
import dev.parley.planner.scalar.ScalarText;
import dev.parley.protocol.query.Slot;
import dev.parley.protocol.sql.Aggregation;
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

  @Override
  public List<String> nodeQuery(NodeQuery step) {
    List<String> lines = new ArrayList<>();
    lines.add("at node %s (%s):".formatted(step.at().node(), step.at().database()));
    lines.add(INDENT + "runs " + step.query().toSql());
    leaving(step).forEach(line -> lines.add(INDENT + "leaves " + line));
    return lines;
  }

  private static List<String> leaving(NodeQuery step) {
    if (step.release() != Release.ENCRYPTED) {
      return List.of("in the clear");
    }
    List<String> lines = new ArrayList<>();
    for (Expression.Column key : step.query().groupBy()) {
      lines.add(key.toSql() + " as a token, with an encrypted label");
    }
    for (Slot slot : step.slots()) {
      Aggregation aggregation = step.query().aggregations().get(slot.aggregation());
      lines.add(
          switch (slot.kind()) {
            case VALUE ->
                "%s encrypted, %d bits, scale %d"
                    .formatted(aggregation.toSql(), slot.bits(), slot.scale());
            case PRESENCE ->
                "whether %s is NULL encrypted, %d bits".formatted(aggregation.toSql(), slot.bits());
          });
    }
    return lines;
  }

  @Override
  public List<String> merge(PlanStep.Merge step) {
    String nodes = step.inputs().size() == 1 ? "1 node" : step.inputs().size() + " nodes";
    List<String> lines = new ArrayList<>();
    lines.add("in the cloud: add the ciphertexts of " + nodes + ", unread");
    for (PlanStep input : step.inputs()) {
      input.accept(this).forEach(line -> lines.add(INDENT + line));
    }
    return lines;
  }

  @Override
  public List<String> open(PlanStep.Open step) {
    return above(step, "open " + labels(step.columns()));
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
    return List.of("in the gateway: read PARLEY." + step.table());
  }

  @Override
  public List<String> values(PlanStep.Values step) {
    int rows = step.rows().size();
    return List.of("in the gateway: take %d given %s".formatted(rows, rows == 1 ? "row" : "rows"));
  }

  private List<String> above(PlanStep.Finishing step, String what) {
    List<String> lines = new ArrayList<>();
    lines.add("in the gateway: " + what);
    step.input().accept(this).forEach(line -> lines.add(INDENT + line));
    return lines;
  }

  private static String labels(List<ResultColumn> columns) {
    return columns.stream().map(ResultColumn::label).collect(Collectors.joining(", "));
  }
}
