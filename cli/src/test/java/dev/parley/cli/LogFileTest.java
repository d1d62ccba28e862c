// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cli.terminal.LogFile;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {

  @Test
  void takesWhatIsLoggedUntilItIsClosed(@TempDir Path folder) throws IOException {
    PrintStream before = System.err;
    Path file = folder.resolve("parties.log");

    LogFile log = LogFile.appendTo(file);
    LoggerFactory.getLogger("dev.parley.test").info("answered query=1");
    log.close();

    assertThat(System.err).isSameAs(before);
    assertThat(Files.readString(file)).contains("answered query=1");
  }

  @Test
  void saysWhereItCannotWrite(@TempDir Path folder) {
    assertThatThrownBy(() -> LogFile.appendTo(folder.resolve("no/such/parties.log")))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("parties.log cannot be written");
  }
}
