// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.actionhost.state.DeployedFiles.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployedFilesTest {
  private final Path folder;
  private final DeployedFiles files;

  DeployedFilesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.files = DeployedFiles.in(folder);
  }

  @Test
  void keepsKindsAndNamesApartHoweverLongAndStrange() throws IOException {
    String longName = "x/".repeat(300);
    files.put(Kind.ACTION, longName, "one\nline ü");
    files.put(Kind.ACTION, longName + "y", "two");
    files.put(Kind.PACKAGE, "../" + longName, "three");
    files.put(Kind.ACTION, longName + "y", "four");

    DeployedFiles later = DeployedFiles.in(folder);

    assertThat(later.read(Kind.ACTION)).containsExactlyInAnyOrder("one\nline ü", "four");
    assertThat(later.read(Kind.PACKAGE)).containsExactly("three");
  }

  @Test
  void sweepsDraftsAndLeavesStrangersAlone() throws IOException {
    files.put(Kind.PACKAGE, "p", "text");
    Path draft = Files.writeString(folder.resolve("package-half.draft"), "te");
    Path stranger = Files.writeString(folder.resolve("package-notes"), "a stranger's");

    assertThat(DeployedFiles.in(folder).read(Kind.PACKAGE)).containsExactly("text");
    assertThat(draft).doesNotExist();
    assertThat(stranger).exists();
  }

  @Test
  void changesNothingOnceItIsClosed() throws IOException {
    files.put(Kind.PACKAGE, "p", "text");
    files.close();

    assertThatThrownBy(() -> files.put(Kind.PACKAGE, "p", "other")).hasMessage("Closed");
    assertThatThrownBy(() -> files.delete(Kind.PACKAGE, "p")).hasMessage("Closed");

    assertThat(DeployedFiles.in(folder).read(Kind.PACKAGE)).containsExactly("text");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).hasSize(1);
    }
  }
}
