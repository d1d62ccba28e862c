// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import dev.parley.sql.rewrite.Labels;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.util.Pair;

/** The labels of a result: those that its select list gives, with a star spelt out. */
final class ResultLabels {

  private ResultLabels() {}

  static List<String> of(SqlNode query, RelRoot algebra) {
    List<String> validated = Pair.right(algebra.fields);
    if (query instanceof SqlOrderBy order) {
      return of(order.query, algebra);
    }
    if (query instanceof SqlWith with) {
      return of(with.body, algebra);
    }
    if (!(query instanceof SqlSelect select)) {
      return query.getKind() == SqlKind.VALUES ? numbered(validated.size()) : validated;
    }
    List<String> labels = new ArrayList<>();
    int starWidth = validated.size() - select.getSelectList().size() + 1;
    for (SqlNode item : select.getSelectList()) {
      if (item instanceof SqlIdentifier id && id.isStar()) {
        int start = labels.size();
        labels.addAll(validated.subList(start, start + starWidth));
      } else {
        labels.add(Labels.of(item));
      }
    }
    // Two stars: their widths are not known here.
    return labels.size() == validated.size() ? labels : validated;
  }

  private static List<String> numbered(int columns) {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      labels.add("column" + i);
    }
    return labels;
  }
}
