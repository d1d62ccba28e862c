// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner.owners;

import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Expression.BooleanLiteral;
import dev.parley.protocol.sql.Expression.Call;
import dev.parley.protocol.sql.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** AND, OR and NOT in their canonical forms: flat, and without constants. */
final class Connectives {
  private static final BooleanLiteral TRUE = new BooleanLiteral(true);
  private static final BooleanLiteral FALSE = new BooleanLiteral(false);

  private Connectives() {}

  static Expression all(List<Expression> parts) {
    return joined(Operator.AND, parts, TRUE, FALSE);
  }

  static Expression any(List<Expression> parts) {
    return joined(Operator.OR, parts, FALSE, TRUE);
  }

  static Expression not(Expression part) {
    if (part instanceof BooleanLiteral literal) {
      return literal.value() ? FALSE : TRUE;
    }
    if (part instanceof Call call && call.operator() == Operator.NOT) {
      return call.operands().get(0);
    }
    return new Call(Operator.NOT, List.of(part));
  }

  private static Expression joined(
      Operator operator, List<Expression> parts, BooleanLiteral neutral, BooleanLiteral decisive) {
    Set<Expression> flat = new LinkedHashSet<>();
    for (Expression part : parts) {
      if (part.equals(decisive)) {
        return decisive;
      }
      if (part instanceof Call call && call.operator() == operator) {
        flat.addAll(call.operands());
      } else if (!part.equals(neutral)) {
        flat.add(part);
      }
    }
    List<Expression> operands = operator == Operator.OR ? withLists(flat) : List.copyOf(flat);
    return switch (operands.size()) {
      case 0 -> neutral;
      case 1 -> operands.get(0);
      default -> new Call(operator, operands);
    };
  }

  /** Equalities of one column with literals become one IN, where the first of them stood. */
  private static List<Expression> withLists(Set<Expression> terms) {
    List<Expression> lists = new ArrayList<>();
    Map<Expression, Integer> places = new HashMap<>();
    for (Expression term : terms) {
      if (term instanceof Call call && isMembership(call)) {
        Integer place = places.putIfAbsent(call.operands().get(0), lists.size());
        if (place == null) {
          lists.add(call);
        } else {
          lists.set(place, united((Call) lists.get(place), call));
        }
      } else {
        // also where it is a column of truth values that another term compares
        lists.add(term);
      }
    }
    return lists;
  }

  private static boolean isMembership(Call call) {
    boolean withLiteral =
        call.operator() == Operator.EQUAL
            && !isLiteral(call.operands().get(0))
            && isLiteral(call.operands().get(1));
    return withLiteral || call.operator() == Operator.IN;
  }

  static boolean isLiteral(Expression expression) {
    return expression instanceof Expression.NumberLiteral
        || expression instanceof Expression.TextLiteral
        || expression instanceof Expression.BooleanLiteral
        || expression instanceof Expression.DateLiteral
        || expression instanceof Expression.TimestampLiteral
        || expression instanceof Expression.OctetsLiteral;
  }

  private static Expression united(Call membership, Call other) {
    Set<Expression> values = new LinkedHashSet<>(values(membership));
    values.addAll(values(other));
    List<Expression> operands = new ArrayList<>(membership.operands().subList(0, 1));
    operands.addAll(values);
    return new Call(operands.size() == 2 ? Operator.EQUAL : Operator.IN, operands);
  }

  private static List<Expression> values(Call membership) {
    return membership.operands().subList(1, membership.operands().size());
  }
}
