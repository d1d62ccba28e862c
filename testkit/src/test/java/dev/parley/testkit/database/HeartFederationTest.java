// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.data.OwnerData;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Four real hospitals, if their files are at hand. */
class HeartFederationTest {
  private static final Logger log = LoggerFactory.getLogger(HeartFederationTest.class);
  private static final String FOLDER = "PARLEY_TEST_DATA";
  private static final List<DatabaseKind> KINDS = List.of(DatabaseKind.values());

  @Test
  void loadsFourHospitalsIntoEveryKindOfDatabase(@TempDir Path folder) throws Exception {
    String data = System.getenv(FOLDER);
    if (data == null) {
      log.warn("skipped test=HeartFederationTest reason={}-is-not-set", FOLDER);
    }
    assumeTrue(data != null, FOLDER + " does not name a folder of federations");

    List<OwnerData> owners = FederationFolder.read(Path.of(data, "heart")).owners();

    long patients = 0;
    long ages = 0;
    try (DatabaseHost host = new DatabaseHost(folder)) {
      for (int i = 0; i < owners.size(); i++) {
        OwnerData owner = owners.get(i);
        DatabaseKind kind = KINDS.get(i % KINDS.size());
        try (OwnerDatabase database = host.create(kind, owner.node().value(), owner.tables());
            Connection connection = database.connect()) {
          patients += number(connection, "SELECT COUNT(*) FROM \"patients\"").longValueExact();
          ages += number(connection, "SELECT SUM(\"age\") FROM \"patients\"").longValueExact();
        }
      }
      try (ReferenceDatabase merged = ReferenceDatabase.load(host, owners);
          Connection connection = merged.connect()) {
        assertThat(number(connection, "SELECT AVG(age) FROM patients"))
            .hasToString("53.5108695652173913");
        assertThat(number(connection, "SELECT COUNT(*) FROM patients").longValueExact())
            .isEqualTo(patients)
            .isEqualTo(920);
        assertThat(number(connection, "SELECT SUM(age) FROM patients").longValueExact())
            .isEqualTo(ages);
      }
    }
  }

  private static BigDecimal number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getBigDecimal(1);
    }
  }
}
