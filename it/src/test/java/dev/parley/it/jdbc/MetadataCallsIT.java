// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every method of the metadata, found by reflection. */
@AskedOfEachDriver
class MetadataCallsIT {
  private final TestedDriver driver;
  private final Drivers drivers;

  MetadataCallsIT(TestedDriver driver, Drivers drivers) {
    this.driver = driver;
    this.drivers = drivers;
  }

  @Test
  @Says("Javadoc of DatabaseMetaData: some methods take String patterns, may be null")
  void everyMethodAnswersWithoutAnException() throws Exception {
    Map<String, String> failed = new TreeMap<>();
    for (Method method : methods()) {
      try {
        call(method, drivers.shared(driver));
      } catch (InvocationTargetException e) {
        failed.put(method.getName(), String.valueOf(e.getCause()));
      }
    }

    assertThat(methods()).hasSizeGreaterThan(170);
    // pgjdbc has not implemented these.
    assertThat(failed.keySet())
        .isSubsetOf(
            driver.isOurs()
                ? List.of()
                : List.of(
                    "getSuperTypes",
                    "getSuperTables",
                    "getAttributes",
                    "getPseudoColumns",
                    "getRowIdLifetime"));
  }

  @Test
  @Says("Javadoc of DatabaseMetaData: Comprehensive information about the database as a whole")
  void plainAnswersArePgjdbcsWhereBothDatabasesAreAlike() throws Exception {
    Map<String, String> other = new TreeMap<>();
    for (Method method : methods()) {
      if (method.getParameterCount() > 0 || method.getReturnType() != boolean.class) {
        continue;
      }
      Object mine = call(method, drivers.shared(driver));
      Object theirs = call(method, drivers.shared(TestedDriver.PGJDBC));
      if (!String.valueOf(mine).equals(String.valueOf(theirs))) {
        other.put(method.getName(), String.valueOf(mine));
      }
    }

    assertThat(other).isEqualTo(driver.isOurs() ? new TreeMap<>(OTHERWISE) : Map.of());
  }

  /** What is otherwise than in PostgreSQL, since Parley is. */
  private static final Map<String, String> OTHERWISE =
      Map.ofEntries(
          // names keep their case and are found in any
          Map.entry("storesLowerCaseIdentifiers", "false"),
          Map.entry("storesMixedCaseIdentifiers", "true"),
          Map.entry("storesMixedCaseQuotedIdentifiers", "true"),
          Map.entry("supportsMixedCaseQuotedIdentifiers", "false"),
          // nothing is written
          Map.entry("isReadOnly", "true"),
          Map.entry("supportsAlterTableWithAddColumn", "false"),
          Map.entry("supportsAlterTableWithDropColumn", "false"),
          Map.entry("supportsBatchUpdates", "false"),
          Map.entry("supportsGetGeneratedKeys", "false"),
          Map.entry("generatedKeyAlwaysReturned", "false"),
          Map.entry("supportsSelectForUpdate", "false"),
          Map.entry("supportsIntegrityEnhancementFacility", "false"),
          Map.entry("supportsMinimumSQLGrammar", "false"),
          Map.entry("supportsANSI92EntryLevelSQL", "false"),
          // there are no transactions, so nothing ends with one
          Map.entry("supportsTransactions", "false"),
          Map.entry("supportsDataDefinitionAndDataManipulationTransactions", "false"),
          Map.entry("supportsMultipleTransactions", "false"),
          Map.entry("supportsSavepoints", "false"),
          Map.entry("supportsOpenCursorsAcrossCommit", "true"),
          Map.entry("supportsOpenCursorsAcrossRollback", "true"),
          // nor procedures, nor several results of one statement
          Map.entry("supportsSchemasInProcedureCalls", "false"),
          Map.entry("supportsStoredProcedures", "false"),
          Map.entry("supportsStoredFunctionsUsingCallSyntax", "false"),
          Map.entry("supportsMultipleResultSets", "false"),
          Map.entry("supportsRefCursors", "false"),
          // not yet
          Map.entry("supportsCorrelatedSubqueries", "false"),
          // {fn CONVERT(…)} is
          Map.entry("supportsConvert", "true"));

  private static List<Method> methods() {
    return Arrays.stream(DatabaseMetaData.class.getMethods())
        .filter(method -> method.getDeclaringClass() == DatabaseMetaData.class)
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static @Nullable Object call(Method method, Connection connection) throws Exception {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(MetadataCallsIT::sample).toArray();
    Object result = method.invoke(connection.getMetaData(), arguments);
    if (result instanceof ResultSet rows) {
      try (rows) {
        while (rows.next()) {
          rows.getObject(1);
        }
      }
    }
    return result;
  }

  private static @Nullable Object sample(Class<?> type) {
    if (type == int.class) {
      return ResultSet.TYPE_FORWARD_ONLY;
    }
    if (type == boolean.class) {
      return true;
    }
    return type == String.class ? Samples.TABLE : null;
  }
}
