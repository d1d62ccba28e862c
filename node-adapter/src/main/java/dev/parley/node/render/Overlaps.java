// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.check.CheckedQuery;
import dev.parley.node.render.PlaceBounds.Box;
import dev.parley.protocol.spatial.PlaceList;
import dev.parley.protocol.sql.AggregateQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.Expression.Listed;
import dev.parley.protocol.sql.Expression.Listed.Field;
import dev.parley.protocol.sql.ListedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often one row of the owner's may be counted within one group, because the group is of several
 * places that are all near it. Without regard to that, a row would be as many rows as the analyst
 * has written the place.
 */
public final class Overlaps {

  private Overlaps() {}

  /** Returns the most that can be; 1 for a query of one table alone. */
  public static long most(CheckedQuery checked) {
    if (checked.places().isEmpty()) {
      return 1;
    }
    AggregateQuery query = (AggregateQuery) checked.query();
    boolean byEntry = query.groupBy().contains(new Listed(Field.N));
    Expression where = query.where().orElse(new Expression.BooleanLiteral(true));
    Map<Integer, List<Collection<Box>>> groups = new HashMap<>();
    for (PlaceList.Entry entry : checked.places().get().entries()) {
      groups
          .computeIfAbsent(byEntry ? entry.number() : 0, number -> new ArrayList<>())
          .add(List.copyOf(PlaceBounds.of(ListedQuery.of(entry, where)).values()));
    }
    return groups.values().stream().mapToLong(Overlaps::most).max().orElse(1);
  }

  /** Rectangles that share a place overlap pairwise, so there are no more than one overlaps. */
  private static long most(List<Collection<Box>> group) {
    long most = 1;
    for (Collection<Box> one : group) {
      most = Math.max(most, group.stream().filter(other -> overlap(one, other)).count());
    }
    return most;
  }

  /** By one column after the other, in the same order. */
  private static boolean overlap(Collection<Box> one, Collection<Box> other) {
    var others = other.iterator();
    for (Box box : one) {
      if (!box.overlaps(others.next())) {
        return false;
      }
    }
    return true;
  }
}
