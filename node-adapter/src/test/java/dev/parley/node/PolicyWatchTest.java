// SPDX-License-Identifier: Apache-2.0
package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.RealDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at the policy's file changes, look by look. */
class PolicyWatchTest {
  private static final String POLICY = "minOwners: %s\ntables: {t: {columns: {c: []}}}\n";

  private final Path file;
  private Database database;
  private PolicyWatch watch;

  PolicyWatchTest(@TempDir Path folder) {
    this.file = folder.resolve("policy.yaml");
  }

  @BeforeEach
  void start() throws Exception {
    write(POLICY.formatted(3));
    database = RealDatabases.open(Dialect.H2, "CREATE TABLE t (c INTEGER)");
    watch = new PolicyWatch(file, database, Pace.USUAL);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void whatIsInTheFileCountsOnceTwoLooksHaveFoundTheSame() throws Exception {
    write(POLICY.formatted(12));
    assertThat(watch.refresh()).isFalse();
    write(POLICY.formatted(1));
    assertThat(watch.refresh()).isFalse();
    assertThat(minOwners()).isEqualTo(3);

    write(POLICY.formatted(12));
    assertThat(watch.refresh()).isFalse();
    assertThat(watch.refresh()).isTrue();
    assertThat(minOwners()).isEqualTo(12);
    assertThat(watch.refresh()).isFalse();
  }

  @Test
  void whatCannotBeUsedAllowsNothingAtTheSecondLook() throws Exception {
    write("tables: [");
    watch.refresh();
    assertThat(watch.standing().inForce()).isTrue();
    watch.refresh();
    assertThat(watch.standing().inForce()).isFalse();

    write(POLICY.formatted(3));
    watch.refresh();
    assertThat(watch.standing().inForce()).isFalse();
    watch.refresh();
    assertThat(watch.standing().inForce()).isTrue();
  }

  @Test
  void aFileThatIsAwayForOneLookChangesNothing() throws Exception {
    Files.delete(file);
    watch.refresh();
    assertThat(watch.standing().inForce()).isTrue();
    write(POLICY.formatted(3));
    watch.refresh();
    watch.refresh();

    assertThat(watch.standing().inForce()).isTrue();
    assertThat(minOwners()).isEqualTo(3);
  }

  private int minOwners() {
    return watch.standing().last().policy().minOwners();
  }

  private void write(String text) throws Exception {
    Files.writeString(file, text);
  }
}
