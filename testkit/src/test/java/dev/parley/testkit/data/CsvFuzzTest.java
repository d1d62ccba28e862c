// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a CSV file is told to be wrong, or every field of it reads as its type. */
class CsvFuzzTest {
  private Path folder;

  @BeforeEach
  void begin(@TempDir Path empty) {
    folder = empty;
  }

  @FuzzTest
  void read(byte[] csv) throws IOException, SQLException {
    Path file = folder.resolve("north/trips.csv");
    Files.createDirectories(file.getParent());
    Files.write(file, csv);
    try {
      for (OwnerData owner : FederationFolder.read(folder).owners()) {
        for (TableRows table : owner.tables()) {
          int columns = table.columns().size();
          table.forEach(
              row -> {
                for (int i = 0; i < columns; i++) {
                  Object unused = row.value(i);
                }
              });
        }
      }
    } catch (ParleyException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DATA).isNotNull();
      assertThat(e.fact()).doesNotContain("was changed");
    }
  }
}
