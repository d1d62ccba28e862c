// SPDX-License-Identifier: Apache-2.0
package dev.parley.actions.secureagg;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.actions.invocation.RefusalCode;
import dev.parley.actions.storage.TinyS3;
import dev.parley.wire.ObjectKind;
import dev.parley.wire.PartialReader;
import dev.parley.wire.PipeNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The action, over a storage of its own for each test, and partials of three nodes for it. */
final class MergeStage implements BeforeEachCallback, AfterEachCallback {
  static final TestPaillier KEY = new TestPaillier(2048);
  static final BigInteger MODULUS = KEY.modulus();
  private static final PipeNames NAMES = new PipeNames(TestPartial.FEDERATION);

  final TestPartial east = new TestPartial("east", MODULUS);
  final TestPartial north = new TestPartial("north", MODULUS);
  final TestPartial west = new TestPartial("west", MODULUS);
  Instant now = Instant.ofEpochSecond(TestPartial.EXPIRY - 1);
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private @Nullable TinyS3 storage;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    storage = new TinyS3();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    storage().close();
  }

  TinyS3 storage() {
    return Objects.requireNonNull(storage);
  }

  void put(TestPartial partial) {
    storage().objects().put(path(partial.contributor), partial.bytes());
  }

  static String path(String node) {
    return NAMES.out(TestPartial.ANALYST, node) + "/" + PipeNames.partial(TestPartial.QUERY);
  }

  static String answerPath() {
    return NAMES.merged(TestPartial.ANALYST) + "/" + PipeNames.answer(TestPartial.QUERY);
  }

  String logged() {
    return new String(log.toByteArray(), StandardCharsets.UTF_8);
  }

  byte @Nullable [] mergedBytes() {
    return storage().objects().get(answerPath());
  }

  PartialReader merged() throws IOException {
    return new PartialReader(
        new ByteArrayInputStream(Objects.requireNonNull(mergedBytes())), ObjectKind.MERGED);
  }

  JsonObject run(String... nodes) {
    return run(parameters(nodes));
  }

  JsonObject run(JsonObject parameters) {
    return new MergeAction(Clock.fixed(now, ZoneOffset.UTC), new PrintStream(log)).run(parameters);
  }

  JsonObject parameters(String... nodes) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("endpoint", storage().endpoint().toString());
    parameters.addProperty("accessKey", TinyS3.ACCESS_KEY);
    parameters.addProperty("secretKey", TinyS3.SECRET_KEY);
    parameters.addProperty("region", TinyS3.REGION);
    parameters.addProperty("federation", TestPartial.FEDERATION);
    parameters.addProperty("analyst", TestPartial.ANALYST);
    parameters.addProperty("ticket", TestPartial.TICKET.toHex());
    JsonArray list = new JsonArray();
    for (String node : nodes) {
      list.add(node);
    }
    parameters.add("nodes", list);
    return parameters;
  }

  static String code(JsonObject answer) {
    return answer.has("error")
        ? answer.getAsJsonObject("error").get("code").getAsString()
        : "no error";
  }

  void assertRefused(JsonObject answer, RefusalCode code, String fact) {
    JsonObject error = new JsonObject();
    error.addProperty("code", code.name());
    error.addProperty("fact", fact);
    assertThat(answer.get("error")).isEqualTo(error);
    assertThat(answer.size()).isEqualTo(1);
    assertThat(logged()).endsWith("refused code=" + code + System.lineSeparator());
  }
}
