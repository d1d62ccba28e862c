// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.GroupRecord;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSortTest {
  private final Path folder;

  TokenSortTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "1, 1000", "500, 1000000", "500, 1000", "5000, 5000"})
  void givesAllRecordsInTheOrderOfTheirTokensHoweverLittleMemoryThereIs(int count, long memory)
      throws IOException {
    Random random = new Random(count);
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    try (TokenSort sort = new TokenSort(folder, memory)) {
      for (int i = 0; i < count; i++) {
        byte[] token = new byte[GroupRecord.TOKEN_BYTES];
        random.nextBytes(token);
        byte[] content = BigInteger.valueOf(i).toByteArray();
        expected.add(spelled(new SealedRecord(token, content)));
        sort.add(new SealedRecord(token, content));
      }

      sort.forEach(record -> found.add(spelled(record)));
    }

    assertThat(found).isEqualTo(expected.stream().sorted().toList());
    assertThat(files()).isEmpty();
  }

  @Test
  void keepsEqualTokensAndFewFiles() throws IOException {
    List<SealedRecord> found = new ArrayList<>();
    try (TokenSort sort = new TokenSort(folder, 1)) {
      for (int i = 0; i < 300; i++) {
        sort.add(new SealedRecord(new byte[GroupRecord.TOKEN_BYTES], new byte[] {1}));
        assertThat(files()).hasSizeLessThanOrEqualTo(64);
      }
      sort.forEach(found::add);
    }

    assertThat(found).hasSize(300);
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static String spelled(SealedRecord record) {
    return HexFormat.of().formatHex(record.token())
        + " "
        + HexFormat.of().formatHex(record.content());
  }
}
