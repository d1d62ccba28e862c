// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.query.RowSeals;
import dev.parley.keys.MemberKeys;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.Principal;
import dev.parley.protocol.QueryId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.SubQueryMessage;
import dev.parley.protocol.query.QueryContext;
import dev.parley.protocol.query.QuerySecret;
import dev.parley.protocol.query.SubQuery;
import dev.parley.protocol.sql.Expression;
import dev.parley.protocol.sql.RowQuery;
import dev.parley.wire.GroupRecord;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsAnswerTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final NodeId NORTH = new NodeId("north");
  private static final MemberKeys KEYS = MemberKeys.generate(2048, RANDOM);

  private static final RowQuery PLAIN =
      new RowQuery(
          "t",
          List.of(new Expression.Column("c")),
          List.of(),
          false,
          Optional.empty(),
          List.of(),
          OptionalLong.empty());

  private final QuerySecret secret = QuerySecret.random(RANDOM);
  private final Path folder;

  RowsAnswerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void shufflesRowsAlsoThoseThatDoNotFitIntoMemory() throws Exception {
    byte[] partial = answer(Duration.ofMinutes(1), 2000);

    List<Integer> found = opened(partial);

    List<Integer> sent = IntStream.range(0, 2000).boxed().toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
    assertThat(new String(partial, StandardCharsets.ISO_8859_1)).doesNotContain("marker");
    assertThat(opened(answer(Duration.ofMinutes(1), 2000))).isNotEqualTo(found);
  }

  @Test
  void aRowThatIsTooLongIsADataErrorWithoutItsValue() {
    RowsAnswer rows =
        new RowsAnswer(NORTH, message(Duration.ofMinutes(1)), PLAIN, new TokenSort(folder));

    rows.add(List.of("x".repeat(65_000)));
    assertThatThrownBy(() -> rows.add(List.of("x".repeat(65_536))))
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.DATA_ERROR);
              assertThat(e.fact())
                  .contains("too long")
                  .doesNotContain("north")
                  .doesNotContain("xx");
            });
  }

  @Test
  void stopsWhenNobodyWaitsAnyMore() {
    assertThatThrownBy(() -> answer(Duration.ofMinutes(-11), 1))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
  }

  private byte[] answer(Duration life, int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TokenSort sort = new TokenSort(folder, 10_000)) {
      RowsAnswer rows = new RowsAnswer(NORTH, message(life), PLAIN, sort);
      for (int i = 0; i < count; i++) {
        rows.add(List.of("marker", BigDecimal.valueOf(i)));
      }
      var key = KEYS.paillier().publicKey();
      try (Schemes schemes = new Schemes(1)) {
        rows.write(out, new PartialAnswer.Terms(key, schemes.of(key), 1, Clock.systemUTC()));
      }
    }
    return out.toByteArray();
  }

  private SubQueryMessage message(Duration life) {
    Instant expiry = Instant.now().plus(life);
    QueryContext context =
        new QueryContext(
            new FederationId("city"),
            NORTH,
            new Principal(new AnalystId("health-board"), "ada"),
            QueryId.random(RANDOM),
            1,
            1,
            expiry.minus(Duration.ofMinutes(1)),
            expiry);
    return SubQueryMessage.of(
        context, new SubQuery("", List.of(NORTH), List.of(), "0".repeat(64), secret));
  }

  private List<Integer> opened(byte[] partial) throws IOException {
    RowSeals seals = new RowSeals(secret);
    List<Integer> numbers = new ArrayList<>();
    try (PartialReader reader =
        new PartialReader(new ByteArrayInputStream(partial), ObjectKind.PARTIAL)) {
      for (GroupRecord row = reader.next(); row != null; row = reader.next()) {
        List<?> values = seals.open(row.token(), row.label()).values();
        assertThat(values).hasSize(2).element(0).isEqualTo("marker");
        numbers.add(((BigDecimal) values.get(1)).intValueExact());
      }
    }
    return numbers;
  }
}
