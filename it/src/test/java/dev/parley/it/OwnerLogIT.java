// SPDX-License-Identifier: Apache-2.0
package dev.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.SharedStage.Stage;
import dev.parley.node.audit.AuditPlace;
import dev.parley.node.audit.AuditReport;
import dev.parley.node.audit.Verification;
import dev.parley.testkit.federation.LocalOwner;
import dev.parley.testkit.federation.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every owner finds in its log of a question that was asked over JDBC. */
@ExtendWith(SharedStage.class)
class OwnerLogIT {
  private static final String QUESTION = "SELECT SECURE COUNT(*) FROM trips WHERE fare > 4711.25";

  private final Stage stage;

  OwnerLogIT(Stage stage) {
    this.stage = stage;
  }

  @Test
  void everyOwnerFindsTheQuestionItsUserAndItsAnswerInALogThatIsIntact() throws Exception {
    try (Connection connection = stage.federation().connect();
        Statement statement = connection.createStatement()) {
      statement.executeQuery(QUESTION).close();
    }
    StateFolder state = stage.federation().state();

    for (LocalOwner owner : stage.federation().federation().settings().owners()) {
      Path log = state.audit().resolve(owner.node() + ".log");
      List<String> lines = Files.readAllLines(log);
      String asked =
          lines.stream().filter(line -> line.contains("4711.25")).findFirst().orElseThrow();
      String entry = asked.substring("{\"entry\":".length(), asked.indexOf(','));
      AuditReport report =
          Verification.of(
              AuditPlace.of(log, state.nodes().resolve(owner.node().value())),
              List.of(),
              Optional.empty());

      assertThat(asked)
          .contains("\"event\":\"asked\",\"analyst\":\"analyst\",\"user\":\"analyst\"");
      assertThat(lines)
          .anyMatch(line -> line.contains("\"event\":\"answered\",\"question\":" + entry + ","));
      assertThat(report.isIntact()).isTrue();
      assertThat(report.notes()).isEmpty();
    }
  }
}
