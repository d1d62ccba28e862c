// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.Schema;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.MultiUseUserCredentials;

/** SchemaCrawler, which calls nearly every method of the metadata. */
@ExtendWith(SharedStage.class)
class SchemaCrawlerIT {
  private final Served served;

  SchemaCrawlerIT(Stage stage) {
    this.served = new Served(stage);
  }

  @Test
  void crawlsTheWholeSchemaWithoutAWarning() throws Exception {
    Complaints complaints = new Complaints();
    Logger root = Logger.getLogger("");
    root.addHandler(complaints);
    Catalog catalog;
    DatabaseConnectionSource source =
        DatabaseConnectionSources.newDatabaseConnectionSource(
            served.url(), new MultiUseUserCredentials(Served.USER, served.password()));
    try {
      catalog = SchemaCrawlerUtility.getCatalog(source, everything());
    } finally {
      source.close();
      root.removeHandler(complaints);
    }

    assertThat(complaints.heard).isEmpty();
    assertThat(catalog.getDatabaseInfo().getDatabaseProductName()).isEqualTo("Parley");
    assertThat(names(catalog.getSchemas()))
        .contains("FEDERATION", "INFORMATION_SCHEMA", "PARLEY", "east", "north", "west");
    Table trips = table(catalog, "FEDERATION", "trips");
    assertThat(trips.getTableType().getTableType()).isEqualTo("TABLE");
    assertThat(trips.getRemarks()).contains("north");
    assertThat(trips.getColumns())
        .extracting(Column::getName)
        .containsExactly(
            "id", "zone", "ward", "passengers", "distance", "fare", "tip", "paid", "day");
    Column fare = trips.lookupColumn("fare").orElseThrow();
    assertThat(fare.getRemarks()).contains("aggregate");
    assertThat(fare.getDecimalDigits()).isEqualTo(3);
    assertThat(fare.getColumnDataType().getName()).isEqualTo("DECIMAL");
    assertThat(trips.getPrivileges()).isNotEmpty();
    assertThat(catalog.getSystemColumnDataTypes()).isNotEmpty();
  }

  private static SchemaCrawlerOptions everything() {
    return SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
        .withLoadOptions(
            LoadOptionsBuilder.builder()
                .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                .toOptions());
  }

  private static Table table(Catalog catalog, String schema, String name) {
    return catalog.getTables().stream()
        .filter(t -> t.getSchema().getName().equals(schema) && t.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(Collection<Schema> schemas) {
    return schemas.stream().map(Schema::getName).toList();
  }

  /** What a program says that is not content. */
  private static final class Complaints extends Handler {
    private final List<String> heard = new ArrayList<>();

    @Override
    public synchronized void publish(LogRecord said) {
      if (said.getLevel().intValue() >= Level.WARNING.intValue()
          && String.valueOf(said.getLoggerName()).matches("(schemacrawler|us\\.fatehi).*")) {
        heard.add(said.getLevel() + " " + said.getMessage() + " " + said.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
