// SPDX-License-Identifier: Apache-2.0
package dev.parley.sql;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * As lenient as Calcite can be, except where a name would then mean something else than it does in
 * PostgreSQL: aliases of the select list are unknown to WHERE, HAVING and the select list.
 */
public final class ParleyConformance extends SqlDelegatingConformance {
  public static final SqlConformance INSTANCE = new ParleyConformance();

  private ParleyConformance() {
    super(SqlConformanceEnum.BABEL);
  }

  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.UNSUPPORTED;
  }

  /** Otherwise a column that is not grouped would become any of its values. */
  @Override
  public boolean isNonStrictGroupBy() {
    return false;
  }

  @Override
  public boolean isHavingAlias() {
    return false;
  }
}
